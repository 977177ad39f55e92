// SPDX-License-Identifier: Apache-2.0
// Borrowers who answered a form alike, to the letter, from one hand on one day: perhaps nobody asked them.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

#include <tuple>

namespace giamsat {

void same_answers(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads) {
    const auto groups = grouped(
        material.answers, [](const AuditAnswers& one) { return std::tuple(one.form, one.answers, one.actor, one.on); });
    for (const auto& [key, same] : groups) {
        Lead lead = lead_about(same);
        lead.weight = static_cast<int>(lead.cases.size());
        if (lead.weight < rules.same_answers) continue;
        const auto& [form, answers, actor, on] = key;
        lead.people = {actor};
        lead.text = {fmt::format("{{0}} ghi {} phiếu {} giống hệt nhau trong ngày {}", lead.weight, form, on.iso()),
                     fmt::format("{{0}} recorded {} identical answers to form {} on {}", lead.weight, form, on.iso())};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
