// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/life.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const std::vector<Life> lives = {Life::none,      Life::idle,      Life::suspended,
                                 Life::completed, Life::cancelled, Life::faulted};

std::string legal(Life row) {
    std::string out;
    const auto add = [&](const char* word, Done (CaseLife::*command)()) {
        CaseLife life(row);
        if ((life.*command)()) out += std::string(out.empty() ? "" : " ") + word;
    };
    add("open", &CaseLife::open);
    add("step", &CaseLife::begin_step);
    add("cancel", &CaseLife::cancel);
    add("suspend", &CaseLife::suspend);
    add("resume", &CaseLife::resume);
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
    CHECK(legal(Life::idle) == "step cancel suspend");
    CHECK(legal(Life::suspended) == "cancel resume");
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

TEST_CASE("While a step is being recorded everything else waits its turn") {
    CaseLife life(Life::idle);
    REQUIRE(life.begin_step());
    const auto second = life.begin_step();
    REQUIRE_FALSE(second);
    CHECK(second.error().message(Lang::en) ==
          "This step is not possible now: the step before it is still being recorded.");
    CHECK_FALSE(life.cancel());
    CHECK_FALSE(life.suspend());
    CHECK(life.committing());
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

TEST_CASE("A life goes from opening through a pause to its end") {
    CaseLife life(Life::none);
    REQUIRE(life.open());
    CHECK_FALSE(life.open());
    REQUIRE(life.suspend());
    CHECK(life.now() == Life::suspended);
    REQUIRE(life.resume());
    CaseLife moved = std::move(life);
    REQUIRE(moved.cancel());
    CHECK(moved.now() == Life::cancelled);
}

TEST_CASE("Nothing reaches a case that stands between two versions") {
    for (const auto before : {Life::idle, Life::suspended}) {
        CaseLife life(before);
        REQUIRE(life.begin_migration());
        CHECK(life.migrating());
        CHECK_FALSE(life.begin_step());
        CHECK_FALSE(life.begin_migration());
        CHECK_FALSE(life.cancel());
        life.migrated();
        CHECK(life.now() == before);
        CHECK_FALSE(life.migrating());
    }
}

TEST_CASE("What has ended does not migrate") {
    for (const auto ended : {Life::completed, Life::cancelled, Life::faulted, Life::none})
        CHECK_FALSE(CaseLife(ended).begin_migration());
}
