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
        return std::pair(step.actor, date_in_vietnam(step.recorded).iso().substr(0, 7));
    });
    for (const auto& [key, steps] : groups) {
        Lead lead = lead_about(steps);
        for (const AuditStep* step : steps) lead.weight = std::max(lead.weight, days_late(*step));
        lead.people = {key.first};
        lead.text = {fmt::format("{{0}} ghi muộn {} bước trong tháng {}, muộn nhất {} ngày sau khi làm", steps.size(),
                                 key.second, lead.weight),
                     fmt::format("{{0}} recorded {} steps late in {}, the latest {} days after they were done",
                                 steps.size(), key.second, lead.weight)};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
