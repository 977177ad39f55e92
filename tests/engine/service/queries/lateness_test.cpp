// SPDX-License-Identifier: Apache-2.0
#include "service/queries/lateness.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("a step was done on the day its paper bears", "[queries][lateness]") {
    const Date entered = Date::of(2024, 3, 20);
    CHECK(acted_on("04/CTr-BĐD 24/02/2021", entered) == Date::of(2021, 2, 24));
    CHECK(acted_on("số 12/2024/QĐ", entered) == entered);
    CHECK(acted_on("", entered) == entered);
    CHECK(acted_on("05/02/2024 và 07/02/2024", entered) == Date::of(2024, 2, 7));
}

TEST_CASE("late by the deadline and late in the journal are two numbers", "[queries][lateness]") {
    Lateness lateness{Date::of(2024, 3, 15), Date::of(2024, 3, 18), Date::of(2024, 4, 1)};
    CHECK(lateness.act_late() == 3);
    CHECK(lateness.record_late() == 14);
    lateness.acted = Date::of(2024, 3, 15);
    CHECK(lateness.act_late() == 0);
    CHECK(lateness.record_late() == 17);
    lateness.due.reset();
    CHECK(lateness.act_late() == 0);
}
