// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stepping.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {

void add_assign(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("assign", "Giao cuộc kiểm tra, giám sát cho đoàn · give visits to a team");
    auto words = std::make_shared<StepWords>();
    words->events = {"assign"};
    command
        ->add_option("VISIT", words->cases,
                     "≥ 4 chữ số đầu của mã, hoặc cấp:mã đơn vị; có thể nhiều · its id's first ≥ 4 digits, or "
                     "level:code; several may be given")
        ->required();
    command->add_option("--team", words->team, "Mã đoàn · code of the team")->required();
    command->add_option("--reason", words->reason, "Ghi chú · remark");
    command->footer(
        "Ví dụ · example:\n  giamsat assign 3fa2 --team \"Đoàn 1\" --as CB02\n  giamsat assign commune:405102 "
        "group:4059001 --team \"Đoàn 1\" --as CB02");
    on_run(*command, [words, &context] {
        return take_step(*words, find_case_of({"visit", "supervision", "session"}), context);
    });
}

}  // namespace giamsat::cli
