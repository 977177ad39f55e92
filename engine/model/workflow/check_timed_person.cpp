// SPDX-License-Identifier: Apache-2.0
// W27: a person's step that a deadline or a send takes too, or an event the case raises itself, or one the engine sends it.
// Those are nobody: it would go on without the person, the form, the reason, or the four eyes the step asks for. And one
// under "*", which nobody could name.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

bool ends_in(const Definition& definition, const Transition& step, StateIndex state) {
    const auto& within = definition.at(state).within;
    return within && takes_event(step, within->event) && can_be_together(definition, step.source, state);
}

std::string first_taken(const Transition& step, const std::vector<std::string>& events) {
    const auto found =
        std::find_if(events.begin(), events.end(), [&](const std::string& event) { return takes_event(step, event); });
    return found == events.end() ? std::string() : *found;
}

// "" = no timer of its workflow takes this step.
std::string timer_taking(const Definition& definition, const Transition& step, const std::vector<std::string>& sent) {
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        if (ends_in(definition, step, static_cast<StateIndex>(i))) return definition.states[i].within->event;
    }
    return first_taken(step, sent);
}

// What comes to a case of this workflow without anybody sending it.
std::vector<std::string> own_events(const Definition& definition) {
    std::vector<std::string> events = {"child.done", "error.execution", "children.changed", "case.resumed", "migrated"};
    for (const auto& state : definition.states) {
        if (!state.children.empty() && state.parent >= 0) events.push_back("done.state." + state.id);
    }
    each_action(definition, [&](const Action& action, const Transition*) {
        if (const auto* raise = std::get_if<RaiseAction>(&action)) events.push_back(raise->event);
    });
    return events;
}

Problem timer_takes(const std::string& event, const Transition& step) {
    return rule_broken(
        "W27",
        {"Bước này của người (“by”), nhưng khi đến hạn sự kiện “" + event + "” cũng đi bước này mà không có ai.",
         "This is a person's step (“by”), yet the timer's event “" + event + "” takes it, too, with nobody there."},
        {"Bỏ “by”, hoặc đặt cho hạn một sự kiện riêng.", "Remove “by”, or give the timer an event of its own."},
        step.places.by);
}

Problem comes_by_itself(const std::string& event, const Transition& step) {
    return rule_broken(
        "W27",
        {"Bước này của người (“by”), nhưng sự kiện “" + event + "” tự đến và đi bước này mà không có ai.",
         "This is a person's step (“by”), yet the event “" + event +
             "” comes by itself and takes it with nobody there."},
        {"Bỏ “by”, hoặc đặt cho bước một sự kiện riêng.", "Remove “by”, or give the step an event of its own."},
        step.places.by);
}

Problem has_no_name(const Transition& step) {
    return rule_broken("W27",
                       {"Bước của người (“by”) cần có tên: không ai gọi được “*”.",
                        "A person's step (“by”) needs a name: nobody can ask for “*”."},
                       {"Đặt tên sự kiện cho bước này.", "Name the event of this step."}, step.places.by);
}

bool is_of_any_event(const Transition& step) {
    return std::find(step.events.begin(), step.events.end(), "*") != step.events.end();
}

}  // namespace

Problems check_timed_person(const Definition& definition, const DefinitionContext&) {
    std::vector<std::string> sent;
    each_action(definition, [&](const Action& action, const Transition*) {
        if (const auto* send = std::get_if<SendAction>(&action)) sent.push_back(send->event);
    });
    const auto own = own_events(definition);
    Problems problems;
    for (const auto& step : definition.transitions) {
        if (!step.is_human()) continue;
        const std::string timed = timer_taking(definition, step, sent), raised = first_taken(step, own);
        if (is_of_any_event(step))
            problems.push_back(has_no_name(step));
        else if (!timed.empty())
            problems.push_back(timer_takes(timed, step));
        else if (!raised.empty())
            problems.push_back(comes_by_itself(raised, step));
    }
    return problems;
}

}  // namespace giamsat::workflow
