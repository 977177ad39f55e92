// SPDX-License-Identifier: Apache-2.0
#include "app/cli/plan_show.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::cli {
namespace {

std::string say_line_state(const PlanLineView& view, Desk& desk) {
    if (view.line.dropped) return LocalText{"đã bỏ", "dropped"}.in(desk.lang);
    if (!view.visit) return LocalText{"chưa mở", "not opened"}.in(desk.lang);
    return say_state(*view.visit, desk) + " [" + short_id(view.visit->id.value) + "]";
}

// Lines of visits made together stand one step further in, below the visit they belong to.
std::string indent_of(const PlanLineView& view, const PlanView& all) {
    std::string indent;
    PlanLineId parent = view.line.parent;
    while (!parent.empty() && indent.size() < 8) {
        indent += "  ";
        auto above = std::find_if(all.lines.begin(), all.lines.end(),
                                  [&](const PlanLineView& one) { return one.line.id == parent; });
        parent = above == all.lines.end() ? PlanLineId{} : above->line.parent;
    }
    return indent;
}

bool is_shown(const PlanLineView& view, const PlanShowWords& words) {
    return (words.level.empty() || view.line.level == words.level) &&
           (words.month == 0 || view.line.month == words.month);
}

void print_lines(const PlanView& view, const PlanShowWords& words, const Context& context, Desk& desk) {
    Table table(context);
    table.number({"Dòng", "Line"})
        .text({"Đơn vị", "Unit"})
        .text({"Cấp", "Level"})
        .text({"Ngày", "Day"})
        .text({"Cơ quan", "Body"});
    table.text({"Cách", "Mode"}).number({"Mẫu", "Sample"}).text({"Tình trạng", "State"});
    std::size_t more = 0;
    for (const PlanLineView& line : view.lines) {
        if (!is_shown(line, words)) continue;
        if (words.limit != 0 && table.rows() == words.limit) {
            ++more;
            continue;
        }
        table.row({std::to_string(line.number), indent_of(line, view) + say_unit(line.line.unit, desk),
                   title_of_level(line.line.level, desk), write_date(line.line.planned_on, desk.lang),
                   line.line.body == view.plan.body ? "" : line.line.body,
                   title_in(desk.profile().modes, line.line.mode, desk.lang),
                   line.line.sample ? std::to_string(line.line.sample) : "", say_line_state(line, desk)});
    }
    if (!table.empty()) table.print();
    if (more > 0) context.print(and_more(context, more));
}

void print_counts(const PlanView& view, const Context& context, Desk& desk) {
    Table table(context);
    table.text({"Cấp", "Level"})
        .text({"Cách", "Mode"})
        .number({"Kế hoạch", "Planned"})
        .number({"Xong", "Done"})
        .number({"Hủy", "Cancelled"});
    for (const LevelCount& count : view.counts) {
        auto number = [&](int n) { return group_digits(n, desk.lang); };
        table.row({title_of_level(count.level, desk), title_in(desk.profile().modes, count.mode, desk.lang),
                   number(count.planned), number(count.done), number(count.cancelled)});
    }
    if (!table.empty()) table.print();
}

void print_matrix(const PlanMatrix& matrix, const Context& context, Desk& desk) {
    Table table(context);
    table.text({title_of_level(matrix.level, desk), title_of_level(matrix.level, desk)});
    for (int month = 1; month <= PlanMatrix::months; ++month)
        table.number({"T" + std::to_string(month), "M" + std::to_string(month)});
    table.number({"Cả năm", "Year"});
    for (const auto& row : matrix.rows) {
        std::vector<std::string> cells = {row.unit.empty() ? context.say({"(cấp trên)", "(above)"})
                                                           : desk.names.label(row.unit, desk.lang)};
        for (int count : row.count) cells.push_back(count ? std::to_string(count) : "");
        cells.push_back(std::to_string(row.all));
        table.row(std::move(cells));
    }
    table.print();
}

void print_head(const PlanView& view, const Context& context, Desk& desk) {
    const PlanType* type = desk.profile().plan_type(view.plan.type);
    context.print(
        bold(context, (type ? type->title.in(desk.lang) : view.plan.type) + " " + std::to_string(view.plan.year)));
    std::string line = plan_reference(view.plan, desk) + " [" + short_id(view.plan.id.value) + "]";
    if (!view.plan.number.empty()) line += ", " + context.say({"số ", "number "}) + view.plan.number;
    context.print(line + ", " + title_of_body(view.plan.body, desk) + ", " + write_date(view.plan.from, desk.lang) +
                  " – " + write_date(view.plan.until, desk.lang));
    context.print(context.say({"Đang ở: ", "State: "}) + bold(context, say_state(view.record, desk)) + "\n");
}

Json json_of_line(const PlanLineView& view, Desk& desk) {
    const PlanLine& line = view.line;
    Json json = {{"number", view.number},
                 {"id", line.id.value},
                 {"parent", line.parent.empty() ? Json(nullptr) : Json(line.parent.value)},
                 {"unit", json_of_unit(line.unit, desk)},
                 {"level", line.level},
                 {"body", line.body},
                 {"mode", line.mode},
                 {"variant", line.variant},
                 {"month", line.month},
                 {"planned_on", line.planned_on.iso()},
                 {"sample", line.sample},
                 {"quota", line.quota.empty() ? Json(nullptr) : Json(line.quota)},
                 {"dropped", line.dropped},
                 {"visit", nullptr}};
    if (view.visit)
        json["visit"] = {{"id", view.visit->id.value}, {"states", view.visit->config}, {"life", view.visit->life}};
    return json;
}

}  // namespace

