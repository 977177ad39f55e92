// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/due.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const Date friday = Date::of(2024, 3, 1);
const Instant noon{start_of_day_in_vietnam(friday).ms + 12 * 3'600'000};

TimerChange after(WorkingTime time) { return {"t", true, "late", std::move(time), {}}; }

std::string due(const TimerChange& timer, Date today = friday) {
    return iso_utc(due_time(timer, Calendar{}, noon, today));
}

}  // namespace

TEST_CASE("A deadline in days passes when its last day is over", "[machine]") {
    CHECK(due(after({.working_days = 1})) == "2024-03-04T17:00:00.000Z");  // Monday is the last day
    CHECK(due(after({.days = 1})) == "2024-03-02T17:00:00.000Z");
    TimerChange field = after({.field = "until"});
    field.field_date = Date::of(2024, 3, 8);
    CHECK(due(field) == "2024-03-08T17:00:00.000Z");
}

TEST_CASE("Hours count from now, days from the business day", "[machine]") {
    CHECK(due(after({.ms = 3 * 3'600'000})) == "2024-03-01T08:00:00.000Z");
    CHECK(due(after({})) == iso_utc(noon));
    CHECK(due(after({.days = 1}), Date::of(2024, 2, 1)) == "2024-02-02T17:00:00.000Z");
}

TEST_CASE("A reminder comes so many days before the last one begins, an escalation when so many more are over",
          "[machine]") {
    LinkedTimer reminder{"t.remind.1", "remind.t.1", {.working_days = 1}, true};
    LinkedTimer escalation{"t.escalate.1", "escalate.t.1", {.working_days = 2}, false};
    LinkedTimer sooner{"t.remind.2", "remind.t.2", {.days = 2}, true};
    TimerChange timer = after({.working_days = 5});  // its last day is Friday the 8th

    timer.linked = &reminder;
    CHECK(due(timer) == "2024-03-06T17:00:00.000Z");
    timer.linked = &escalation;
    CHECK(due(timer) == "2024-03-12T17:00:00.000Z");
    timer.linked = &sooner;
    CHECK(due(timer) == "2024-03-05T17:00:00.000Z");
}

TEST_CASE("A reminder before a deadline in hours keeps the hour", "[machine]") {
    LinkedTimer reminder{"t.remind.1", "remind.t.1", {.working_days = 1}, true};
    TimerChange timer = after({.ms = 72 * 3'600'000});  // Monday noon
    timer.linked = &reminder;
    CHECK(due(timer) == "2024-03-01T05:00:00.000Z");
}
