// SPDX-License-Identifier: Apache-2.0
// A role that was recorded shortly before somebody used it for the first time. Roles of the founding days are left aside:
// then every role is new.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

namespace giamsat {

namespace {

constexpr std::int64_t day_ms = 86'400'000;

const AuditStep* first_use(const AuditGrant& grant, const std::vector<AuditStep>& steps) {
    for (const AuditStep& step : steps) {
        const bool uses = std::find(step.roles.begin(), step.roles.end(), grant.role) != step.roles.end();
        if (step.seq > grant.seq && step.decider == grant.person && uses) return &step;
    }
    return nullptr;
}

}  // namespace

void fresh_roles(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads) {
    const std::int64_t span_ms = rules.role_days * day_ms;
    for (const AuditGrant& grant : material.grants) {
        if (grant.recorded.ms - material.founded.ms < span_ms) continue;
        const AuditStep* use = first_use(grant, material.steps);
        if (!use || use->recorded.ms - grant.recorded.ms >= span_ms) continue;
        const int hours = static_cast<int>((use->recorded.ms - grant.recorded.ms) / (day_ms / 24));
        Lead lead{{}, rules.role_days * 24 - hours, {}, {grant.person}, {use->case_id}, {grant.seq, use->seq}};
        const LocalText role = title_or(grant.title, grant.role), event = title_or(use->title, use->event);
        lead.text = {
            fmt::format("{{0}} dùng vai trò “{}” {} giờ sau khi được giao, ở bước “{}”", role.vi, hours, event.vi),
            fmt::format("{{0}} used the role “{}” {} after it was granted, in “{}”", role.in(Lang::en),
                        english(hours, "hour"), event.in(Lang::en))};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
