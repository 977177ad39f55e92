// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_attachment.hpp"
#include "app/cli/case_hold.hpp"
#include "app/cli/case_list.hpp"
#include "app/cli/case_show.hpp"
#include "app/cli/form_print.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct ShowWords {
    std::string text;
    bool forms = false;
};

int show(const ShowWords& words, const Context& context) {
    return read_only(context, [&](Desk& desk) -> Result<int> {
        GIAMSAT_TRY(person, viewer(context, desk));
        auto plan = plan_named(words.text, desk);
        if (plan) return show_case(*desk.read.cases.find(plan->id), person, words.forms, context, desk);
        bool meant_plan = words.text.find('-') != std::string::npos && words.text.find(':') == std::string::npos;
        if (meant_plan) return std::move(plan.error());
        GIAMSAT_TRY(record, case_named(words.text, {}, desk));
        return show_case(record, person, words.forms, context, desk);
    });
}

void add_show(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand(
        "show", "Hồ sơ đang ở đâu, làm gì tiếp, ai, đến khi nào · where a case is, what next, by whom, until when");
    auto words = std::make_shared<ShowWords>();
    command
        ->add_option("CASE", words->text,
                     "≥ 4 chữ số đầu của mã, cấp:mã đơn vị, hoặc kế hoạch · its id's first ≥ 4 digits, level:code of "
                     "its unit, or a plan")
        ->required();
    command->add_flag("--forms", words->forms, "In cả nội dung các biểu mẫu đã nộp · with the answers of its forms");
    command->footer(
        "Ví dụ · example:\n  giamsat case show 3fa2\n  giamsat case show group:4059001\n  giamsat case show board-2025 "
        "--as CB02   (CB02 làm được gì · what CB02 can do)");
    on_run(*command, [words, &context] { return show(*words, context); });
}

void add_list(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("list", "Các hồ sơ · cases");
    auto words = std::make_shared<ListWords>();
    command->add_option("--kind", words->kind, "plan | visit | session | supervision | finding")
        ->check(CLI::IsMember({"plan", "visit", "session", "supervision", "finding"}));
    add_list_options(*command, *words);
    command->footer(
        "Ví dụ · example:\n  giamsat case list --kind finding --overdue\n  giamsat case list --mine --as CB02");
    on_run(*command, [words, &context] { return list(*words, context); });
}

}  // namespace

void add_case(CLI::App& app, Context& context) {
    auto* command =
        app.add_subcommand("case", "Hồ sơ: mọi kế hoạch, cuộc kiểm tra, tồn tại · cases: every plan, visit, finding");
    command->require_subcommand(1);
    add_show(*command, context);
    add_list(*command, context);
    add_form(*command, "CASE", "giamsat case form 3fa2 hold > bien-ban-hop.yaml", find_case_of({}), {}, context);
    add_attachment(*command, context);
    add_hold(*command, context);
    add_any_step(*command, "CASE", "giamsat case step 3fa2 close --as CB01", find_case_of({}), context);
}

}  // namespace giamsat::cli
