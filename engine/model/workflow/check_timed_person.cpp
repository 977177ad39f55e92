// SPDX-License-Identifier: Apache-2.0
// W27: a person's step that a deadline or a send takes too. A timer is nobody: it would go on without the person, the form, the
// reason, or the four eyes the step asks for.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

bool ends_in(const Definition& definition, const Transition& step, StateIndex state) {
    const auto& within = definition.at(state).within;
    return within && takes_event(step, within->event) && can_be_together(definition, step.source, state);
}

// "" = no timer of its workflow takes this step.
std::string timer_taking(const Definition& definition, const Transition& step, const std::vector<std::string>& sent) {
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        if (ends_in(definition, step, static_cast<StateIndex>(i))) return definition.states[i].within->event;
    }
    const auto found =
        std::find_if(sent.begin(), sent.end(), [&](const std::string& event) { return takes_event(step, event); });
    return found == sent.end() ? std::string() : *found;
}

}  // namespace

Problems check_timed_person(const Definition& definition, const DefinitionContext&) {
    std::vector<std::string> sent;
    each_action(definition, [&](const Action& action, const Transition*) {
        if (const auto* send = std::get_if<SendAction>(&action)) sent.push_back(send->event);
    });
    Problems problems;
    for (const auto& step : definition.transitions) {
        const std::string event = step.is_human() ? timer_taking(definition, step, sent) : std::string();
        if (event.empty()) continue;
        problems.push_back(rule_broken(
            "W27",
            {"Bước này của người (“by”), nhưng khi đến hạn sự kiện “" + event + "” cũng đi bước này mà không có ai.",
             "This is a person's step (“by”), yet the timer's event “" + event + "” takes it, too, with nobody there."},
            {"Bỏ “by”, hoặc đặt cho hạn một sự kiện riêng.", "Remove “by”, or give the timer an event of its own."},
            step.places.by));
    }
    return problems;
}

}  // namespace giamsat::workflow
