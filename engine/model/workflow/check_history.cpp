// SPDX-License-Identifier: Apache-2.0
// W13: a history state has something to remember: the state around it can be left, and can be left from more than one
// place. (A history state nothing aims at is W07's.)
#include "model/workflow/checks.hpp"
#include "model/workflow/tables.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

const Remembered nothing = [](StateIndex) -> const std::vector<StateIndex>* { return nullptr; };

// Whether some transition leaves `state` while a case is in it, and not for good.
bool is_left(const Definition& definition, StateIndex state) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(), [&](const Transition& transition) {
        const auto& targets = transition.targets;
        const bool for_good = std::all_of(targets.begin(), targets.end(),
                                          [&](StateIndex target) { return is_final_of_case(definition.at(target)); });
        if (for_good || !can_be_together(definition, transition.source, state)) return false;
        const StateIndex domain = transition_domain(definition, transition, nothing);
        return domain >= 0 && definition.inside(state, domain);
    });
}

// Regions are all entered anyway, and of one state inside there is no choice. Final states count: one may be left there.
bool has_choice(const Definition& definition, const State& around, StateKind history) {
    const auto places = std::count_if(around.children.begin(), around.children.end(),
                                      [&](StateIndex child) { return !is_history(definition.at(child)); });
    if (around.kind == StateKind::compound && places > 1) return true;
    if (history == StateKind::history_shallow) return false;
    return std::any_of(around.children.begin(), around.children.end(), [&](StateIndex child) {
        return !definition.at(child).children.empty() && has_choice(definition, definition.at(child), history);
    });
}

Problem senseless(const State& history, const LocalText& why) {
    const LocalText who = shown(history);
    return rule_broken(
        "W13", {who.vi + " không có gì để nhớ: " + why.vi, who.en + " has nothing to remember: " + why.en},
        {"Dẫn thẳng tới trạng thái cần đến, hoặc bỏ nó.", "Aim at the state itself, or remove it."}, history.where);
}

}  // namespace

Problems check_history(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    const auto reached = reachable(definition);
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        const State& state = definition.states[i];
        if (!is_history(state) || !reached[i] || state.parent <= 0) continue;
        const LocalText around = shown(definition.at(state.parent));
        if (!has_choice(definition, definition.at(state.parent), state.kind))
            problems.push_back(senseless(state, {"trong " + around.vi + " chỉ có một chỗ để trở lại.",
                                                 around.en + " can only be entered again in one way."}));
        else if (!is_left(definition, state.parent))
            problems.push_back(
                senseless(state, {"không bước nào rời khỏi " + around.vi + ".", "no step leaves " + around.en + "."}));
    }
    return problems;
}

}  // namespace giamsat::workflow
