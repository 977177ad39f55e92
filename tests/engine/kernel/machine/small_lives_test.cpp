// SPDX-License-Identifier: Apache-2.0
// The lives of timers, messages, work items and sets of children: what each takes, and what it refuses.
#include "base/core/failure.hpp"
#include "kernel/machine/children_life.hpp"
#include "kernel/machine/machines.hpp"
#include "kernel/machine/message_life.hpp"
#include "kernel/machine/timer_life.hpp"
#include "kernel/machine/work_life.hpp"
#include "support/catch.hpp"

#include <stdexcept>

using namespace giamsat;

namespace {

constexpr std::int64_t minute = 60'000;

Tried failed_times(int times) {
    Tried tried;
    tried.failures = times;
    tried.last = {0};
    tried.why = "no line";
    return tried;
}

}  // namespace

TEST_CASE("A timer fires once, when it is due", "[machine][timer]") {
    TimerLife timer(false);
    CHECK_FALSE(timer.fire());
    timer.come_due(true);
    CHECK(timer.now() == TimerStage::due);
    CHECK(timer.fire());
    CHECK_FALSE(timer.fire());
    CHECK_FALSE(timer.cancel());  // what fires is not taken back
    timer.heard();
    CHECK(timer.now() == TimerStage::fired);
}

TEST_CASE("A timer that is not to come late is dropped, and only when it is late", "[machine][timer]") {
    TimerLife late(true), in_time(true);
    late.come_due(true);
    in_time.come_due(false);
    CHECK(late.now() == TimerStage::dropped);
    CHECK_FALSE(late.fire());
    CHECK(in_time.fire());
}

TEST_CASE("A timer is cancelled until it fires", "[machine][timer]") {
    TimerLife set(false), due(false);
    due.come_due(false);
    for (TimerLife* timer : {&set, &due}) {
        CHECK(timer->cancel());
        CHECK(timer->now() == TimerStage::cancelled);
        CHECK_FALSE(timer->fire());
        CHECK_FALSE(timer->cancel());
    }
}

TEST_CASE("A message that fails waits longer each time, and is dead after the last", "[machine][message]") {
    Instant now{1'000'000};
    MessageLife message((Tried()));
    for (const int minutes : backing_off_minutes) {
        REQUIRE(message.send(now));
        message.failed("no line", now);
        REQUIRE(message.now() == MessageStage::backing_off);
        REQUIRE(message.again_at());
        CHECK(message.again_at()->ms == now.ms + minutes * minute);
        CHECK_FALSE(message.send({message.again_at()->ms - 1}));
        CHECK(message.why() == "no line");
        now = *message.again_at();
    }
    REQUIRE(message.send(now));
    message.failed("no line", now);
    CHECK(message.now() == MessageStage::dead);
    CHECK_FALSE(message.send({now.ms + 1'000'000 * minute}));
    CHECK_FALSE(message.again_at());
}

TEST_CASE("A message is woken from what was tried with it", "[machine][message]") {
    CHECK(MessageLife(failed_times(0)).now() == MessageStage::pending);
    for (int times = 1; times < failures_max; ++times)
        CHECK(MessageLife(failed_times(times)).again_at()->ms ==
              backing_off_minutes[static_cast<std::size_t>(times) - 1] * minute);
    CHECK(MessageLife(failed_times(failures_max)).now() == MessageStage::dead);
    Tried delivered = failed_times(2);
    delivered.delivered = true;
    MessageLife message(delivered);
    CHECK(message.now() == MessageStage::delivered);
    CHECK_FALSE(message.send({1'000'000 * minute}));
    CHECK_FALSE(message.revive());
}

TEST_CASE("What was given up or waits may be revived, and has all its tries again", "[machine][message]") {
    for (const int times : {1, failures_max}) {
        MessageLife message(failed_times(times));
        CHECK(message.revive());
        CHECK(message.now() == MessageStage::pending);
        CHECK_FALSE(message.revive());
        REQUIRE(message.send({0}));
        message.failed("again", {0});
        CHECK(message.again_at()->ms == minute);
    }
}

