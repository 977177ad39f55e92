// SPDX-License-Identifier: Apache-2.0
// When timers are due.
#include "service/commands/case_engine.hpp"

namespace giamsat {
namespace {

constexpr int days_looked_back = 3'660;  // more than any number of working days a workflow may name

Date last_day_of(const TimerChange& timer, const Calendar& calendar, Date today) {
    if (timer.field_date) return *timer.field_date;
    if (timer.after.working_days > 0) return calendar.plus_working_days(today, timer.after.working_days);
    return today.plus_days(timer.after.days);
}

Date minus_working_days(const Calendar& calendar, Date day, int days) {
    for (int looked = 0; days > 0 && looked < days_looked_back; ++looked) {
        day = day.plus_days(-1);
        if (calendar.is_working_day(day)) --days;
    }
    return day;
}

Date before(const WorkingTime& shift, const Calendar& calendar, Date day) {
    return shift.working_days > 0 ? minus_working_days(calendar, day, shift.working_days) : day.plus_days(-shift.days);
}

Date after(const WorkingTime& shift, const Calendar& calendar, Date day) {
    return shift.working_days > 0 ? calendar.plus_working_days(day, shift.working_days) : day.plus_days(shift.days);
}

}  // namespace

Instant due_instant(const TimerChange& timer, const Calendar& calendar, Date today, Instant now) {
    if (!timer.field_date && timer.after.ms > 0) return {now.ms + timer.after.ms};
    const Date day = last_day_of(timer, calendar, today);
    if (!timer.linked) return start_of_day_in_vietnam(day.plus_days(1));
    if (timer.linked->before) return start_of_day_in_vietnam(before(timer.linked->shift, calendar, day));
    return start_of_day_in_vietnam(after(timer.linked->shift, calendar, day).plus_days(1));
}

bool is_late(Instant due, Instant now) { return date_in_vietnam(due) < date_in_vietnam(now); }

}  // namespace giamsat
