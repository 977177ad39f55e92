// SPDX-License-Identifier: Apache-2.0
// Which command may touch which case while a transaction is open.
#include "service/commands/live_cases.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const CaseId visit{"visit"}, plan{"plan"};

Done step(LiveCases& live, const CaseId& id, Life after = Life::idle) {
    GIAMSAT_CHECK(live.take(id, "idle"));
    CaseLife& life = live.of(id, "idle");
    GIAMSAT_CHECK(life.begin_step(live.behalf()));
    life.settled(after);
    return {};
}

}  // namespace

TEST_CASE("Commands at different cases do not wait for each other", "[live]") {
    LiveCases live;
    live.begin(1);
    CHECK(step(live, visit));
    live.begin(2);
    CHECK(step(live, plan));
    CHECK_FALSE(live.deferred());
    CHECK(live.size() == 2);
    live.committed();
    CHECK(live.size() == 0);  // cases asleep are rows
}

TEST_CASE("The second command at a case waits for the commit, and then goes first", "[live]") {
    LiveCases live;
    live.begin(1);
    REQUIRE(step(live, visit));
    live.begin(2);
    CHECK_FALSE(step(live, visit));
    CHECK(live.deferred());
    live.rolled_back();
    live.committed();
    REQUIRE(live.find(visit));
    CHECK(live.find(visit)->committing());  // the machine has begun on its behalf
    live.begin(2);
    CHECK(step(live, visit));
    CHECK_FALSE(live.deferred());
    live.committed();
    CHECK(live.size() == 0);
}

TEST_CASE("A command refused leaves the case to the next", "[live]") {
    LiveCases live;
    live.begin(1);
    REQUIRE(step(live, visit));
    live.rolled_back();
    CHECK(live.size() == 0);
    live.begin(2);
    CHECK(step(live, visit));
}

TEST_CASE("What only reaches a case never waits, and what it did goes with its command", "[live]") {
    LiveCases live;
    live.begin(1);
    REQUIRE(step(live, plan));
    live.begin(2);
    REQUIRE(step(live, visit));
    CaseLife& parent = live.of(plan, "idle");
    REQUIRE(parent.begin_step(live.behalf()));
    parent.settled(Life::completed);
    CHECK_FALSE(live.deferred());
    live.rolled_back();
    CHECK(live.find(plan)->becomes() == Life::idle);  // as the first command left it
    CHECK_FALSE(live.find(visit));
}

TEST_CASE("A case opened is nobody else's before it is durable", "[live]") {
    LiveCases live;
    live.begin(1);
    live.opened(visit);
    CHECK(step(live, visit));  // but its own command's
    live.begin(2);
    CHECK_FALSE(step(live, visit));
    CHECK(live.deferred());
    live.rolled_back();
    live.begin(3);
    live.opened(plan);
    live.rolled_back();
    live.begin(4);
    CHECK(step(live, plan));  // nobody opened it
    live.rolled_back();
    live.committed();
    live.begin(5);
    CHECK_FALSE(step(live, visit));  // it was the second's turn first
}

TEST_CASE("Cases opened in any order are found", "[live]") {
    LiveCases live;
    live.begin(1);
    for (const char* id : {"d", "b", "e"}) live.opened(CaseId{id});
    live.begin(2);
    CHECK_FALSE(step(live, CaseId{"b"}));
    live.rolled_back();
    live.begin(3);
    for (const char* id : {"c", "a"}) live.opened(CaseId{id});
    live.begin(4);
    for (const char* id : {"a", "c", "d", "e"}) {
        CHECK_FALSE(step(live, CaseId{id}));
        live.rolled_back();
    }
    CHECK(step(live, CaseId{"f"}));
}

TEST_CASE("A case ended by the open transaction is not told ended before it is", "[live]") {
    LiveCases live;
    live.begin(1);
    REQUIRE(step(live, visit, Life::completed));
    live.begin(2);
    CHECK_FALSE(live.take(visit, "completed"));
    CHECK(live.deferred());
    live.rolled_back();
    live.committed();
    live.begin(2);
    CHECK(live.take(visit, "completed"));  // nothing to wait for: whoever steps it is refused now
    CHECK_FALSE(live.deferred());
}

TEST_CASE("A case is suspended and resumed once nobody else is changing it", "[live]") {
    LiveCases live;
    live.begin(1);
    REQUIRE(step(live, visit));
    live.begin(2);
    CHECK_FALSE(live.take(visit, "idle", Aim::suspend));
    CHECK(live.deferred());
    live.rolled_back();
    live.committed();
    live.begin(2);
    REQUIRE(live.take(visit, "idle", Aim::suspend));
    CHECK(live.find(visit)->becomes() == Life::suspended);
    live.committed();
    CHECK(live.size() == 0);
    live.begin(3);
    CHECK_FALSE(live.take(visit, "suspended", Aim::suspend));
    CHECK_FALSE(live.deferred());
    live.rolled_back();
    live.begin(4);
    REQUIRE(live.take(visit, "suspended", Aim::resume));
    REQUIRE(live.of(visit, "suspended").begin_step(live.behalf()));
    live.committed();
    CHECK(live.size() == 0);
    live.begin(5);
    CHECK_FALSE(live.take(visit, "completed", Aim::suspend));
}

TEST_CASE("A commit that fails leaves every live case faulted", "[live]") {
    LiveCases live;
    live.begin(1);
    REQUIRE(step(live, visit));
    live.failed("disk full");
    CHECK(live.find(visit)->now() == Life::faulted);
    CHECK(live.find(visit)->fault() == "disk full");
}
