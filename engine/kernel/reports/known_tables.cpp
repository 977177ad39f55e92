// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/tables.hpp"

#include <algorithm>

namespace giamsat {

const std::vector<KnownTable>& known_tables() {
    static const std::vector<KnownTable> tables{
        {"headline", {}, {}, false, {}, nullptr},
        {"turns_by_level", {}, {}, false, {}, make_turns_by_level},
        {"turns",
         {"body_group", "body", "association", "year", "plan_type", "variant"},
         {},
         false,
         {"bars", "grouped_bars", "stacked_bars", "line"},
         make_turns},
        {"plan_progress",
         {"year", "body_group", "body", "association", "plan_type"},
         {"level"},
         false,
         {"bars", "grouped_bars", "line"},
         make_plan_progress},
        {"supervision",
         {"level", "year", "body_group", "association"},
         {},
         false,
         {"bars", "grouped_bars"},
         make_supervision},
        {"coverage", {"level"}, {}, false, {"bars"}, make_coverage_units},
        {"coverage_units", {"association", "year"}, {}, true, {"bars", "line"}, make_coverage_units},
        {"coverage_loans", {"programme", "source"}, {}, false, {"bars", "grouped_bars"}, make_coverage_loans},
        {"units_by_place", {}, {}, true, {}, make_units_by_place},
        {"findings",
         {"year", "level", "body_group", "association"},
         {},
         false,
         {"bars", "grouped_bars", "line"},
         make_findings},
        {"findings_by_code", {}, {}, false, {"bars"}, make_findings_by_code},
        {"findings_by_severity", {}, {}, false, {"stacked_bars", "grouped_bars"}, make_findings_by_severity},
        {"recommendations", {}, {}, false, {"stacked_bars", "grouped_bars"}, make_recommendations},
        {"overdue", {}, {}, false, {}, make_overdue},
        {"capital", {}, {}, false, {"bars"}, make_capital},
        {"disclosures",
         {"person", "purpose", "about", "door"},
         {"person", "purpose", "about", "door"},
         false,
         {"bars"},
         make_disclosures},
        {"subject_requests", {}, {}, false, {"stacked_bars", "grouped_bars"}, make_subject_requests},
        {"erasures", {}, {}, false, {}, make_erasures},
        {"key_copies", {}, {}, false, {}, make_key_copies},
    };
    return tables;
}

const KnownTable* known_table(std::string_view name) {
    const auto& all = known_tables();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const KnownTable& table) { return table.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace giamsat
