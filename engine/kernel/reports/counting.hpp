// SPDX-License-Identifier: Apache-2.0
// What every table counts from: the turns and the plan of the period, gathered once, and the keys rows are made by.
#pragma once

#include "kernel/reports/report_data.hpp"

#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace giamsat {

enum class ReportKey { level, body, body_group, association, year, plan_type, variant };
std::optional<ReportKey> report_key(std::string_view name);

// Turns that one plan line promises at one level: itself, or its sample at the level below.
struct PlannedTurns {
    const LineStatus* line = nullptr;
    std::string level;
    std::int64_t count = 1;
};

struct Counting {
    const ReportDefinition& definition;
    const ReportData& data;
    Date from;
    Date until;
    Date as_of;                             // the day open and overdue are measured on
    std::vector<const Turn*> turns;         // inspections in the period
    std::vector<const Turn*> supervisions;  // acts of supervision in the period, counted apart
    std::vector<PlannedTurns> planned;      // of inspection lines whose month lies in the period
    std::vector<const LineStatus*> to_supervise;
    std::unordered_map<UnitId, const Unit*> units;

    const Profile& profile() const { return *data.profile; }
    std::vector<const Level*> inspected_levels() const;
    bool holds(Date day) const { return from <= day && day <= until; }
    const Unit* unit(const UnitId& id) const;
    const Unit* ancestor(const UnitId& id, std::string_view level) const;  // the unit itself counts; nullptr when none
};

Counting start_counting(const ReportDefinition& definition, const ReportData& data, Date from, Date until);

std::string key_of(ReportKey key, const Turn& turn);
std::string key_of(ReportKey key, const PlannedTurns& planned);
std::string key_of(ReportKey key, const LineStatus& line);

// Values of a key in the profile's order (years: ascending); those of the profile that nothing fell on are left out
// unless `all`, "" (none of them) comes last.
std::vector<std::string> ordered_values(const Counting& counting, ReportKey key, const std::set<std::string>& seen);
LocalText key_title(ReportKey key);         // of the first column
LocalText turns_title(const Level& level);  // "Lượt xã"
LocalText value_title(const Counting& counting, ReportKey key, const std::string& value);

std::int64_t count_turns(const std::vector<const Turn*>& turns, const std::function<bool(const Turn&)>& wanted);
std::int64_t count_distinct(const std::vector<const Turn*>& turns, const std::function<bool(const Turn&)>& wanted);

struct PlanCount {
    std::int64_t planned = 0;
    std::int64_t cancelled = 0;
};
PlanCount count_planned(const Counting& counting, const std::function<bool(const PlannedTurns&)>& wanted);

}  // namespace giamsat
