// SPDX-License-Identifier: Apache-2.0
// Borrowers who answered a form alike, to the letter, from one hand on one day: perhaps nobody asked them.
#include "kernel/audit/groups.hpp"

#include <fmt/format.h>

#include <set>
#include <tuple>

namespace giamsat {

namespace {

int borrowers_in(const std::vector<const AuditAnswers*>& same) {
    std::set<std::string> borrowers;
    for (const AuditAnswers* one : same) borrowers.insert(one->about.empty() ? one->case_id.value : one->about);
    return static_cast<int>(borrowers.size());
}

// A sheet is one entry, however many of its rows are alike.
void keep_each_once(std::vector<std::uint64_t>& entries) {
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
}

}  // namespace

void same_answers(const AuditMaterial& material, const AuditRules& rules, std::vector<Lead>& leads) {
    const auto groups = grouped(
        material.answers, [](const AuditAnswers& one) { return std::tuple(one.form, one.answers, one.actor, one.on); });
    for (const auto& [key, same] : groups) {
        Lead lead = lead_about(same);
        lead.weight = borrowers_in(same);
        keep_each_once(lead.entries);
        if (lead.weight < rules.same_answers) continue;
        const auto& [form, answers, actor, on] = key;
        lead.people = {actor};
        const LocalText title = title_or(same.front()->title, form);
        lead.text = {fmt::format("{{0}} ghi “{}” cho {} người, trả lời giống hệt nhau, trong ngày {}", title.vi,
                                 lead.weight, say(on)),
                     fmt::format("{{0}} recorded “{}” for {} people, with identical answers, on {}", title.in(Lang::en),
                                 lead.weight, say(on))};
        leads.push_back(std::move(lead));
    }
}

}  // namespace giamsat
