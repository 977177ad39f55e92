// SPDX-License-Identifier: Apache-2.0
#include "base/core/time.hpp"
#include "support/catch.hpp"

using namespace giamsat;

TEST_CASE("a day is read in both ways it is written", "[core]") {
    CHECK(Date::parse("2024-05-31").value() == Date::of(2024, 5, 31));
    CHECK(Date::parse("31/05/2024").value() == Date::of(2024, 5, 31));
    CHECK(Date::parse("2024-02-29").value().iso() == "2024-02-29");
}

TEST_CASE("what is not a real day is refused", "[core]") {
    for (const char* wrong :
         {"", "2024-02-30", "2023-02-29", "29/02/2023", "1900-02-29", "31/5/2024", "2024-5-31", "2024/05/31",
          "31-05-2024", "2024-05-31 ", " 2024-05-3", "+024-05-31", "0000-01-01", "2024-13-01", "20x4-05-31"}) {
        INFO(wrong);
        const auto date = Date::parse(wrong);
        REQUIRE_FALSE(date);
        CHECK(date.error().code == ProblemCode::invalid_value);
        CHECK(date.error().message(Lang::en).find("real day") != std::string::npos);
    }
}

TEST_CASE("weeks begin on Monday", "[core]") {
    CHECK(Date::of(2024, 5, 27).weekday() == 1);
    CHECK(Date::of(2024, 6, 2).weekday() == 7);
}

TEST_CASE("days are counted over the ends of months and years", "[core]") {
    CHECK(Date::of(2024, 2, 28).plus_days(2) == Date::of(2024, 3, 1));
    CHECK(Date::of(2024, 1, 1).plus_days(-1) == Date::of(2023, 12, 31));
    CHECK(days_between(Date::of(2024, 1, 1), Date::of(2025, 1, 1)) == 366);
    CHECK(days_between(Date::of(2024, 1, 2), Date::of(2024, 1, 1)) == -1);
}

TEST_CASE("the Vietnamese day begins at 17:00 UTC of the day before", "[core]") {
    const Instant midnight = start_of_day_in_vietnam(Date::of(2024, 5, 31));
    CHECK(iso_utc(midnight) == "2024-05-30T17:00:00.000Z");
    CHECK(date_in_vietnam(midnight) == Date::of(2024, 5, 31));
    CHECK(date_in_vietnam(Instant{midnight.ms - 1}) == Date::of(2024, 5, 30));
    CHECK(date_in_vietnam(Instant{-1}) == Date::of(1970, 1, 1));
    CHECK(date_in_vietnam(Instant{-7 * 3'600'000 - 1}) == Date::of(1969, 12, 31));
}

TEST_CASE("an instant is written in UTC to the millisecond", "[core]") {
    CHECK(iso_utc(Instant{0}) == "1970-01-01T00:00:00.000Z");
    CHECK(iso_utc(Instant{1'717'121'701'042}) == "2024-05-31T02:15:01.042Z");
    CHECK(iso_utc(Instant{-1}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("a manual clock stands still until it is set", "[core]") {
    ManualClock clock(Instant{5});
    CHECK(clock.now() == Instant{5});
    clock.set(Instant{9});
    CHECK(clock.now() == Instant{9});
    CHECK(SystemClock().now() > Instant{1'700'000'000'000});
}
