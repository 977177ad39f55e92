// SPDX-License-Identifier: Apache-2.0
#include "app/cli/case_list.hpp"

#include "app/cli/case_text.hpp"
#include "base/text/text.hpp"
#include "service/queries/visit_list.hpp"

#include <CLI/CLI.hpp>

namespace giamsat::cli {
namespace {

Result<CaseQuery> query_of(const ListWords& words, const Context& context, Desk& desk) {
    CaseQuery query{.kinds = words.kinds,
                    .ended = words.all,
                    .state = words.state,
                    .level = words.level,
                    .body = words.body,
                    .year = words.year,
                    .overdue = words.overdue};
    if (!words.kind.empty()) query.kinds = {words.kind};
    if (!words.level.empty() && !desk.profile().level(words.level)) {
        return Problem(ProblemCode::not_found, {{"what", "cấp"}, {"what_en", "level"}, {"name", words.level}});
    }
    if (!words.body.empty()) GIAMSAT_CHECK(body_named(words.body, desk));
    if (!words.plan.empty()) {
        GIAMSAT_TRY(plan, plan_named(words.plan, desk));
        query.plan = plan.id;
    }
    if (!words.mine) return query;
    GIAMSAT_TRY(person, viewer(context, desk));
    if (person.empty())
        return Problem(ProblemCode::usage, {{"what", "--mine cần --as MÃ"}, {"what_en", "--mine needs --as CODE"}});
    query.mine = person;
    return query;
}

std::string until(const CaseRow& row, const Context& context, const Desk& desk) {
    std::string text;
    if (row.due)
        text = say_due(*row.due, desk);
    else if (row.late)
        text = context.say({"chậm so với kế hoạch", "behind the plan"});
    return text;
}

void print_rows(const std::vector<CaseRow>& rows, std::size_t shown, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Mã", "Id"})
        .text({"Dự kiến", "Planned"})
        .text({"Cấp", "Level"})
        .text({"Đơn vị", "Unit"})
        .text({"Cơ quan", "Body"});
    table.text({"Đoàn", "Team"}).text({"Đang ở", "State"}).text({"Hạn", "Until"});
    for (std::size_t i = 0; i < shown; ++i) {
        const CaseRecord& record = rows[i].record;
        table.row({short_id(record.id.value), record.planned_on ? write_date(*record.planned_on, desk.lang) : "",
                   title_of_level(record.level, desk), say_unit(record.unit, desk), record.body, rows[i].team,
                   say_state(record, desk), until(rows[i], context, desk)});
    }
    table.print();
    if (shown < rows.size()) context.print(and_more(context, rows.size() - shown));
}

int print_all(const std::vector<CaseRow>& rows, const ListWords& words, const Context& context, Desk& desk) {
    std::size_t shown = words.limit == 0 ? rows.size() : std::min(words.limit, rows.size());
    if (context.options.json) {
        Json list = Json::array();
        for (std::size_t i = 0; i < shown; ++i) {
            Json row = json_of(rows[i].record, desk);
            row["team_code"] = rows[i].team.empty() ? Json(nullptr) : Json(rows[i].team);
            row["until"] = rows[i].due ? Json(last_day(*rows[i].due).iso()) : Json(nullptr);
            row["late"] = rows[i].late;
            list.push_back(std::move(row));
        }
        return context.print_json({{"total", rows.size()}, {"cases", list}}), 0;
    }
    if (rows.empty()) return context.print(context.say({"Không có hồ sơ nào.", "There is none."})), 0;
    print_rows(rows, shown, context, desk);
    return 0;
}

}  // namespace

void add_list_options(CLI::App& command, ListWords& words) {
    command.add_option("--state", words.state,
                       "Trạng thái: mã hay một phần tên · state: its id or a part of its title");
    command.add_option("--level", words.level, "Cấp · level");
    command.add_option("--body", words.body, "Cơ quan · body");
    command.add_option("--plan", words.plan, "Kế hoạch · plan");
    command.add_option("--year", words.year, "Năm · year");
    command.add_flag("--mine", words.mine, "Việc của người nêu ở --as · what the person of --as has to do");
    command.add_flag("--overdue", words.overdue, "Quá hạn hoặc chậm so với kế hoạch · overdue or behind the plan");
    command.add_flag("--all", words.all, "Cả hồ sơ đã kết thúc · the ended ones too");
    command.add_option("--limit", words.limit, "Số dòng, 0 = tất cả · rows, 0 = all")->capture_default_str();
}

int list(const ListWords& words, const Context& context) {
    return read_only(context, [&](Desk& desk) -> Result<int> {
        GIAMSAT_TRY(query, query_of(words, context, desk));
        auto rows = list_cases(query, desk.bundle, desk.read, desk.today);
        return print_all(rows, words, context, desk);
    });
}

}  // namespace giamsat::cli