TEST_CASE("What the work of sending refuses or throws is a failure with its reason", "[machine][message]") {
    const auto carried = [](const std::function<Done()>& work) {
        MessageLife message((Tried()));
        message.carry_out(work, {5 * minute});
        return message;
    };
    CHECK(carried([] { return Done(); }).now() == MessageStage::delivered);
    const auto refused = carried([]() -> Done { return Problem(ProblemCode::interrupted); });
    CHECK(refused.now() == MessageStage::backing_off);
    CHECK(refused.why() == "Stopped as asked.");
    CHECK(refused.again_at()->ms == 6 * minute);
    const auto thrown = carried([]() -> Done { throw std::runtime_error("no such host"); });
    CHECK(thrown.now() == MessageStage::backing_off);
    CHECK_THAT(thrown.why(), Catch::Contains("no such host"));
}

TEST_CASE("Work belongs to whoever claims it until it is given back", "[machine][work]") {
    const PersonId an{"an"}, binh{"binh"};
    WorkLife work;
    CHECK(work.now() == WorkStage::offered);
    CHECK_FALSE(work.release(an));
    CHECK(work.claim(an));
    CHECK(work.holder() == an);
    CHECK_FALSE(work.claim(binh));
    CHECK_FALSE(work.start(binh));
    CHECK_FALSE(work.release(binh));
    CHECK_FALSE(work.finish(binh));
    CHECK(work.start(an));
    CHECK_FALSE(work.start(an));
    CHECK(work.release(an));
    CHECK(work.holder().empty());
    CHECK(work.start(binh));
    CHECK(work.now() == WorkStage::started);
    CHECK(work.finish(binh));
    CHECK_FALSE(work.withdraw());
}

TEST_CASE("Work that nobody holds is done by whoever takes the step", "[machine][work]") {
    WorkLife work;
    CHECK(work.finish(PersonId{"an"}));
    CHECK(work.now() == WorkStage::done);
    CHECK_FALSE(work.claim(PersonId{"binh"}));
}

TEST_CASE("Work is woken from its row, and withdrawn whoever holds it", "[machine][work]") {
    for (const WorkStage row : {WorkStage::claimed, WorkStage::started}) {
        WorkLife work(row, PersonId{"an"});
        CHECK(work.now() == row);
        CHECK(work_stage_from_name(stage_name(row)) == row);
        CHECK_FALSE(work.finish(PersonId{"binh"}));
        CHECK(work.withdraw());
        CHECK(work.now() == WorkStage::withdrawn);
        CHECK_FALSE(work.finish(PersonId{"an"}));
    }
    CHECK_FALSE(work_stage_from_name("lost"));
}

TEST_CASE("Children are opened or cancelled in batches that never overlap", "[machine][children]") {
    ChildrenLife children(0, 0);
    CHECK(children.now() == ChildrenStage::none);
    CHECK_FALSE(children.changed());
    REQUIRE(children.begin_opening());
    CHECK_FALSE(children.begin_opening());
    const auto refused = children.begin_cancelling();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message(Lang::en) ==
          "Cancelling the cases below is not possible now: cases below are being opened.");
    children.counted(20'000, 20'000);
    CHECK(children.now() == ChildrenStage::waiting);
    CHECK(children.changed());
    REQUIRE(children.begin_cancelling());
    CHECK_FALSE(children.begin_opening());
    children.counted(20'000, 0);
    CHECK(children.now() == ChildrenStage::settled);
    CHECK(children.begin_opening());
}

TEST_CASE("A set of children is woken from its rows", "[machine][children]") {
    CHECK(ChildrenLife(3, 1).now() == ChildrenStage::waiting);
    CHECK(ChildrenLife(3, 0).now() == ChildrenStage::settled);
    CHECK_FALSE(ChildrenLife(3, 0).changed());
}

TEST_CASE("What a reaction throws leaves a machine faulted, which takes nothing any more", "[machine][fault]") {
    for (const char* name : {"timer", "work-item", "children", "definition", "case"}) {
        INFO(name);
        const MachineKind* kind = machine_kind(name);
        REQUIRE(kind);
        auto machine = kind->start();
        if (name == std::string("case")) REQUIRE(machine->give("rehydrate.idle"));
        REQUIRE(machine->give("failed"));
        CHECK(machine->place() == "faulted");
        CHECK_THAT(machine->fault(), Catch::Contains("fault"));
        for (const MachineWord& event : kind->events) CHECK_FALSE(machine->give(event.id));
        CHECK(machine->place() == "faulted");
    }
}
