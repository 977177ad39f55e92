// SPDX-License-Identifier: Apache-2.0
// Gaps in a device's own count will be a rule when entries of devices exist: no entry bears `dev` yet.
#include "kernel/audit/audit.hpp"

#include <algorithm>

namespace giamsat {

const std::vector<AuditRule>& audit_rules() {
    static const std::vector<AuditRule> all = {
        {"same_answers", {"Phiếu giống hệt nhau", "Identical answers"}, same_answers},
        {"same_files", {"Một bản quét dùng nhiều lần", "One scan used again"}, same_files},
        {"many_turns", {"Nhiều lượt trong một ngày", "Many turns in a day"}, many_turns},
        {"recorded_late", {"Ghi muộn", "Recorded late"}, recorded_late},
        {"one_hand", {"Một tay nhập hai bước", "One hand for two steps"}, one_hand},
        {"fresh_roles", {"Vai trò vừa giao đã dùng", "A role used at once"}, fresh_roles},
    };
    return all;
}

std::vector<Lead> audit(const AuditMaterial& material, const AuditRules& rules) {
    std::vector<Lead> leads;
    for (const AuditRule& rule : audit_rules()) {
        const auto first = static_cast<std::ptrdiff_t>(leads.size());
        rule.look(material, rules, leads);
        for (auto lead = leads.begin() + first; lead != leads.end(); ++lead) lead->rule = rule.id;
        std::stable_sort(leads.begin() + first, leads.end(),
                         [](const Lead& a, const Lead& b) { return a.weight > b.weight; });
    }
    return leads;
}

}  // namespace giamsat
