// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/life.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const std::vector<Life> lives = {Life::none,      Life::idle,      Life::suspended,
                                 Life::completed, Life::cancelled, Life::faulted};

std::string legal(Life row) {
    std::string out;
    const auto add = [&](const char* word, const auto& command) {
        CaseLife life(row);
        if (!command(life)) return;
        CHECK(life.now() == row);  // nothing is so before it is durable
        CHECK((life.committing() || life.migrating()));
        out += std::string(out.empty() ? "" : " ") + word;
    };
    add("open", [](CaseLife& life) { return life.open().has_value(); });
    add("step", [](CaseLife& life) { return life.begin_step().has_value(); });
    add("cancel", [](CaseLife& life) { return life.cancel().has_value(); });
    add("suspend", [](CaseLife& life) { return life.suspend().has_value(); });
    add("resume", [](CaseLife& life) { return life.resume().has_value(); });
    add("migrate", [](CaseLife& life) { return life.begin_migration().has_value(); });
    return out;
}

}  // namespace

TEST_CASE("A life is woken as its row says") {
    for (const Life life : lives) {
        CHECK(CaseLife(life).now() == life);
        CHECK(life_from_name(life_name(life)) == life);
    }
    CHECK_FALSE(life_from_name("asleep"));
}

TEST_CASE("What is legal follows from the life alone") {
    CHECK(legal(Life::none) == "open");
    CHECK(legal(Life::idle) == "step cancel suspend migrate");
    CHECK(legal(Life::suspended) == "cancel resume migrate");
    CHECK(legal(Life::completed) == "");
    CHECK(legal(Life::cancelled) == "");
    CHECK(legal(Life::faulted) == "");
}

TEST_CASE("A step settles what the case becomes, and only its commit makes it so") {
    for (const Life after : {Life::idle, Life::completed, Life::cancelled}) {
        CaseLife life(Life::idle);
        REQUIRE(life.begin_step());
        CHECK(life.committing());
        life.settled(after);
        CHECK(life.now() == Life::idle);
        life.committed();
        CHECK(life.now() == after);
        CHECK_FALSE(life.committing());
    }
}

TEST_CASE("What one step settled is not left over for the next") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step());
    life.settled(Life::idle);
    life.committed();
    REQUIRE(life.begin_step());
    life.committed();
    CHECK(life.now() == Life::idle);
}

TEST_CASE("While a step of one command is being recorded, that of another is kept until it is durable") {
    CaseLife life(Life::idle);
    REQUIRE(*life.begin_step({1}) == Begun::now);
    CHECK(*life.begin_step({1}) == Begun::now);        // the same command goes on
    CHECK(*life.begin_step({2, true}) == Begun::now);  // what only reaches the case is part of the transaction
    CHECK(*life.begin_step({2}) == Begun::deferred);
    CHECK(*life.begin_step({3}) == Begun::deferred);
    life.settled(Life::idle);
    life.committed();
    CHECK(life.committing());  // on behalf of the second: the machine has begun it by itself
    CHECK(*life.begin_step({2}) == Begun::now);
    CHECK(*life.begin_step({3}) == Begun::deferred);
    life.rolled_back();
    CHECK(*life.begin_step({3}) == Begun::now);
}

TEST_CASE("What waited for a case that ended meanwhile finds it ended") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step({1}));
    life.settled(Life::completed);
    CHECK(life.begin_step({1}).error().code == ProblemCode::case_ended);  // the same command has ended it
    CHECK(*life.begin_step({2}) == Begun::deferred);
    life.committed();
    CHECK(life.now() == Life::completed);
    CHECK_FALSE(life.begin_step({2}));
}

TEST_CASE("A suspension that had to wait is begun by the machine, and its command finds it begun") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step({1}));
    CHECK(*life.suspend({2}) == Begun::deferred);
    CHECK(*life.begin_step({3}) == Begun::deferred);
    life.settled(Life::idle);
    life.committed();
    CHECK(life.becomes() == Life::suspended);
    CHECK(*life.suspend({2}) == Begun::now);
    CHECK_FALSE(life.resume({2}));
    CHECK(*life.resume({4}) == Begun::deferred);
    CHECK_FALSE(life.begin_step({2}));  // what it suspends it does not step
    life.committed();
    CHECK(life.becomes() == Life::idle);
    CHECK(life.now() == Life::suspended);
    CHECK(*life.resume({4}) == Begun::now);
    CHECK_FALSE(life.suspend({4}));
    CHECK(*life.begin_step({4}) == Begun::now);  // it goes on at once
    life.rolled_back();
    CHECK(life.now() == Life::suspended);
}

