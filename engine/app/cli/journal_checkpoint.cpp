// SPDX-License-Identifier: Apache-2.0
#include "app/cli/journal_evidence.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace giamsat::cli {

namespace {

Result<SignedCheckpoint> wanted(bool kept, const Context& context) {
    if (!kept) return newest_checkpoint(context);
    GIAMSAT_TRY(place, context.read_office());
    auto newest = place->ask([](Readers& read) { return read.evidence.last_checkpoint(); });
    if (!newest) return no_checkpoint();
    return std::move(newest->signed_one);
}

int run(bool kept, const Context& context) {
    auto checkpoint = wanted(kept, context);
    if (!checkpoint) return context.fail(checkpoint.error());
    const std::string note = write_note(checkpoint->note);
    if (context.options.json) {
        context.print_json({{"origin", checkpoint->checkpoint.origin},
                            {"size", checkpoint->checkpoint.size},
                            {"root", to_hex(checkpoint->checkpoint.root)},
                            {"note", note}});
    } else {
        std::cout << note;
    }
    return 0;
}

}  // namespace

void add_journal_checkpoint(CLI::App& journal, Context& context) {
    auto kept = std::make_shared<bool>(false);
    auto* command = journal.add_subcommand(
        "checkpoint", "Chốt nhật ký và in điểm chốt đã ký · make a checkpoint and print it, signed");
    command->add_flag("--kept", *kept, "Không chốt mới, in điểm chốt đã có · make none, print the newest there is");
    command->footer(
        "Giữ điểm chốt ở nơi khác là giữ bằng chứng · a checkpoint kept elsewhere is evidence.\n\n"
        "Ví dụ · example:\n  giamsat journal checkpoint > /media/usb/checkpoint");
    on_run(*command, [=, &context] { return run(*kept, context); });
}

}  // namespace giamsat::cli
