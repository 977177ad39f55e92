// SPDX-License-Identifier: Apache-2.0
// W25: a `cancel` that takes back nothing: no send has this id, no send without an id this event, no deadline this state.
#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

std::vector<std::string> timers_of(const Definition& definition) {
    std::vector<std::string> timers;
    each_action(definition, [&](const Action& action, const Transition*) {
        if (const auto* send = std::get_if<SendAction>(&action))
            timers.push_back(send->id.empty() ? send->event : send->id);
    });
    for (const auto& state : definition.states) {
        if (!state.within) continue;
        timers.push_back(state.within->id);
        for (const auto& linked : state.within->linked) timers.push_back(linked.id);
    }
    return timers;
}

Problem takes_back_nothing(const CancelAction& cancel, const std::vector<std::string>& timers) {
    const LocalText near = did_you_mean(cancel.id, timers);
    return rule_broken("W25",
                       {"“cancel: " + cancel.id + "” không thu hồi được hẹn giờ nào" + near.vi + ".",
                        "“cancel: " + cancel.id + "” takes back no timer" + near.en + "."},
                       {"Ghi “id” của một “send”, hoặc sự kiện của “send” không có “id”.",
                        "Name the “id” of a “send”, or the event of a “send” without one."},
                       cancel.where);
}

}  // namespace

Problems check_cancel(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    const auto timers = timers_of(definition);
    each_action(definition, [&](const Action& action, const Transition*) {
        const auto* cancel = std::get_if<CancelAction>(&action);
        if (cancel && std::find(timers.begin(), timers.end(), cancel->id) == timers.end())
            problems.push_back(takes_back_nothing(*cancel, timers));
    });
    return problems;
}

}  // namespace giamsat::workflow
