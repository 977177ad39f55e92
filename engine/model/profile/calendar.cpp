// SPDX-License-Identifier: Apache-2.0
#include "model/profile/calendar.hpp"

#include "base/core/ensure.hpp"

#include <algorithm>

namespace giamsat {

namespace {

Date fixed_day(std::chrono::year_month month, int day) {
    const auto last = static_cast<unsigned>((month / std::chrono::last).day());
    return Date::of(static_cast<int>(month.year()), static_cast<unsigned>(month.month()),
                    std::min(static_cast<unsigned>(day), last));
}

}  // namespace

bool Calendar::is_working_day(Date date) const {
    if (working_saturdays.contains(date)) return true;
    return date.weekday() <= 5 && !holidays.contains(date);
}

Date Calendar::first_working_day_from(Date date) const {
    while (!is_working_day(date)) date = date.plus_days(1);
    return date;
}

Date Calendar::plus_working_days(Date date, int days) const {
    ENSURE(days >= 0, "working days are counted forwards");
    if (days == 0) return first_working_day_from(date);
    for (; days > 0; --days) date = first_working_day_from(date.plus_days(1));
    return date;
}

Date Calendar::next_transaction_day(const std::string& commune_code, Date from) const {
    const auto found = transaction_days.find(commune_code);
    if (found == transaction_days.end()) return first_working_day_from(from);
    // A fixed day late in the month before may have been moved past its end by a holiday.
    auto month = std::chrono::year(from.year()) / std::chrono::month(from.month()) - std::chrono::months(1);
    for (;; month += std::chrono::months(1)) {
        const Date day = first_working_day_from(fixed_day(month, found->second));
        if (day >= from) return day;
    }
}

}  // namespace giamsat
