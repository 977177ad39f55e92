// SPDX-License-Identifier: Apache-2.0
// W18: a step that waits for an event nothing sends: no person's step, and no raise, send, deadline, child, region or
// row of another workflow gives it. A bare chart takes any event from outside, so the rule is for workflows with a kind.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

// Every event that may reach a case without a person naming it.
std::vector<std::string> events_of(const Definition& definition, const WorkflowSet& set) {
    std::vector<std::string> events = handed_to(definition, set);
    events.push_back("error.execution");
    if (opens_cases(definition)) events.push_back("child.done");
    each_action(definition, [&](const Action& action, const Transition*) {
        if (const auto* raise = std::get_if<RaiseAction>(&action)) events.push_back(raise->event);
        if (const auto* send = std::get_if<SendAction>(&action)) events.push_back(send->event);
    });
    for (const auto& state : definition.states) {
        if (!state.children.empty() && state.parent >= 0) events.push_back("done.state." + state.id);
        if (!state.within) continue;
        events.push_back(state.within->event);
        for (const auto& linked : state.within->linked) events.push_back(linked.event);
    }
    return events;
}

// Done.state and child events have rules of their own, which know better what is wrong.
bool is_told_elsewhere(const std::string& event) {
    return event == "child" || event.starts_with("child.") || event.starts_with("done.state.");
}

bool comes(const std::string& descriptor, const std::vector<std::string>& events) {
    return descriptor == "*" || is_told_elsewhere(descriptor) ||
           std::any_of(events.begin(), events.end(),
                       [&](const std::string& event) { return takes_event(descriptor, event); });
}

void check(const Definition& definition, const WorkflowSet& set, Problems& problems) {
    const auto events = events_of(definition, set);
    for (const auto& transition : definition.transitions) {
        if (transition.is_human()) continue;
        for (const auto& descriptor : transition.events) {
            if (comes(descriptor, events)) continue;
            const LocalText near = did_you_mean(descriptor, events);
            problems.push_back(rule_broken("W18",
                                           {"Không ai và không gì gửi sự kiện “" + descriptor + "”" + near.vi + ".",
                                            "Nobody and nothing sends the event “" + descriptor + "”" + near.en + "."},
                                           {"Thêm “by” nếu là bước của người, hoặc sửa tên sự kiện.",
                                            "Add “by” if it is a person's step, or mend the name of the event."},
                                           transition.where));
        }
    }
}

}  // namespace

Problems check_unsent_event(const WorkflowSet& set) {
    Problems problems;
    for (const auto& [name, definition] : set.workflows) {
        if (!definition.kind.empty()) check(definition, set, problems);
    }
    return problems;
}

}  // namespace giamsat::workflow
