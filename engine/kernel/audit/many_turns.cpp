// SPDX-License-Identifier: Apache-2.0
// More visits by one team in a day than there are hours for.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

namespace giamsat {

void many_turns(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads) {
    std::vector<AuditTurn> places = material.turns;
    std::erase_if(places, [](const AuditTurn& turn) { return turn.personal; });
    const auto groups = grouped(places, [](const AuditTurn& turn) { return std::pair(turn.head, turn.on); });
    for (const auto& [key, turns] : groups) {
        const auto& [head, on] = key;
        Lead lead = lead_about(turns);
        lead.weight = static_cast<int>(lead.cases.size());
        if (head.empty() || lead.weight <= rules.turns_a_day) continue;
        lead.people = {head};
        lead.text = {fmt::format("đoàn của {{0}} có {} cuộc kiểm tra trong ngày {}", lead.weight, say(on)),
                     fmt::format("the team of {{0}} made {} visits on {}", lead.weight, say(on))};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
