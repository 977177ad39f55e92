// SPDX-License-Identifier: Apache-2.0
// Steps that came into the journal long after the day of their paper, by the hand that entered them and the month.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

namespace giamsat {

namespace {

int days_late(const AuditStep& step) { return days_between(step.acted, date_in_vietnam(step.recorded)); }

}  // namespace

void recorded_late(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads) {
    std::vector<AuditStep> late;
    for (const AuditStep& step : material.steps) {
        if (days_late(step) > rules.recorded_late_days) late.push_back(step);
    }
    const auto groups = grouped(late, [](const AuditStep& step) {
        return std::pair(step.actor, date_in_vietnam(step.recorded).iso().substr(0, 7));  // its month
    });
    for (const auto& [key, steps] : groups) {
        Lead lead = lead_about(steps);
        for (const AuditStep* step : steps) lead.weight = std::max(lead.weight, days_late(*step));
        lead.people = {key.first};
        const std::string month = key.second.substr(5) + "/" + key.second.substr(0, 4);
        lead.text = {fmt::format("{{0}} ghi muộn {} bước trong tháng {}, muộn nhất là {} ngày sau khi làm",
                                 steps.size(), month, lead.weight),
                     fmt::format("{{0}} recorded {} late in {}, up to {} after it was done",
                                 english(steps.size(), "step"), month, english(lead.weight, "day"))};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
