// SPDX-License-Identifier: Apache-2.0
// Going through all actions and all expressions of a definition, wherever they stand.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat::workflow {

// visit(action, transition): the transition is nullptr for actions on entry and exit.
template <class Visit>
void each_action(const Definition& definition, const Visit& visit) {
    for (const auto& state : definition.states) {
        for (const auto& action : state.entry) visit(action, nullptr);
        for (const auto& action : state.exit) visit(action, nullptr);
    }
    for (const auto& transition : definition.transitions) {
        for (const auto& action : transition.actions) visit(action, &transition);
    }
}

template <class Visit>
void each_expression_of(const Action& action, const Visit& visit) {
    const auto maybe = [&](const std::optional<Expression>& expression) {
        if (expression) visit(*expression);
    };
    if (const auto* assign = std::get_if<AssignAction>(&action)) visit(assign->value);
    if (const auto* open = std::get_if<OpenAction>(&action)) {
        maybe(open->count);
        for (const auto& pair : open->data) visit(pair.second);
    }
    if (const auto* findings = std::get_if<FindingsAction>(&action)) maybe(findings->code), maybe(findings->amount);
    if (const auto* call = std::get_if<CallAction>(&action)) {
        for (const auto& pair : call->with) visit(pair.second);
    }
}

template <class Visit>
void each_expression(const Definition& definition, const Visit& visit) {
    for (const auto& transition : definition.transitions) {
        if (transition.when) visit(*transition.when);
    }
    each_action(definition, [&](const Action& action, const Transition*) { each_expression_of(action, visit); });
}

inline bool opens_cases(const Definition& definition) {
    bool found = false;
    each_action(definition, [&](const Action& action, const Transition*) {
        found = found || std::holds_alternative<OpenAction>(action);
    });
    return found;
}

}  // namespace giamsat::workflow
