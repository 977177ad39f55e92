// SPDX-License-Identifier: Apache-2.0
#include "service/queries/plan_view.hpp"

#include "service/commands/authorise.hpp"

#include <algorithm>

namespace giamsat {
namespace {

LevelCount& count_for(std::vector<LevelCount>& counts, const PlanLine& line) {
    auto same = std::find_if(counts.begin(), counts.end(),
                             [&](const LevelCount& c) { return c.level == line.level && c.mode == line.mode; });
    if (same != counts.end()) return *same;
    return counts.emplace_back(LevelCount{line.level, line.mode});
}

std::vector<LevelCount> counts_of(const std::vector<PlanLineView>& lines, const Profile& profile) {
    std::vector<LevelCount> counts;
    for (const PlanLineView& view : lines) {
        if (view.line.dropped) continue;
        LevelCount& count = count_for(counts, view.line);
        ++count.planned;
        if (view.visit && view.visit->life == "completed") ++count.done;
        if (view.visit && view.visit->life == "cancelled") ++count.cancelled;
    }
    auto place = [&](const LevelCount& count) {
        return std::find_if(profile.levels.begin(), profile.levels.end(),
                            [&](const Level& level) { return level.id == count.level; }) -
               profile.levels.begin();
    };
    std::stable_sort(counts.begin(), counts.end(),
                     [&](const LevelCount& a, const LevelCount& b) { return place(a) < place(b); });
    return counts;
}

UnitId unit_at_level(const UnitId& unit, const std::string& level, Readers& read) {
    for (const UnitId& at : unit_and_above(read.units, unit)) {
        auto found = read.units.find(at);
        if (found && found->level == level) return at;
    }
    return {};
}

}  // namespace

PlanView plan_view(const Plan& plan, const Profile& profile, Readers& read) {
    PlanView view{.plan = plan, .record = *read.cases.find(plan.id)};
    for (PlanLine& line : read.plans.lines(plan.id)) {
        PlanLineView one{line.position + 1, line, {}};
        if (!line.opened.empty()) one.visit = read.cases.find(line.opened);
        view.lines.push_back(std::move(one));
    }
    view.counts = counts_of(view.lines, profile);
    return view;
}

PlanMatrix plan_matrix(const PlanView& view, const std::string& level, Readers& read) {
    std::map<std::string, PlanMatrix::Row> rows;  // by code
    for (const PlanLineView& one : view.lines) {
        if (one.line.dropped) continue;
        UnitId unit = unit_at_level(one.line.unit, level, read);
        auto found = unit.empty() ? std::nullopt : read.units.find(unit);
        PlanMatrix::Row& row = rows[found ? found->code : ""];
        row.unit = unit;
        ++row.all;
        if (one.line.month >= 1 && one.line.month <= PlanMatrix::months)
            ++row.count[static_cast<std::size_t>(one.line.month - 1)];
    }
    PlanMatrix matrix{level, {}};
    for (auto& [code, row] : rows) matrix.rows.push_back(row);
    return matrix;
}

std::string matrix_level(const Profile& profile) {
    for (const Level& level : profile.levels) {
        if (level.inspected && !level.parent.empty()) return level.id;
    }
    return profile.levels.empty() ? "" : profile.levels.front().id;
}

}  // namespace giamsat
