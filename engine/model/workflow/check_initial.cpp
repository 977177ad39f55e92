// SPDX-License-Identifier: Apache-2.0
// W02: every state with states inside says where it begins, and every history state where to go when there is nothing to
// remember; both lie inside.
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

bool names_nothing(const Definition& definition, const State& state) {
    // A misspelt name is W01's; it would be told twice here.
    const bool misspelt =
        std::any_of(definition.unknown_states.begin(), definition.unknown_states.end(), [&](const auto& unknown) {
            const std::string key = is_history(state) ? ".to" : ".initial";
            return unknown.where.field == (state.parent < 0 ? "initial" : state.where.field + key);
        });
    return state.initial.empty() && !misspelt;
}

bool stays_inside(const Definition& definition, StateIndex index) {
    const State& state = definition.at(index);
    const StateIndex outer = is_history(state) ? state.parent : index;
    const bool direct = state.kind == StateKind::history_shallow;
    return std::all_of(state.initial.begin(), state.initial.end(), [&](StateIndex target) {
        const bool fits = direct ? definition.at(target).parent == outer : definition.inside(target, outer);
        return fits && !is_history(definition.at(target));
    });
}

Problem missing(const State& state) {
    const char* key = is_history(state) ? "to" : "initial";
    const LocalText who = state.parent < 0 ? LocalText{"Quy trình", "The workflow"} : shown(state);
    return rule_broken("W02", {who.vi + " chưa nói bắt đầu từ đâu.", who.en + " does not say where it begins."},
                       {std::string("Thêm “") + key + "”.", std::string("Add “") + key + "”."}, state.where);
}

Problem outside(const State& state) {
    const LocalText who = state.parent < 0 ? LocalText{"Quy trình", "The workflow"} : shown(state);
    return rule_broken(
        "W02",
        {who.vi + " bắt đầu từ trạng thái không nằm trong nó (hoặc không cùng lúc được).",
         who.en + " begins in a state that is not inside it (or in states that cannot be active together)."},
        {"Chọn trạng thái nằm bên trong.", "Choose a state inside it."}, state.where);
}

}  // namespace

Problems check_initial(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    for (std::size_t i = 0; i < definition.states.size(); ++i) {
        const State& state = definition.states[i];
        if (state.kind != StateKind::compound && !is_history(state)) continue;
        if (names_nothing(definition, state))
            problems.push_back(missing(state));
        else if (!stays_inside(definition, static_cast<StateIndex>(i)) || !can_be_targets(definition, state.initial))
            problems.push_back(outside(state));
    }
    return problems;
}

}  // namespace giamsat::workflow
