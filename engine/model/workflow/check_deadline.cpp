// SPDX-License-Identifier: Apache-2.0
// W10: the event a deadline or a send raises is waited for somewhere it can arrive.
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

Problem unheard(const std::string& event, const Where& where) {
    return rule_broken("W10",
                       {"Không bước nào chờ sự kiện “" + event + "”.", "No step waits for the event “" + event + "”."},
                       {"Thêm “" + event + "” vào “on”.", "Add “" + event + "” under “on”."}, where);
}

// A deadline runs only while its state is active.
bool heard_in(const Definition& definition, StateIndex state, const std::string& event) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(), [&](const Transition& transition) {
        return takes_event(transition, event) && can_be_together(definition, transition.source, state);
    });
}

bool heard_anywhere(const Definition& definition, const std::string& event) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(),
                       [&](const Transition& transition) { return takes_event(transition, event); });
}

void check_sends(const Definition& definition, const std::vector<Action>& actions, const Where& where,
                 Problems& problems) {
    for (const auto& action : actions) {
        const auto* send = std::get_if<SendAction>(&action);
        if (send && !heard_anywhere(definition, send->event)) problems.push_back(unheard(send->event, send->where));
        const auto* raise = std::get_if<RaiseAction>(&action);
        if (raise && !heard_anywhere(definition, raise->event)) problems.push_back(unheard(raise->event, where));
    }
}

}  // namespace

Problems check_deadline(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        const State& state = definition.states[i];
        const bool heard = !state.within || heard_in(definition, static_cast<StateIndex>(i), state.within->event);
        if (!heard) problems.push_back(unheard(state.within->event, state.within->where));
        check_sends(definition, state.entry, state.where, problems);
        check_sends(definition, state.exit, state.where, problems);
    }
    for (const auto& transition : definition.transitions)
        check_sends(definition, transition.actions, transition.where, problems);
    return problems;
}

}  // namespace giamsat::workflow
