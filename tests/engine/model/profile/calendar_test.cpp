// SPDX-License-Identifier: Apache-2.0
#include "model/profile/calendar.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

// The end of April 2024: Tuesday 30/4 and Wednesday 1/5 off, Monday 29/4 swapped for Saturday 4/5.
Calendar april() {
    Calendar calendar;
    calendar.holidays = {{Date::of(2024, 4, 29), {}}, {Date::of(2024, 4, 30), {}}, {Date::of(2024, 5, 1), {}}};
    calendar.working_saturdays = {Date::of(2024, 5, 4)};
    calendar.transaction_days = {{"01", 8}, {"02", 30}, {"03", 31}};
    return calendar;
}

}  // namespace

TEST_CASE("a working day is no weekend and no holiday, but a swapped Saturday is one") {
    const auto calendar = april();
    CHECK(calendar.is_working_day(Date::of(2024, 4, 26)));
    CHECK_FALSE(calendar.is_working_day(Date::of(2024, 4, 27)));
    CHECK_FALSE(calendar.is_working_day(Date::of(2024, 4, 29)));
    CHECK(calendar.is_working_day(Date::of(2024, 5, 4)));
    CHECK_FALSE(calendar.is_working_day(Date::of(2024, 5, 5)));
}

TEST_CASE("working days are counted over weekends and holidays") {
    const auto calendar = april();
    const auto friday = Date::of(2024, 4, 26);
    CHECK(calendar.plus_working_days(friday, 0) == friday);
    CHECK(calendar.plus_working_days(friday, 1) == Date::of(2024, 5, 2));
    CHECK(calendar.plus_working_days(friday, 3) == Date::of(2024, 5, 4));
    CHECK(calendar.plus_working_days(friday, 4) == Date::of(2024, 5, 6));
    CHECK(calendar.plus_working_days(Date::of(2024, 4, 27), 0) == Date::of(2024, 5, 2));
    CHECK(calendar.plus_working_days(Date::of(2024, 4, 27), 1) == Date::of(2024, 5, 2));
}

TEST_CASE("a transaction day falls on its day of the month, or the next working day") {
    const auto calendar = april();
    CHECK(calendar.next_transaction_day("01", Date::of(2024, 5, 2)) == Date::of(2024, 5, 8));
    CHECK(calendar.next_transaction_day("01", Date::of(2024, 5, 8)) == Date::of(2024, 5, 8));
    CHECK(calendar.next_transaction_day("01", Date::of(2024, 5, 9)) == Date::of(2024, 6, 10));
    CHECK(calendar.next_transaction_day("01", Date::of(2024, 12, 10)) == Date::of(2025, 1, 8));
    CHECK(calendar.next_transaction_day("02", Date::of(2024, 4, 2)) == Date::of(2024, 5, 2));
    CHECK(calendar.next_transaction_day("02", Date::of(2024, 5, 1)) == Date::of(2024, 5, 2));
    CHECK(calendar.next_transaction_day("02", Date::of(2024, 4, 1)) == Date::of(2024, 4, 1));  // 30/3 was a Saturday
    CHECK(calendar.next_transaction_day("03", Date::of(2024, 2, 1)) == Date::of(2024, 2, 29));
    CHECK(calendar.next_transaction_day("99", Date::of(2024, 4, 27)) == Date::of(2024, 5, 2));
}
