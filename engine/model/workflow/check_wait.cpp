// SPDX-License-Identifier: Apache-2.0
// W16: a wait for other cases that cannot be met: nothing opens any, more is asked than there can be, or too few may be
// done and then no way leads on.
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

bool is_asked_too_much(const Wait& wait) {
    if (wait.how == Wait::For::share) return wait.amount < 1 || wait.amount > 100;
    return wait.how == Wait::For::count && wait.amount < 1;
}

// Somebody or something can take a case out of the state, whatever becomes of its children.
bool has_way_out(const Definition& definition, StateIndex state) {
    auto around = ancestors(definition, state);
    around.insert(around.begin(), state);
    return std::any_of(around.begin(), around.end(), [&](StateIndex at) {
        const auto& steps = definition.at(at).transitions;
        return std::any_of(steps.begin(), steps.end(), [&](int index) {
            const Transition& step = definition.transition(index);
            return !step.events.empty() && !step.targets.empty() && !takes_children(step);
        });
    });
}

void check_wait_of(const Definition& definition, StateIndex index, bool opens, Problems& problems) {
    const Wait& wait = *definition.at(index).wait;
    const LocalText who = shown(definition.at(index));
    if (is_asked_too_much(wait))
        problems.push_back(rule_broken(
            "W16", {who.vi + " chờ một số lượng không thể có.", who.en + " waits for a number that cannot be."},
            {"Số hồ sơ từ 1 trở lên; tỷ lệ từ 1% đến 100%.", "A count is 1 or more, a share from 1% to 100%."},
            wait.where));
    if (!opens)
        problems.push_back(rule_broken(
            "W16",
            {who.vi + " chờ hồ sơ con, nhưng quy trình này không mở hồ sơ nào.",
             who.en + " waits for other cases, but this workflow opens none."},
            {"Thêm “open” trước đó, hoặc bỏ “wait”.", "Add an “open” before it, or remove the wait."}, wait.where));
    else if (wait.how != Wait::For::all && wait.unmet < 0 && !has_way_out(definition, index))
        problems.push_back(rule_broken("W16",
                                       {"Nếu quá ít hồ sơ con hoàn thành thì từ " + who.vi + " không có đường đi tiếp.",
                                        "If too few cases are done, no way leads on from " + who.en + "."},
                                       {"Thêm “otherwise”.", "Add “otherwise”."}, wait.where));
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
        check_wait_of(definition, static_cast<StateIndex>(i), opens, problems);
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
