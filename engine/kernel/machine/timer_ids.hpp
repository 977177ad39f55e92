// SPDX-License-Identifier: Apache-2.0
// Under which ids the timers of a case run. A send with an id takes the place of the one that runs under it; one without gets
// an id of its own, so that each arrives, as in SCXML: the name of its event, then "<event>#2", "<event>#3", the first that is
// free and that nothing with an id could ever take.
#pragma once

#include "kernel/machine/step.hpp"

#include <set>

namespace giamsat {

class TimerIds {
public:
    TimerIds(const Definition& definition, std::set<std::string> running)
        : definition_(definition), running_(std::move(running)) {}

    std::string set(const TimerChange& change);  // the id it runs under
    // The ids that run no more. Those of unnamed sends go by the name of their event, too.
    std::vector<std::string> cancel(const TimerChange& change);

    static std::string event_of(const std::string& id);  // of an unnamed send with this id

private:
    bool is_given(const std::string& id) const;

    const Definition& definition_;
    std::set<std::string> running_;
};

}  // namespace giamsat
