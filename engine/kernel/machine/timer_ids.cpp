// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/timer_ids.hpp"

#include "model/workflow/each_action.hpp"

namespace giamsat {

namespace {

constexpr char mark = '#';

bool is_by_action(const TimerChange& change) { return !change.set && change.event.empty(); }  // not of a deadline

}  // namespace

std::string TimerIds::event_of(const std::string& id) { return id.substr(0, id.rfind(mark)); }

// Of a deadline, or of a send that says its id.
bool TimerIds::is_given(const std::string& id) const {
    const auto state = definition_.state(id);
    if (state && definition_.at(*state).within) return true;
    bool given = false;
    workflow::each_action(definition_, [&](const Action& action, const Transition*) {
        const auto* send = std::get_if<SendAction>(&action);
        given = given || (send && send->id == id);
    });
    return given;
}

std::string TimerIds::set(const TimerChange& change) {
    std::string id = change.id;
    if (id.empty()) {
        id = change.event;
        const int first = is_given(id) ? 1 : 2;
        for (int number = first; (number == 1) || running_.contains(id); ++number)
            id = change.event + mark + std::to_string(number);
    }
    running_.insert(id);
    return id;
}

std::vector<std::string> TimerIds::cancel(const TimerChange& change) {
    std::vector<std::string> ids = {change.id};
    if (is_by_action(change)) {
        for (const std::string& id : running_) {
            if (id != change.id && event_of(id) == change.id) ids.push_back(id);
        }
    }
    for (const std::string& id : ids) running_.erase(id);
    return ids;
}

}  // namespace giamsat
