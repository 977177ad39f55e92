// SPDX-License-Identifier: Apache-2.0
// Turns of inspection against what was planned. A turn is not a distinct unit, so both stand side by side; distinct units
// are never added up, because one unit may be reached by several bodies and in several years.
#include "kernel/reports/tables.hpp"

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;
using TurnFilter = std::function<bool(const Turn&)>;
using PlanFilter = std::function<bool(const PlannedTurns&)>;

constexpr const char* outside_vi = "Ngoài kế hoạch";

bool is_planned(const Turn& turn) { return !turn.plan_type.empty(); }

std::set<std::string> values_seen(const Counting& counting, ReportKey key) {
    std::set<std::string> seen;
    for (const Turn* turn : counting.turns) seen.insert(key_of(key, *turn));
    for (const PlannedTurns& planned : counting.planned) seen.insert(key_of(key, planned));
    return seen;
}

struct Progress {
    PlanCount plan;
    std::int64_t done = 0;
    std::int64_t outside = 0;  // done, but in no plan

    Share share() const { return {done - outside, plan.planned}; }
    bool empty() const { return done == 0 && plan.planned == 0; }
};

Progress progress_of(const Counting& counting, const TurnFilter& turns, const PlanFilter& plan) {
    Progress progress{count_planned(counting, plan), count_turns(counting.turns, turns), 0};
    progress.outside = count_turns(counting.turns, [&](const Turn& turn) { return turns(turn) && !is_planned(turn); });
    return progress;
}

void add_progress_columns(ReportTable& table) {
    add_column(table, Kind::count, {"Kế hoạch", "Planned"});
    add_column(table, Kind::count, {"Thực hiện", "Done"});
    add_column(table, Kind::count, {outside_vi, "Outside the plan"});
    add_column(table, Kind::count, {"Hủy", "Cancelled"});
    add_column(table, Kind::share, {"So với kế hoạch", "Of plan"});
    add_column(table, Kind::count, {"Số đơn vị đã đến", "Distinct units"});
}

std::vector<ReportCell> progress_cells(LocalText title, const Progress& progress, std::int64_t distinct) {
    return {std::move(title),        progress.plan.planned, progress.done, progress.outside,
            progress.plan.cancelled, progress.share(),      distinct};
}

void add_level_row(const Counting& counting, const Level& level, const TurnFilter& turns, const PlanFilter& plan,
                   int indent, ReportTable& table) {
    const TurnFilter here = [&](const Turn& turn) { return turn.level == level.id && turns(turn); };
    const PlanFilter planned_here = [&](const PlannedTurns& planned) {
        return planned.level == level.id && plan(planned);
    };
    const Progress progress = progress_of(counting, here, planned_here);
    if (indent > 0 && progress.empty()) return;
    add_row(table, progress_cells(turns_title(level), progress, count_distinct(counting.turns, here))).indent = indent;
}

// One row for the value, and below it one for each level it was planned or done at.
void add_nested_rows(const Counting& counting, ReportKey key, ReportTable& table) {
    for (const std::string& value : ordered_values(counting, key, values_seen(counting, key))) {
        std::vector<ReportCell> head(table.columns.size());
        head[0] = value_title(counting, key, value);
        add_row(table, std::move(head));
        for (const Level* level : counting.inspected_levels())
            add_level_row(
                counting, *level, [&](const Turn& turn) { return key_of(key, turn) == value; },
                [&](const PlannedTurns& planned) { return key_of(key, planned) == value; }, 1, table);
    }
}

Share level_share(const Counting& counting, const Level& level, ReportKey key, const std::string& value) {
    return progress_of(
               counting, [&](const Turn& turn) { return turn.level == level.id && key_of(key, turn) == value; },
               [&](const PlannedTurns& planned) { return planned.level == level.id && key_of(key, planned) == value; })
        .share();
}

