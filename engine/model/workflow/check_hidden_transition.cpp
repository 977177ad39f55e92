// SPDX-License-Identifier: Apache-2.0
// W08: a transition that can never fire, because an earlier one of the same state takes every event it waits for and has
// no guard, or one that its constants alone make true. (`by` is no guard: it says who may do a step, not which is taken.)
#include "model/expression/decided.hpp"
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

bool is_always_taken(const Transition& transition) {
    if (!transition.when) return !transition.unread_guard;
    return decided_by_constants(*transition.when) == Decided::always;
}

bool hides(const Transition& earlier, const Transition& later) {
    if (!is_always_taken(earlier)) return false;
    if (earlier.events.empty() || later.events.empty()) return earlier.events.empty() && later.events.empty();
    return std::all_of(later.events.begin(), later.events.end(),
                       [&](const std::string& event) { return takes_event(earlier, event); });
}

LocalText told(const Transition& earlier) {
    const std::string line = std::to_string(earlier.where.line);
    if (earlier.when)
        return {
            "Bước này không bao giờ xảy ra: điều kiện của bước ở dòng " + line + " luôn đúng và bước đó đứng trước.",
            "This step can never happen: the guard of the step in line " + line + " always holds and it comes first."};
    return {"Bước này không bao giờ xảy ra: bước ở dòng " + line + " không có điều kiện và đứng trước.",
            "This step can never happen: the step in line " + line + " has no guard and comes first."};
}

void check_state(const Definition& definition, const State& state, Problems& problems) {
    const auto& own = state.transitions;
    for (std::size_t j = 1; j < own.size(); ++j) {
        const Transition& later = definition.transition(own[j]);
        const auto first = std::find_if(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(j),
                                        [&](int i) { return hides(definition.transition(i), later); });
        if (first == own.begin() + static_cast<std::ptrdiff_t>(j)) continue;
        problems.push_back(rule_broken("W08", told(definition.transition(*first)),
                                       {"Thêm “when” cho bước đứng trước, hoặc đổi thứ tự.",
                                        "Give the earlier step a “when”, or change the order."},
                                       later.where));
    }
}

}  // namespace

Problems check_hidden_transition(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    for (const auto& state : definition.states) check_state(definition, state, problems);
    return problems;
}

}  // namespace giamsat::workflow
