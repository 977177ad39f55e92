// SPDX-License-Identifier: Apache-2.0
// When timers are due.
#include "kernel/machine/due.hpp"
#include "service/commands/case_engine.hpp"

namespace giamsat {

Instant due_instant(const TimerChange& timer, const Calendar& calendar, Date today, Instant now) {
    return due_time(timer, calendar, now, today);
}

bool is_late(Instant due, Instant now) { return date_in_vietnam(due) < date_in_vietnam(now); }

}  // namespace giamsat
