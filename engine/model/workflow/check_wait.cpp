// SPDX-License-Identifier: Apache-2.0
// W16: a wait for other cases that cannot be met, because nothing opens any. Where more is asked than there can be, and
// where too few may be done and no “otherwise” says what then, is told while the wait is read (read_waits.cpp).
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

bool is_count_of_children(const std::string& name) { return name.starts_with("children_"); }

bool reads_children(const Transition& transition) {
    if (!transition.when) return false;
    const auto& names = transition.when->names();
    return std::any_of(names.begin(), names.end(), is_count_of_children);
}

bool takes_children(const Transition& transition) {
    return std::any_of(transition.events.begin(), transition.events.end(),
                       [](const std::string& event) { return event == "child" || event.starts_with("child."); });
}

Problem opens_none(const State& state) {
    const LocalText who = shown(state);
    return rule_broken("W16",
                       {who.vi + " chờ hồ sơ con, nhưng quy trình này không mở hồ sơ nào.",
                        who.en + " waits for other cases, but this workflow opens none."},
                       {"Thêm “open” trước đó, hoặc bỏ “wait”.", "Add an “open” before it, or remove the wait."},
                       state.wait->where);
}

Problem waits_for_nothing(const Transition& transition) {
    return rule_broken("W16",
                       {"Bước này chờ hồ sơ con, nhưng quy trình này không mở hồ sơ nào.",
                        "This step waits for other cases, but this workflow opens none."},
                       {"Thêm “open”, hoặc bỏ bước này.", "Add an “open”, or remove the step."}, transition.where);
}

}  // namespace

Problems check_wait(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    const bool opens = opens_cases(definition);
    std::vector<char> of_wait(definition.transitions.size(), 0);
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        const auto& wait = definition.states[i].wait;
        if (!wait) continue;
        if (!opens) problems.push_back(opens_none(definition.states[i]));
        for (const int index : {wait->met, wait->unmet}) {
            if (index >= 0) of_wait[static_cast<std::size_t>(index)] = 1;
        }
    }
    for (std::size_t i = 0; !opens && i < definition.transitions.size(); ++i) {
        const Transition& transition = definition.transitions[i];
        const bool waits = !of_wait[i] && (reads_children(transition) || takes_children(transition));
        if (waits) problems.push_back(waits_for_nothing(transition));
    }
    return problems;
}

}  // namespace giamsat::workflow
