// SPDX-License-Identifier: Apache-2.0
// History states and final states: what is remembered, what is raised, and when a case is over.
#include "kernel/machine/step.hpp"

#include "support/catch.hpp"
#include "support/player.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using test::chart;
using test::Player;

namespace {

const char* const nested = R"yaml(
workflow: memory
initial: out
states:
  out: {on: {enter: work, shallow: h, deep: hd}}
  work:
    initial: one
    on: {leave: out}
    states:
      h: {history: shallow, to: two}
      hd: {history: deep, to: two2}
      one: {on: {next: two2}}
      two: {initial: two1, states: {two1: {}, two2: {}}}
)yaml";

}  // namespace

TEST_CASE("A history state with nothing to remember goes to its default, and on to the default inside") {
    const auto definition = chart(nested);
    Player player(definition);
    player.send("");
    player.send("shallow");
    CHECK(player.active() == "two1");
    Player other(definition);
    other.send("");
    other.send("deep");
    CHECK(other.active() == "two2");
}

TEST_CASE("Shallow history remembers the child, deep history the innermost state") {
    const auto definition = chart(nested);
    for (const bool deep : {false, true}) {
        Player player(definition);
        player.send("");
        player.send("enter");
        player.send("next");
        player.send("leave");
        CHECK(player.active() == "out");
        player.send(deep ? "deep" : "shallow");
        CHECK(player.active() == (deep ? "two2" : "two1"));
    }
}

TEST_CASE("History is kept for every region of a parallel state") {
    const auto definition = chart(R"yaml(
workflow: regions
initial: p
states:
  p:
    parallel: true
    on: {leave: out}
    states:
      back: {history: deep, to: [x1, y1]}
      x: {initial: x1, states: {x1: {on: {x: x2}}, x2: {}}}
      y: {initial: y1, states: {y1: {on: {y: y2}}, y2: {}}}
  out: {on: {resume: back, fresh: p}}
)yaml");
    Player player(definition);
    player.send("");
    player.send("y");
    player.send("leave");
    player.send("resume");
    CHECK(player.active() == "x1 y2");
    player.send("leave");
    player.send("fresh");
    CHECK(player.active() == "x1 y1");
}

TEST_CASE("A state left and entered again through its own history stands where it stood") {
    const auto definition = chart(R"yaml(
workflow: again
initial: work
states:
  work:
    initial: a
    within: {days: 3, event: late}
    on: {again: {to: h}, late: {}}
    states:
      h: {history: shallow, to: a}
      a: {on: {next: b}}
      b: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("next");
    player.send("again");
    CHECK(player.active() == "b");
    CHECK(player.exited() == "b work");
    REQUIRE(player.last.timers.size() == 2);
    CHECK_FALSE(player.last.timers[0].set);
    CHECK(player.last.timers[1].set);
}

TEST_CASE("A final state raises done.state of the state around it") {
    const auto definition = chart(R"yaml(
workflow: done
initial: work
states:
  work:
    initial: doing
    on: {done.state.work: {to: after}}
    states: {doing: {on: {go: ready}}, ready: {final: true}}
  after: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "after");
    CHECK(player.raised() == "done.state.work");
    CHECK_FALSE(player.last.done);
}

TEST_CASE("A parallel state is done when every region is, and only then") {
    const auto definition = chart(R"yaml(
workflow: join
initial: p
states:
  p:
    parallel: true
    on: {done.state.p: {to: after}}
    states:
      x: {initial: x1, states: {x1: {on: {x: x2}}, x2: {final: true}}}
      y: {initial: y1, states: {y1: {on: {y: y2}}, y2: {final: true}}}
  after: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("y");
    CHECK(player.active() == "x1 y2");
    CHECK(player.raised() == "done.state.y");
    player.send("x");
    CHECK(player.raised() == "done.state.x done.state.p");
    CHECK(player.active() == "after");
}

TEST_CASE("Regions that end in one microstep raise their events in document order") {
    const auto definition = chart(R"yaml(
workflow: joined
initial: p
states:
  p:
    parallel: true
    on: {done.state.p: {to: after}}
    states:
      x: {initial: x1, states: {x1: {on: {go: x2}}, x2: {final: true}}}
      y: {initial: y1, states: {y1: {on: {go: y2}}, y2: {final: true}}}
  after: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.raised() == "done.state.x done.state.y done.state.p");
    CHECK(player.active() == "after");
}

TEST_CASE("The case is over when an outermost final state is entered; what was still raised is dropped") {
    const auto definition = chart(R"yaml(
workflow: over
data: {n: {type: integer, initial: 0}}
initial: a
states:
  a: {on: {go: {to: end, do: [{raise: more}]}, more: {do: [{assign: {n: "1"}}]}}}
  end: {final: true, outcome: handed_over}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.last.done);
    CHECK(player.last.outcome == "handed_over");
    CHECK(player.active() == "end");
    CHECK(player.value("n") == 0);
    CHECK(player.send("go") == "");
    CHECK_FALSE(player.last.moved());
}