TEST_CASE("A suspension that waited for the end of its case finds it ended") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step({1}));
    CHECK(*life.suspend({2}) == Begun::deferred);
    life.settled(Life::completed);
    life.committed();
    CHECK(life.now() == Life::completed);
    CHECK(life.suspend({2}).error().code == ProblemCode::case_ended);
}

TEST_CASE("What is rolled back is as it was") {
    for (const Life row : {Life::none, Life::idle, Life::suspended}) {
        CaseLife life(row);
        REQUIRE((row == Life::none ? life.open() : life.cancel()));
        CHECK(life.committing());
        life.rolled_back();
        CHECK(life.now() == row);
        CHECK_FALSE(life.committing());
    }
}

TEST_CASE("While a case is being changed only its own command cancels it or changes its version") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step({1}));
    CHECK_FALSE(life.suspend({1}));
    CHECK_FALSE(life.resume({1}));
    CHECK_FALSE(life.cancel({2}));
    CHECK_FALSE(life.begin_migration({2}));
    REQUIRE(life.begin_migration({1}));
    life.migrated();
    REQUIRE(life.cancel({1}));
    CHECK(life.becomes() == Life::cancelled);
    CHECK_FALSE(life.cancel({1}));
    life.committed();
    CHECK(life.now() == Life::cancelled);
}

TEST_CASE("A failure ends in a faulted life that keeps its reason") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step());
    life.failed("disk I/O error");
    CHECK(life.now() == Life::faulted);
    CHECK(life.fault() == "disk I/O error");
    const auto step = life.begin_step();
    REQUIRE_FALSE(step);
    CHECK(step.error().message(Lang::vi) == "Chưa thể làm bước này: hồ sơ gặp lỗi: disk I/O error.");
}

TEST_CASE("An ended case says so") {
    CaseLife life(Life::completed);
    const auto step = life.begin_step();
    REQUIRE_FALSE(step);
    CHECK(step.error().code == ProblemCode::case_ended);
    CHECK(step.error().message(Lang::vi) == "Hồ sơ này đã kết thúc (đã hoàn thành).");
}

TEST_CASE("A commit that fails leaves the fault, whatever waited") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step({1}));
    REQUIRE(*life.begin_step({2}) == Begun::deferred);
    life.failed("disk I/O error");
    CHECK(life.now() == Life::faulted);
    CHECK_FALSE(life.begin_step({2}));
}

TEST_CASE("A life goes from opening through a pause to its end") {
    CaseLife life(Life::none);
    REQUIRE(life.open());
    CHECK_FALSE(life.open());
    life.committed();
    REQUIRE(life.suspend());
    life.committed();
    CHECK(life.now() == Life::suspended);
    REQUIRE(life.resume());
    life.committed();
    CaseLife moved = std::move(life);
    REQUIRE(moved.cancel());
    moved.committed();
    CHECK(moved.now() == Life::cancelled);
}

TEST_CASE("Nothing reaches a case that stands between two versions") {
    for (const auto before : {Life::idle, Life::suspended}) {
        CaseLife life(before);
        REQUIRE(life.begin_migration());
        CHECK(life.migrating());
        CHECK_FALSE(life.begin_step());
        CHECK(*life.begin_step({1}) == Begun::deferred);
        CHECK_FALSE(life.begin_migration());
        CHECK_FALSE(life.cancel());
        life.migrated();
        CHECK_FALSE(life.migrating());
        CHECK(life.becomes() == before);
        life.committed();
        CHECK((life.committing() == (before == Life::idle)));  // what waited begins where it may
    }
}

TEST_CASE("What has ended does not migrate") {
    for (const auto ended : {Life::completed, Life::cancelled, Life::faulted, Life::none})
        CHECK_FALSE(CaseLife(ended).begin_migration());
}
