// SPDX-License-Identifier: Apache-2.0
// The engine lets nobody decide two steps that are for two people. But one hand may type both, the second in another's name.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace giamsat {

namespace {

bool names(const std::vector<std::string>& events, const std::string& event) {
    return std::find(events.begin(), events.end(), event) != events.end();
}

Lead about(const AuditStep& earlier, const AuditStep& step) {
    Lead lead = lead_about(std::vector<const AuditStep*>{&earlier, &step});
    lead.weight = 1;
    lead.people = {step.actor, step.decider};
    const LocalText first = title_or(earlier.title, earlier.event), then = title_or(step.title, step.event);
    lead.text = {
        fmt::format("{{0}} nhập bước “{}”, rồi nhập bước “{}” thay {{1}}", first.vi, then.vi),
        fmt::format("{{0}} entered “{}”, then “{}” in the name of {{1}}", first.in(Lang::en), then.in(Lang::en))};
    return lead;
}

}  // namespace

void one_hand(const AuditMaterial& material, const AuditRules&, std::vector<Lead>& leads) {
    std::unordered_map<CaseId, std::vector<const AuditStep*>> before;
    for (const AuditStep& step : material.steps) {
        auto& earlier_steps = before[step.case_id];
        for (const AuditStep* earlier : earlier_steps) {
            const bool for_another = step.actor != step.decider || earlier->actor != earlier->decider;
            if (for_another && earlier->actor == step.actor && names(step.not_by, earlier->event))
                leads.push_back(about(*earlier, step));
        }
        earlier_steps.push_back(&step);
    }
}

}  // namespace giamsat
