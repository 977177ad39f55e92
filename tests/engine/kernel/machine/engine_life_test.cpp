// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/engine_life.hpp"

#include "base/core/failure.hpp"
#include "support/catch.hpp"

#include <stdexcept>

using namespace giamsat;

namespace {

Done sound() { return {}; }
Done unsound() {
    return Problem(ProblemCode::journal_damaged, {{"what", "gốc của cây khác"}, {"what_en", "the root differs"}});
}
Problem full() { return {ProblemCode::disk_full, {{"path", "office.db"}}}; }
Problem worn_out() { return {ProblemCode::office_damaged, {{"path", "office.db"}, {"why", "disk I/O error"}}}; }
Done broken() { throw StorageError(worn_out()); }
std::exception_ptr ground(Problem problem) { return std::make_exception_ptr(StorageError(std::move(problem))); }

EngineLife serving() {
    EngineLife engine;
    engine.verify(sound);
    return engine;
}

}  // namespace

TEST_CASE("An engine takes no command before it has verified its journal") {
    EngineLife engine;
    CHECK(engine.now() == EngineStage::starting);
    CHECK(engine.take_command().error().code == ProblemCode::office_not_serving);
    CHECK_FALSE(engine.take_question());
    bool asked = false;
    engine.verify([&]() -> Done {
        CHECK(engine.now() == EngineStage::verifying);
        asked = true;
        return {};
    });
    CHECK(asked);
    CHECK(engine.now() == EngineStage::serving);
    CHECK(engine.take_command());
    CHECK(engine.take_question());
}

TEST_CASE("What does not verify may be read, and says why it takes no command") {
    for (const auto& check : {unsound, broken}) {
        EngineLife engine;
        engine.verify(check);
        CHECK(engine.now() == EngineStage::read_only);
        CHECK(engine.take_question());
        const auto refused = engine.take_command();
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ProblemCode::office_read_only);
        REQUIRE(refused.error().others.size() == 1);
        CHECK(refused.error().others[0].code == engine.fault()->code);
        for (const Lang lang : {Lang::vi, Lang::en})
            CHECK(refused.error().message(lang).find(engine.fault()->message(lang)) != std::string::npos);
    }
}

TEST_CASE("Whatever breaks leaves a recorded fault, not a dead engine") {
    auto engine = serving();
    SECTION("the ground") {
        engine.failed(ground(worn_out()));
        CHECK(engine.fault()->code == ProblemCode::office_damaged);
    }
    SECTION("the program") {
        engine.failed(std::make_exception_ptr(std::out_of_range("no such row")));
        CHECK(engine.fault()->message(Lang::en) == "Giamsat met a fault of its own: no such row.");
    }
    SECTION("something unheard of") {
        engine.failed(std::make_exception_ptr(7));
        CHECK(engine.fault()->code == ProblemCode::internal_fault);
    }
    CHECK(engine.now() == EngineStage::read_only);
    CHECK_FALSE(engine.take_command());
    CHECK(engine.take_question());
    engine.drain();
    CHECK(engine.now() == EngineStage::read_only);
    engine.stop();
    CHECK_FALSE(engine.take_question());
}

TEST_CASE("Lack of room is waited out: commands are taken to look for some, and refused while there is none") {
    auto engine = serving();
    engine.failed(ground(full()));
    CHECK(engine.now() == EngineStage::no_room);
    CHECK(engine.take_question());
    CHECK(engine.take_command());
    const auto still = engine.look_for_room([]() -> Done { return full(); });
    REQUIRE_FALSE(still);
    CHECK(still.error().code == ProblemCode::office_no_room);
    CHECK(still.error().exit_class() == ExitClass::unavailable);
    CHECK(still.error().others.at(0).code == ProblemCode::disk_full);
    CHECK(engine.now() == EngineStage::no_room);

    CHECK(engine.look_for_room(sound));
    CHECK(engine.now() == EngineStage::serving);
    CHECK_FALSE(engine.fault());
    CHECK(engine.take_command());
}

TEST_CASE("Where there is room nobody looks for it") {
    auto engine = serving();
    bool looked = false;
    CHECK(engine.look_for_room([&]() -> Done { return looked = true, Done(); }));
    CHECK_FALSE(looked);
}

TEST_CASE("What breaks while room is looked for is a fault like any other") {
    auto engine = serving();
    engine.failed(ground(full()));
    SECTION("thrown") { CHECK(engine.look_for_room(broken).error().code == ProblemCode::office_read_only); }
    SECTION("told") {
        CHECK(engine.look_for_room([]() -> Done { return worn_out(); }).error().code == ProblemCode::office_read_only);
    }
    SECTION("beside it") { engine.failed(ground(worn_out())); }
    CHECK(engine.now() == EngineStage::read_only);
    CHECK(engine.fault()->code == ProblemCode::office_damaged);
}

TEST_CASE("An engine that lacks room may be closed, and one that is closing may lack it") {
    auto engine = serving();
    engine.failed(ground(full()));
    engine.drain();
    CHECK(engine.now() == EngineStage::draining);
    engine.failed(ground(full()));
    CHECK(engine.now() == EngineStage::draining);
    CHECK(engine.fault()->code == ProblemCode::disk_full);
    engine.stop();
    CHECK(engine.now() == EngineStage::stopped);
}

TEST_CASE("An engine is drained before it stops") {
    auto engine = serving();
    engine.drain();
    CHECK(engine.now() == EngineStage::draining);
    CHECK(engine.take_command().error().message(Lang::en) == "The office is closing and does not take this.");
    CHECK(engine.take_question());
    engine.stop();
    CHECK(engine.now() == EngineStage::stopped);
    engine.failed(std::make_exception_ptr(std::runtime_error("too late")));
    CHECK(engine.now() == EngineStage::stopped);
}
