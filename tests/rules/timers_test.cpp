// SPDX-License-Identifier: Apache-2.0
// Timers of many cases, due on one day: fired in batches, each once, in the order they are due.
#include "support/bell.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("what is due of hundreds of cases is fired in batches, nothing twice and nothing early", "[rules][timers]") {
    World world{World::Start::registered, {{"bell.workflow.yaml", bell_yaml}}};
    OpenCase command{.workflow = "bell", .unit = world.unit("district", "405"), .body = "board"};
    command.planned_on = world.today(), command.body_unit = command.unit;
    std::vector<CaseId> cases;
    constexpr std::size_t many = 230;
    for (std::size_t i = 0; i < many; ++i) cases.push_back(world.must(command).first("case.opened/1")->case_id);

    world.set_today(world.today().plus_days(10));
    world.must(command);  // the clock of such an office follows its journal; nothing of this one is due
    const auto before = world.journal_size();
    REQUIRE(world.place().fire_due_timers());
    CHECK(world.journal_size() == before + 4 * many);  // each timer passed, and moved its case
    for (const CaseId& id : cases) {
        const auto record = world.ask([&](Readers& read) { return *read.cases.find(id); });
        REQUIRE(record.data.at("heard") == "12");
        const auto left = world.ask([&](Readers& read) { return read.cases.timers(id); });
        REQUIRE(left.size() == 1);
        REQUIRE(left[0].id == "third");
    }
    REQUIRE(world.place().fire_due_timers());
    CHECK(world.journal_size() == before + 4 * many);
}
