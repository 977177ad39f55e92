// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/due.hpp"

namespace giamsat {

namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

Instant end_of(Date day) { return start_of_day_in_vietnam(day.plus_days(1)); }

Date minus_working_days(const Calendar& calendar, Date day, int count) {
    while (count > 0) {
        day = day.plus_days(-1);
        if (calendar.is_working_day(day)) --count;
    }
    return day;
}

Date moved(Date day, const LinkedTimer& linked, const Calendar& calendar) {
    const WorkingTime& shift = linked.shift;
    if (shift.working_days == 0) return day.plus_days(linked.before ? -shift.days : shift.days);
    return linked.before ? minus_working_days(calendar, day, shift.working_days)
                         : calendar.plus_working_days(day, shift.working_days);
}

Date last_day(const TimerChange& timer, const Calendar& calendar, Date today) {
    if (timer.field_date) return *timer.field_date;
    if (timer.after.working_days > 0) return calendar.plus_working_days(today, timer.after.working_days);
    return today.plus_days(timer.after.days);
}

bool counts_from_now(const TimerChange& timer) {
    return !timer.field_date && timer.after.working_days == 0 && timer.after.days == 0;
}

}  // namespace

bool is_at_once(const WorkingTime& time) {
    return time.working_days == 0 && time.days == 0 && time.ms == 0 && time.field.empty();
}

Instant due_time(const TimerChange& timer, const Calendar& calendar, Instant now, Date today) {
    if (counts_from_now(timer)) {
        const Instant due{now.ms + timer.after.ms};
        if (!timer.linked) return due;
        const Date day = date_in_vietnam(due);
        return {due.ms + days_between(day, moved(day, *timer.linked, calendar)) * ms_per_day};
    }
    const Date day = last_day(timer, calendar, today);
    if (!timer.linked) return end_of(day);
    const Date other = moved(day, *timer.linked, calendar);
    return timer.linked->before ? start_of_day_in_vietnam(other) : end_of(other);
}

}  // namespace giamsat