Json json_of(const PlanView& view, Desk& desk) {
    Json counts = Json::array();
    for (const LevelCount& count : view.counts) {
        counts.push_back({{"level", count.level},
                          {"mode", count.mode},
                          {"planned", count.planned},
                          {"done", count.done},
                          {"cancelled", count.cancelled}});
    }
    return {{"id", view.plan.id.value},
            {"reference", plan_reference(view.plan, desk)},
            {"type", view.plan.type},
            {"body", view.plan.body},
            {"unit", json_of_unit(view.plan.body_unit, desk)},
            {"year", view.plan.year},
            {"from", view.plan.from.iso()},
            {"until", view.plan.until.iso()},
            {"number", view.plan.number.empty() ? Json(nullptr) : Json(view.plan.number)},
            {"states", view.record.config},
            {"life", view.record.life},
            {"counts", counts}};
}

int show_plan(const PlanView& view, const PlanShowWords& words, const Context& context, Desk& desk) {
    if (context.options.json) {
        Json json = json_of(view, desk);
        json["lines"] = Json::array();
        for (const PlanLineView& line : view.lines) {
            if (is_shown(line, words)) json["lines"].push_back(json_of_line(line, desk));
        }
        return context.print_json(json), 0;
    }
    print_head(view, context, desk);
    if (view.lines.empty()) {
        context.print(context.say({"Chưa có dòng nào; thêm bằng: giamsat plan add-line ",
                                   "No line yet; add one with: giamsat plan add-line "}) +
                      plan_reference(view.plan, desk) + " --unit … --date …");
        return 0;
    }
    if (words.matrix)
        print_matrix(plan_matrix(view, words.level.empty() ? matrix_level(desk.profile()) : words.level, desk.read),
                     context, desk);
    else
        print_lines(view, words, context, desk);
    context.print("");
    print_counts(view, context, desk);
    return 0;
}

int list_plans(int year, const Context& context, Desk& desk) {
    Json json = Json::array();
    Table table(context);
    table.text({"Kế hoạch", "Plan"})
        .text({"Mã", "Id"})
        .text({"Số", "Number"})
        .text({"Cơ quan", "Body"})
        .number({"Dòng", "Lines"})
        .number({"Xong", "Done"})
        .text({"Đang ở", "State"});
    for (const Plan& plan : desk.read.plans.all()) {
        if (year != 0 && plan.year != year) continue;
        PlanView view = plan_view(plan, desk.profile(), desk.read);
        json.push_back(json_of(view, desk));
        int planned = 0, done = 0;
        for (const LevelCount& count : view.counts) planned += count.planned, done += count.done;
        table.row({plan_reference(plan, desk), short_id(plan.id.value), plan.number, title_of_body(plan.body, desk),
                   group_digits(planned, desk.lang), group_digits(done, desk.lang), say_state(view.record, desk)});
    }
    if (context.options.json)
        context.print_json({{"plans", json}});
    else if (table.empty())
        context.print(context.say({"Chưa có kế hoạch nào.", "There is no plan yet."}));
    else
        table.print();
    return 0;
}

}  // namespace giamsat::cli
