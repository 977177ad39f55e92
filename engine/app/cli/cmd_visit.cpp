// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_list.hpp"
#include "app/cli/case_show.hpp"
#include "app/cli/form_print.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

const std::vector<std::string> kinds = {"visit", "supervision", "session"};

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all = {
        {"accept", {"accept"}, "Nhận nhiệm vụ · accept the assignment", "giamsat visit accept 3fa2 --as CB01"},
        {"decline",
         {"decline"},
         "Từ chối · decline",
         "giamsat visit decline 3fa2 --reason \"Trùng lịch họp\" --as CB01"},
        {"postpone",
         {"postpone"},
         "Hoãn sang ngày khác · put off",
         "giamsat visit postpone 3fa2 --date 20/03/2025 --reason \"Mưa bão\" --as CB01"},
        {"start", {"start"}, "Bắt đầu · start", "giamsat visit start commune:405102 --as CB01 --on 12/03/2025"},
        {"record",
         {"hand_in_record", "note", "hold"},
         "Nộp biên bản, phiếu giám sát · hand in the minutes or the note",
         "giamsat visit record 3fa2 --form bien-ban.yaml --as CB03"},
        {"sheet",
         {"hand_in_sheet"},
         "Nộp phiếu kiểm tra hộ vay (06/TD) · hand in the loan-use sheet",
         "giamsat visit sheet group:4059001 --form phieu-06.yaml --as CB03"},
        {"sign",
         {"sign"},
         "Ký biên bản · sign the minutes",
         "giamsat visit sign 3fa2 --act \"12/BB-ĐKT 13/03/2025\" --as CB01"},
        {"report", {"report"}, "Báo cáo kết quả · report", "giamsat visit report 3fa2 --as CB01"},
        {"close", {"close"}, "Kết thúc hồ sơ · close", "giamsat visit close 3fa2 --as CB01"},
        {"cancel", {"cancel"}, "Hủy · cancel", "giamsat visit cancel 3fa2 --reason \"Trùng đoàn cấp tỉnh\" --as CB01"},
    };
    return all;
}

struct OpenWords {
    std::string workflow, unit, body, body_unit, date;
    std::string variant = "surprise";
    int sample = 0;
};

// Where the body sits: named, else the unit of its level at or above the unit visited.
Result<UnitId> seat_of(const OpenWords& words, const UnitId& unit, Desk& desk) {
    if (!words.body_unit.empty()) return unit_named(words.body_unit, desk);
    const Body* body = desk.profile().body(words.body);
    for (UnitId at = unit; !at.empty();) {
        auto found = desk.read.units.find(at);
        if (!found) break;
        if (body && found->level == body->level) return at;
        at = found->parent;
    }
    return UnitId{};
}

Result<Command> open_command(const OpenWords& words, Desk& desk) {
    OpenCase command;
    command.workflow = words.workflow;
    GIAMSAT_TRY(body, body_named(words.body, desk));
    GIAMSAT_TRY(unit, unit_named(words.unit, desk));
    GIAMSAT_TRY(seat, seat_of(words, unit, desk));
    GIAMSAT_TRY(day, words.date.empty() ? Result<Date>(desk.today) : Date::parse(words.date));
    if (words.workflow.empty()) {
        auto found = desk.read.units.find(unit);
        const Level* level = found ? desk.profile().level(found->level) : nullptr;
        if (level) command.workflow = level->workflow;
    }
    command.unit = unit, command.body = body, command.body_unit = seat;
    command.variant = words.variant, command.planned_on = day, command.sample = words.sample;
    return Command(command);
}

