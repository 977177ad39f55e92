// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/counting.hpp"

#include <algorithm>
#include <unordered_set>

namespace giamsat {

namespace {

constexpr std::string_view supervision = "supervision";

// A line says a month; it belongs to the period when any day of that month does.
bool line_in_period(const LineStatus& status, Date from, Date until) {
    if (status.line.month < 1 || status.line.month > 12)
        return from.year() <= status.year && status.year <= until.year();
    const auto month = static_cast<unsigned>(status.line.month);
    const Date first = Date::of(status.year, month, 1);
    const Date last =
        (month == 12 ? Date::of(status.year + 1, 1, 1) : Date::of(status.year, month + 1, 1)).plus_days(-1);
    return first <= until && from <= last;
}

const Level* sampled_level(const Profile& profile, std::string_view above) {
    const auto found = std::find_if(profile.levels.begin(), profile.levels.end(),
                                    [&](const Level& level) { return level.inspected && level.parent == above; });
    return found == profile.levels.end() ? nullptr : &*found;
}

// The lines drawn as a sample: their parent's sample has promised them already.
std::unordered_set<PlanLineId> sampling_lines(const ReportData& data) {
    std::unordered_set<PlanLineId> out;
    for (const LineStatus& status : data.lines) {
        if (status.line.sample > 0) out.insert(status.line.id);
    }
    return out;
}

void plan_line(Counting& counting, const LineStatus& status, const std::unordered_set<PlanLineId>& sampling) {
    if (!sampling.contains(status.line.parent)) counting.planned.push_back({&status, status.line.level, 1});
    const Level* below = status.line.sample > 0 ? sampled_level(counting.profile(), status.line.level) : nullptr;
    if (below) counting.planned.push_back({&status, below->id, status.line.sample});
}

}  // namespace

Counting start_counting(const ReportDefinition& definition, const ReportData& data, Date from, Date until) {
    Counting counting{definition, data, from, until, std::min(until, std::max(data.today, from)), {}, {}, {}, {}, {}};
    for (const Unit& unit : data.units) counting.units.emplace(unit.id, &unit);
    for (const Turn& turn : data.turns) {
        if (counting.holds(turn.on))
            (turn.mode == supervision ? counting.supervisions : counting.turns).push_back(&turn);
    }
    const auto sampling = sampling_lines(data);
    for (const LineStatus& status : data.lines) {
        if (!line_in_period(status, from, until)) continue;
        if (status.line.mode == supervision)
            counting.to_supervise.push_back(&status);
        else
            plan_line(counting, status, sampling);
    }
    return counting;
}

std::vector<const Level*> Counting::inspected_levels() const {
    std::vector<const Level*> out;
    for (const Level& level : profile().levels) {
        if (level.inspected) out.push_back(&level);
    }
    return out;
}

const Unit* Counting::unit(const UnitId& id) const {
    const auto found = units.find(id);
    return found == units.end() ? nullptr : found->second;
}

const Unit* Counting::ancestor(const UnitId& id, std::string_view level) const {
    const Unit* at = unit(id);
    // The tree is no deeper than it has levels; the count keeps a tree that was damaged from holding us for ever.
    for (std::size_t step = 0; at && at->level != level && step < profile().levels.size(); ++step)
        at = unit(at->parent);
    return at && at->level == level ? at : nullptr;
}

std::int64_t count_turns(const std::vector<const Turn*>& turns, const std::function<bool(const Turn&)>& wanted) {
    return std::count_if(turns.begin(), turns.end(), [&](const Turn* turn) { return wanted(*turn); });
}

std::int64_t count_distinct(const std::vector<const Turn*>& turns, const std::function<bool(const Turn&)>& wanted) {
    std::unordered_set<std::string_view> seen;
    for (const Turn* turn : turns) {
        if (wanted(*turn)) seen.insert(turn->unit.value);
    }
    return static_cast<std::int64_t>(seen.size());
}

PlanCount count_planned(const Counting& counting, const std::function<bool(const PlannedTurns&)>& wanted) {
    PlanCount count;
    for (const PlannedTurns& planned : counting.planned) {
        if (!wanted(planned)) continue;
        count.planned += planned.count;
        if (planned.line->cancelled) count.cancelled += planned.count;
    }
    return count;
}

}  // namespace giamsat
