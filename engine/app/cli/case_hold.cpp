// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_hold.hpp"

#include "app/cli/case_text.hpp"
#include "app/cli/stepping.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

struct HoldWords {
    std::string text;
    std::string reason;
};

Result<CaseRecord> named(const std::string& text, Desk& desk) {
    const bool maybe_plan = text.find('-') != std::string::npos && text.find(':') == std::string::npos;
    return maybe_plan ? find_plan_case()(text, desk) : case_named(text, {}, desk);
}

Json next_steps(const CaseRecord& record, Desk& desk) {
    Json next = Json::array();
    for (const StepOption& option : step_options(record, desk.bundle, desk.read, desk.today))
        next.push_back(json_of(option, PersonId{}, desk));
    return next;
}

template <class Asking>
int ask_for(const HoldWords& words, const LocalText& done, const Context& context) {
    CaseId id;
    return carry_out(
        context,
        [&](Desk& desk) -> Result<Command> {
            GIAMSAT_TRY(record, named(words.text, desk));
            id = record.id;
            return Command(Asking{record.id, words.reason});
        },
        [&](const Outcome& outcome, Desk& desk) {
            const CaseRecord record = *desk.read.cases.find(id);
            if (context.options.json)
                return context.print_json({{"case", json_of(record, desk)}, {"next", next_steps(record, desk)}});
            context.print("✓ " + done.in(desk.lang) + ": " + desk.names.label(record.unit, desk.lang) + " [" +
                          short_id(id.value) + "]");
            print_now(outcome, record, context, desk);
        });
}

template <class Asking>
void add_one(CLI::App& parent, const char* name, const char* help, const char* reason, const char* example,
             const LocalText& done, Context& context) {
    auto* command = parent.add_subcommand(name, help);
    auto words = std::make_shared<HoldWords>();
    command
        ->add_option("CASE", words->text,
                     "≥ 4 chữ số đầu của mã, cấp:mã đơn vị, hoặc kế hoạch · its id's first ≥ 4 digits, level:code of "
                     "its unit, or a plan")
        ->required();
    command->add_option("--reason", words->reason, reason);
    command->footer(std::string("Ví dụ · example:\n  ") + example);
    on_run(*command, [words, done, &context] { return ask_for<Asking>(*words, done, context); });
}

}  // namespace

void add_hold(CLI::App& parent, Context& context) {
    add_one<SuspendCase>(parent, "suspend",
                         "Tạm dừng: không bước nào làm được, không hạn nào chạy · no step is taken, no deadline passes",
                         "Lý do, bắt buộc · the reason, required",
                         "giamsat case suspend group:4059001 --reason \"Bão, đường bị chia cắt\" --as CB01",
                         {"Đã tạm dừng", "Suspended"}, context);
    add_one<ResumeCase>(parent, "resume", "Cho tiếp tục hồ sơ đang tạm dừng · a suspended case goes on",
                        "Lý do · the reason",
                        "giamsat case resume group:4059001 --on-behalf CB01 --act \"15/TB-BĐD 20/09/2024\"",
                        {"Đã cho tiếp tục", "Resumed"}, context);
}

}  // namespace giamsat::cli