int open(const OpenWords& words, const Context& context) {
    return carry_out(
        context, [&](Desk& desk) { return open_command(words, desk); },
        [&](const Outcome& outcome, Desk& desk) {
            const RecordedEntry* opened = outcome.first("case.opened/1");
            auto record = opened ? desk.read.cases.find(opened->case_id) : std::nullopt;
            if (!record) return;
            if (context.options.json) return context.print_json({{"case", json_of(*record, desk)}});
            context.print("✓ " + context.say({"Đã mở ", "Opened "}) +
                          workflow_of(*record, desk.bundle).title.in(desk.lang) + ": " + say_unit(record->unit, desk) +
                          " [" + short_id(record->id.value) + "]");
            print_options(step_options(*record, desk.bundle, desk.read, desk.today), PersonId{}, context, desk);
        });
}

void add_open(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand(
        "open", "Mở cuộc kiểm tra đột xuất, chuyên đề, phiên họp ngoài kế hoạch · a visit or session outside any plan");
    auto words = std::make_shared<OpenWords>();
    command->add_option("--unit", words->unit, "Đơn vị · unit (level:code)")->required();
    command->add_option("--body", words->body, "Cơ quan kiểm tra · body that goes")->required();
    command->add_option("--body-unit", words->body_unit,
                        "Nơi cơ quan đóng (mặc định: đơn vị cấp đó ở trên) · where the body sits");
    command->add_option("--workflow", words->workflow,
                        "Quy trình (mặc định: của cấp) · workflow (default: that of the level)");
    command->add_option("--variant", words->variant, "surprise | thematic | scheduled")->capture_default_str();
    command->add_option("--date", words->date, "Ngày dự kiến (mặc định: --on, hôm nay) · planned day");
    command->add_option("--sample", words->sample, "Số hộ vay rút thăm · borrowers to be drawn");
    command->footer(
        "Ví dụ · example:\n  giamsat visit open --unit group:4059001 --body board --date 12/03/2025 --sample 3 --as "
        "CB02\n"
        "  giamsat visit open --workflow board-session --unit district:405 --body board --variant scheduled --date "
        "12/04/2025 --as CB02");
    on_run(*command, [words, &context] { return open(*words, context); });
}

void add_list(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand(
        "list", "Các cuộc kiểm tra, giám sát, phiên họp đang mở · open visits, supervisions, sessions");
    auto words = std::make_shared<ListWords>();
    words->kinds = kinds;
    add_list_options(*command, *words);
    command->footer(
        "Ví dụ · example:\n  giamsat visit list --overdue\n  giamsat visit list --mine --as CB01\n  giamsat visit list "
        "--state \"chờ phân công\" --level commune");
    on_run(*command, [words, &context] { return list(*words, context); });
}

void add_show(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("show", "Như “case show” · as “case show”");
    auto text = std::make_shared<std::string>();
    command->add_option("VISIT", *text, "Mã · its id")->required();
    command->footer("Ví dụ · example:\n  giamsat visit show commune:405102");
    on_run(*command, [text, &context] {
        return read_only(context, [&](Desk& desk) -> Result<int> {
            GIAMSAT_TRY(person, viewer(context, desk));
            GIAMSAT_TRY(record, case_named(*text, kinds, desk));
            return show_case(record, person, false, context, desk);
        });
    });
}

}  // namespace

void add_visit(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("visit", "Cuộc kiểm tra, giám sát, phiên họp · visits, supervisions, sessions");
    command->require_subcommand(1);
    add_list(*command, context);
    add_show(*command, context);
    add_open(*command, context);
    add_form(*command, "VISIT",
             "giamsat visit form group:4059001 sheet > phieu-06.yaml   (đã ghi sẵn các hộ rút thăm · with the "
             "borrowers drawn)\n"
             "  giamsat visit sheet group:4059001 --form phieu-06.yaml --as CB03",
             find_case_of(kinds), verbs(), context);
    for (const Verb& verb : verbs()) add_verb(*command, verb, "VISIT", find_case_of(kinds), context);
    add_any_step(*command, "VISIT", "giamsat visit step 3fa2 decide --form quyet-dinh.yaml --as CB02",
                 find_case_of(kinds), context);
}

}  // namespace giamsat::cli
