// SPDX-License-Identifier: Apache-2.0
#include "app/cli/plan_show.hpp"
#include "app/cli/stepping.hpp"
#include "base/text/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace giamsat::cli {
namespace {

struct DraftWords {
    std::string type, body, unit, from, until, number;
    int year = 0;
    bool empty = false;
};

Result<Date> day_or(const std::string& text, Date otherwise) {
    return text.empty() ? Result<Date>(otherwise) : Date::parse(text);
}

Result<Command> draft_command(const DraftWords& words, Desk& desk) {
    constexpr int year_min = 1990, year_max = 2200;
    if (words.year < year_min || words.year > year_max) {
        return Problem(ProblemCode::invalid_value, {{"field", "--year"},
                                                    {"value", std::to_string(words.year)},
                                                    {"why", "năm từ 1990 đến 2200"},
                                                    {"why_en", "a year from 1990 to 2200"}});
    }
    DraftPlan command{.type = words.type,
                      .body = words.body,
                      .year = words.year,
                      .number = words.number,
                      .from_quotas = !words.empty};
    GIAMSAT_TRY(from, day_or(words.from, Date::of(words.year, 1, 1)));
    GIAMSAT_TRY(until, day_or(words.until, Date::of(words.year, 12, 31)));
    command.from = from, command.until = until;
    if (words.body.empty()) {
        const PlanType* type = desk.profile().plan_type(words.type);
        if (type && type->issuers.size() == 1) command.body = type->issuers.front();
    }
    GIAMSAT_TRY(body, body_named(command.body, desk));
    command.body = body;
    if (words.unit.empty()) return Command(command);
    GIAMSAT_TRY(unit, unit_named(words.unit, desk));
    command.body_unit = unit;
    return Command(command);
}

int draft(const DraftWords& words, const Context& context) {
    return carry_out(
        context, [&](Desk& desk) { return draft_command(words, desk); },
        [&](const Outcome& outcome, Desk& desk) {
            const RecordedEntry* drafted = outcome.first("plan.drafted/1");
            auto plan = drafted ? desk.read.plans.find(drafted->case_id) : std::nullopt;
            if (!plan) return;
            PlanView view = plan_view(*plan, desk.profile(), desk.read);
            if (context.options.json) return context.print_json({{"plan", json_of(view, desk)}});
            std::string reference = plan_reference(*plan, desk);
            context.print("✓ " + context.say({"Đã dự thảo ", "Drafted "}) + reference + ": " +
                          group_digits(static_cast<std::int64_t>(view.lines.size()), desk.lang) +
                          context.say({" dòng", " lines"}));
            context.print(context.say({"  → xem: giamsat plan show ", "  → see: giamsat plan show "}) + reference);
            context.print(context.say({"  → trình: giamsat plan submit ", "  → submit: giamsat plan submit "}) +
                          reference);
        });
}

struct LineWords {
    std::string plan, unit, body, date;
    std::string mode = "inspection";
    std::string variant = "scheduled";
    int parent = 0, number = 0, sample = 0;
};

Result<PlanLine> line_numbered(const Plan& plan, int number, Desk& desk) {
    for (PlanLine& line : desk.read.plans.lines(plan.id)) {
        if (line.position + 1 == number) return std::move(line);
    }
    return Problem(ProblemCode::not_found,
                   {{"what", "dòng kế hoạch"}, {"what_en", "plan line"}, {"name", std::to_string(number)}});
}

Result<Command> add_command(const LineWords& words, Desk& desk) {
    AddPlanLine command{.mode = words.mode, .variant = words.variant, .sample = words.sample};
    GIAMSAT_TRY(plan, plan_named(words.plan, desk));
    GIAMSAT_TRY(unit, unit_named(words.unit, desk));
    GIAMSAT_TRY(day, Date::parse(words.date));
    command.plan = plan.id, command.unit = unit, command.planned_on = day;
    if (!words.body.empty()) {
        GIAMSAT_TRY(body, body_named(words.body, desk));
        command.body = body;
    }
    if (words.parent == 0) return Command(command);
    GIAMSAT_TRY(parent, line_numbered(plan, words.parent, desk));
    command.parent = parent.id;
    return Command(command);
}

Result<Command> drop_command(const LineWords& words, Desk& desk) {
    GIAMSAT_TRY(plan, plan_named(words.plan, desk));
    GIAMSAT_TRY(line, line_numbered(plan, words.number, desk));
    return Command(DropPlanLine{line.id});
}

void tell_line(const Outcome& outcome, const LocalText& what, const Context& context, Desk& desk) {
    const RecordedEntry* first = outcome.entries.empty() ? nullptr : &outcome.entries.front();
    auto line = first ? desk.read.plans.line(PlanLineId{first->body().value("line", "")}) : std::nullopt;
    if (!line) return;
    if (context.options.json) {
        return context.print_json({{"line",
                                    {{"id", line->id.value},
                                     {"number", line->position + 1},
                                     {"unit", json_of_unit(line->unit, desk)},
                                     {"planned_on", line->planned_on.iso()},
                                     {"dropped", line->dropped},
                                     {"visit", line->opened.empty() ? Json(nullptr) : Json(line->opened.value)}}}});
    }
    context.print("✓ " + context.say(what) + std::to_string(line->position + 1) + ": " + say_unit(line->unit, desk) +
                  ", " + write_date(line->planned_on, desk.lang) +
                  (line->opened.empty() ? "" : " [" + short_id(line->opened.value) + "]"));
}

void add_draft(CLI::App& parent, Context& context) {
    auto* command =
        parent.add_subcommand("draft", "Dự thảo kế hoạch năm từ định mức · draft the year's plan from the quotas");
    auto words = std::make_shared<DraftWords>();
    command->add_option("--type", words->type, "Loại kế hoạch: board, bank, association … · plan type")->required();
    command->add_option("--body", words->body, "Cơ quan ban hành · issuing body");
    command->add_option("--unit", words->unit, "Nơi cơ quan đóng (cấp:mã) · where the body sits (level:code)");
    command->add_option("--year", words->year, "Năm · year")->required();
    command->add_option("--from", words->from, "Từ ngày (mặc định 01/01) · from");
    command->add_option("--until", words->until, "Đến ngày (mặc định 31/12) · until");
    command->add_option("--number", words->number, "Số văn bản, 04/CTr-BĐD · number of the document");
    command->add_flag("--empty", words->empty, "Không lấy từ định mức, tự thêm dòng · without the quotas' lines");
    command->footer(
        "Ví dụ · example:\n  giamsat plan draft --type board --body board --year 2025 --number 04/CTr-BĐD --as CB02\n"
        "  giamsat plan draft --type association --body association-11 --year 2025 --empty --as CB11");
    on_run(*command, [words, &context] { return draft(*words, context); });
}

void add_show(CLI::App& parent, Context& context) {
    auto* command =
        parent.add_subcommand("show", "Các dòng của kế hoạch và tình trạng · a plan's lines and how they stand");
    auto words = std::make_shared<PlanShowWords>();
    command
        ->add_option("PLAN", words->plan,
                     "loại-năm (board-2025), số văn bản, hoặc ≥ 4 chữ số đầu của mã · type-year, number, or its id's "
                     "first ≥ 4 digits")
        ->required();
    command->add_option("--level", words->level,
                        "Chỉ cấp này (với --matrix: mỗi hàng một đơn vị cấp này) · only this level (with --matrix: a "
                        "row for each of its units)");
    command->add_option("--month", words->month, "Chỉ tháng này · only this month")->check(CLI::Range(1, 12));
    command->add_flag("--matrix", words->matrix, "Bảng đơn vị × tháng · units × months");
    command->add_option("--limit", words->limit, "Số dòng, 0 = tất cả · rows, 0 = all")->capture_default_str();
    command->footer(
        "Ví dụ · example:\n  giamsat plan show board-2025\n  giamsat plan show board-2025 --month 3\n  giamsat plan "
        "show association/association-11-2025 --matrix");
    on_run(*command, [words, &context] {
        return read_only(context, [&](Desk& desk) -> Result<int> {
            GIAMSAT_TRY(plan, plan_named(words->plan, desk));
            return show_plan(plan_view(plan, desk.profile(), desk.read), *words, context, desk);
        });
    });
}

void add_list(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("list", "Các kế hoạch · the plans");
    auto year = std::make_shared<int>(0);
    command->add_option("--year", *year, "Năm · year");
    command->footer("Ví dụ · example:\n  giamsat plan list --year 2025");
    on_run(*command, [year, &context] {
        return read_only(context, [&](Desk& desk) -> Result<int> { return list_plans(*year, context, desk); });
    });
}

void add_add_line(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("add-line", "Thêm một dòng · add a line");
    auto words = std::make_shared<LineWords>();
    command->add_option("PLAN", words->plan, "Kế hoạch · plan")->required();
    command->add_option("--unit", words->unit, "Đơn vị (cấp:mã) · unit (level:code)")->required();
    command->add_option("--date", words->date, "Ngày dự kiến · planned day")->required();
    command->add_option("--body", words->body,
                        "Cơ quan đi (mặc định: của kế hoạch) · who goes (default: the plan's body)");
    command->add_option("--mode", words->mode, "inspection | supervision")
        ->capture_default_str()
        ->check(CLI::IsMember({"inspection", "supervision"}));
    command->add_option("--variant", words->variant, "scheduled | thematic | surprise")
        ->capture_default_str()
        ->check(CLI::IsMember({"scheduled", "thematic", "surprise"}));
    command->add_option("--sample", words->sample, "Số hộ vay rút thăm · borrowers to be drawn")
        ->check(CLI::Range(0, 1000));
    command->add_option("--within", words->parent, "Đi cùng cuộc kiểm tra của dòng số … · part of the visit of line …");
    command->footer(
        "Ví dụ · example:\n  giamsat plan add-line board-2025 --unit commune:405102 --date 12/03/2025 --as CB02\n"
        "  giamsat plan add-line board-2025 --unit group:4059001 --date 12/03/2025 --sample 3 --within 1 --as CB02");
    on_run(*command, [words, &context] {
        return carry_out(
            context, [&](Desk& desk) { return add_command(*words, desk); },
            [&](const Outcome& outcome, Desk& desk) {
                tell_line(outcome, {"Đã thêm dòng ", "Added line "}, context, desk);
            });
    });
}

void add_drop_line(CLI::App& parent, Context& context) {
    auto* command = parent.add_subcommand("drop-line", "Bỏ một dòng chưa mở · drop a line not opened yet");
    auto words = std::make_shared<LineWords>();
    command->add_option("PLAN", words->plan, "Kế hoạch · plan")->required();
    command
        ->add_option("LINE", words->number,
                     "Số thứ tự của dòng, như “plan show” · number of the line, as in “plan show”")
        ->required();
    command->footer("Ví dụ · example:\n  giamsat plan drop-line board-2025 7 --as CB02");
    on_run(*command, [words, &context] {
        return carry_out(
            context, [&](Desk& desk) { return drop_command(*words, desk); },
            [&](const Outcome& outcome, Desk& desk) {
                tell_line(outcome, {"Đã bỏ dòng ", "Dropped line "}, context, desk);
            });
    });
}

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all = {
        {"submit", {"submit"}, "Trình phê duyệt · submit for approval", "giamsat plan submit board-2025 --as CB02"},
        {"approve",
         {"approve"},
         "Phê duyệt, mở các cuộc kiểm tra · approve: its visits are opened",
         "giamsat plan approve board-2025 --as CB02 --on-behalf CB01 --act \"04/CTr-BĐD 24/02/2025\""},
        {"reject",
         {"reject"},
         "Trả lại · send back",
         "giamsat plan reject board-2025 --reason \"Thiếu xã Đông Nam\" --as CB01"},
        {"amend",
         {"amend"},
         "Điều chỉnh, bổ sung · amend",
         "giamsat plan amend board-2025 --reason \"Bổ sung 2 Tổ\" --as CB02"},
        {"finish", {"finish"}, "Chuyển sang báo cáo · go on to the report", "giamsat plan finish board-2025 --as CB02"},
        {"report",
         {"report"},
         "Báo cáo kết quả năm · report the year's result",
         "giamsat plan report board-2025 --as CB02"},
        {"close", {"close"}, "Kết thúc · close", "giamsat plan close board-2025 --as CB01"},
        {"withdraw",
         {"withdraw"},
         "Hủy dự thảo · withdraw the draft",
         "giamsat plan withdraw board-2025 --reason \"Lập lại\" --as CB01"},
    };
    return all;
}

}  // namespace

void add_plan(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("plan", "Chương trình, kế hoạch năm · the year's plans");
    command->require_subcommand(1);
    add_draft(*command, context);
    add_list(*command, context);
    add_show(*command, context);
    add_add_line(*command, context);
    add_drop_line(*command, context);
    for (const Verb& verb : verbs()) add_verb(*command, verb, "PLAN", find_plan_case(), context);
    add_any_step(*command, "PLAN", "giamsat plan step board-2025 approve --as CB01", find_plan_case(), context);
}

}  // namespace giamsat::cli
