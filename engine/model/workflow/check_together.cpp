// SPDX-License-Identifier: Apache-2.0
// W29: one event that steps of persons in two regions take at once, though nobody may take both, each asks for a form of its
// own, or everybody has to do only one of them. Who does it does both; where a guard may keep them apart nothing is told.
#include "model/expression/decided.hpp"
#include "model/workflow/checks.hpp"

#include <algorithm>
#include <set>

namespace giamsat::workflow {

namespace {

bool is_always_asked(const Transition& step) {
    return !step.when || decided_by_constants(*step.when) == Decided::always;
}

bool side_by_side(const Definition& definition, StateIndex a, StateIndex b) {
    return a != b && !definition.inside(a, b) && !definition.inside(b, a) && can_be_together(definition, a, b);
}

// "" = none.
std::string shared_event(const Transition& a, const Transition& b) {
    const auto taken_by = [](const Transition& one, const Transition& other) -> std::string {
        const auto found = std::find_if(one.events.begin(), one.events.end(),
                                        [&](const std::string& event) { return takes_event(other, event); });
        return found == one.events.end() ? std::string() : *found;
    };
    const std::string event = taken_by(a, b);
    return event.empty() ? taken_by(b, a) : event;
}

std::set<std::string> people(const Transition& step) {
    std::set<std::string> words;
    for (const By& by : step.by) words.insert(by.text);
    return words;
}

bool have_nobody_in_common(const Transition& a, const Transition& b) {
    const auto one = people(a), other = people(b);
    return std::none_of(one.begin(), one.end(), [&](const std::string& word) { return other.contains(word); });
}

bool disagree(const Transition& a, const Transition& b) {
    if (!a.form.empty() && !b.form.empty() && a.form != b.form) return true;
    if (a.all_of || b.all_of) return a.all_of != b.all_of || people(a) != people(b);
    return have_nobody_in_common(a, b);
}

Problem told(const std::string& event, const Transition& earlier, const Transition& later) {
    const std::string line = std::to_string(earlier.where.line);
    return rule_broken(
        "W29",
        {"“" + event + "” cũng là bước ở dòng " + line +
             " trong một nhánh song song: ai làm một bước là làm cả hai, mà hai bước cần người hoặc biểu mẫu khác "
             "nhau.",
         "“" + event + "” is also the step in line " + line +
             " of a region beside this one: who does one does both, and they ask for different people or forms."},
        {"Đặt cho mỗi bước một sự kiện riêng.", "Give each step an event of its own."}, later.where);
}

}  // namespace

Problems check_together(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    const auto& all = definition.transitions;
    for (std::size_t later = 1; later < all.size(); ++later) {
        if (!all[later].is_human() || !is_always_asked(all[later])) continue;
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            const Transition& other = all[earlier];
            if (!other.is_human() || !is_always_asked(other) || !disagree(other, all[later])) continue;
            const std::string event = shared_event(other, all[later]);
            if (event.empty() || !side_by_side(definition, other.source, all[later].source)) continue;
            problems.push_back(told(event, other, all[later]));
            break;
        }
    }
    return problems;
}

}  // namespace giamsat::workflow
