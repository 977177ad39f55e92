// SPDX-License-Identifier: Apache-2.0
// When a timer a step has set is due. One rule for the service and for trying workflows out.
#pragma once

#include "kernel/machine/step.hpp"
#include "model/profile/calendar.hpp"

namespace giamsat {

// No time at all: a send that comes at once, as the next event from outside.
bool is_at_once(const WorkingTime& time);

// Days are whole and count from `today`, the business day: a deadline passes when its last day is over. Its reminder comes
// at the beginning of the day so many days before that last one, its escalation when so many days more are over. Hours and
// minutes count from `now`; a send without a time is due at once.
// REQUIRES: timer.set.
Instant due_time(const TimerChange& timer, const Calendar& calendar, Instant now, Date today);

}  // namespace giamsat