std::vector<int> measures(const ReportTable& table) {
    std::vector<int> out;
    for (std::size_t i = 1; i < table.columns.size(); ++i) out.push_back(static_cast<int>(i));
    return out;
}

ReportKey first_key(const ReportSection& section, ReportKey otherwise) {
    return section.by.empty() ? otherwise : report_key(section.by.front()).value_or(otherwise);
}

}  // namespace

void make_turns_by_level(const Counting& counting, const ReportSection&, ReportTable& table) {
    add_column(table, Kind::text, key_title(ReportKey::level));
    add_progress_columns(table);
    const auto any_turn = [](const Turn&) { return true; };
    const auto any_plan = [](const PlannedTurns&) { return true; };
    for (const Level* level : counting.inspected_levels())
        add_level_row(counting, *level, any_turn, any_plan, 0, table);
    drop_empty_column(table, outside_vi);
}

void make_turns(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const ReportKey key = first_key(section, ReportKey::body_group);
    const auto levels = counting.inspected_levels();
    add_column(table, Kind::text, key_title(key));
    for (const Level* level : levels) add_column(table, Kind::count, turns_title(*level));
    for (const std::string& value : ordered_values(counting, key, values_seen(counting, key))) {
        std::vector<ReportCell> cells{value_title(counting, key, value)};
        for (const Level* level : levels)
            cells.emplace_back(count_turns(counting.turns, [&](const Turn& turn) {
                return turn.level == level->id && key_of(key, turn) == value;
            }));
        add_row(table, std::move(cells));
    }
    add_total(table);
    set_chart(table, section.chart, measures(table));
}

void make_plan_progress(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const ReportKey key = first_key(section, ReportKey::year);
    add_column(table, Kind::text, key_title(key));
    if (section.by.size() > 1) {
        add_progress_columns(table);
        add_nested_rows(counting, key, table);
        drop_empty_column(table, outside_vi);
        return;
    }
    for (const Level* level : counting.inspected_levels()) add_column(table, Kind::share, turns_title(*level));
    for (const std::string& value : ordered_values(counting, key, values_seen(counting, key))) {
        std::vector<ReportCell> cells{value_title(counting, key, value)};
        for (const Level* level : counting.inspected_levels())
            cells.emplace_back(level_share(counting, *level, key, value));
        add_row(table, std::move(cells));
    }
    add_total(table, {"Cả kỳ", "Whole period"});
    set_chart(table, section.chart, measures(table));
}

void make_supervision(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const ReportKey key = first_key(section, ReportKey::level);
    add_column(table, Kind::text, key_title(key));
    add_column(table, Kind::count, {"Kế hoạch", "Planned"});
    add_column(table, Kind::count, {"Thực hiện", "Done"});
    add_column(table, Kind::count, {"Hủy", "Cancelled"});
    add_column(table, Kind::share, {"So với kế hoạch", "Of plan"});
    std::set<std::string> seen;
    for (const LineStatus* line : counting.to_supervise) seen.insert(key_of(key, *line));
    for (const Turn* turn : counting.supervisions) seen.insert(key_of(key, *turn));
    for (const std::string& value : ordered_values(counting, key, seen)) {
        std::int64_t planned = 0;
        std::int64_t cancelled = 0;
        for (const LineStatus* line : counting.to_supervise) {
            if (key_of(key, *line) != value) continue;
            ++planned;
            cancelled += line->cancelled ? 1 : 0;
        }
        const auto here = [&](const Turn& turn) { return key_of(key, turn) == value; };
        const std::int64_t done = count_turns(counting.supervisions, here);
        const std::int64_t in_plan =
            count_turns(counting.supervisions, [&](const Turn& t) { return here(t) && is_planned(t); });
        add_row(table,
                {upper_first(value_title(counting, key, value)), planned, done, cancelled, Share{in_plan, planned}});
    }
    if (table.rows.size() > 1) add_total(table);
    set_chart(table, section.chart, {1, 2});
}

}  // namespace giamsat
