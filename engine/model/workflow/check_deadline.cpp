// SPDX-License-Identifier: Apache-2.0
// W10: the event a deadline or a send raises is waited for somewhere it can arrive.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>
#include <set>

namespace giamsat::workflow {

namespace {

std::vector<std::string> waited_for(const Definition& definition) {
    std::set<std::string> events;
    for (const auto& transition : definition.transitions)
        events.insert(transition.events.begin(), transition.events.end());
    return {events.begin(), events.end()};
}

Problem unheard(const Definition& definition, const std::string& event, const Where& where) {
    const LocalText near = did_you_mean(event, waited_for(definition));
    return rule_broken("W10",
                       {"Không bước nào chờ sự kiện “" + event + "”" + near.vi + ".",
                        "No step waits for the event “" + event + "”" + near.en + "."},
                       {"Thêm “" + event + "” vào “on”, hoặc sửa tên sự kiện.",
                        "Add “" + event + "” under “on”, or mend the name of the event."},
                       where);
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

void check_sent(const Definition& definition, const Action& action, Problems& problems) {
    const auto* send = std::get_if<SendAction>(&action);
    if (send && !heard_anywhere(definition, send->event))
        problems.push_back(unheard(definition, send->event, send->where));
    const auto* raise = std::get_if<RaiseAction>(&action);
    if (raise && !heard_anywhere(definition, raise->event))
        problems.push_back(unheard(definition, raise->event, raise->where));
}

}  // namespace

Problems check_deadline(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        const State& state = definition.states[i];
        const bool heard = !state.within || heard_in(definition, static_cast<StateIndex>(i), state.within->event);
        if (!heard) problems.push_back(unheard(definition, state.within->event, state.within->where));
    }
    each_action(definition, [&](const Action& action, const Transition*) { check_sent(definition, action, problems); });
    return problems;
}

}  // namespace giamsat::workflow
