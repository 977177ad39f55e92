// SPDX-License-Identifier: Apache-2.0
// Each trap of SCXML's algorithm once, by its name. The numbers in brackets are sections of W3C SCXML 1.0.
#include "kernel/machine/step.hpp"

#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/player.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using test::chart;
using test::Player;

TEST_CASE("Starting enters the initial states, outer before inner, and runs to completion") {
    const auto definition = chart(R"yaml(
workflow: start
data: {log: {type: text, initial: "."}}
initial: a
states:
  a:
    initial: b
    entry: [{assign: {log: "concat(${log}, 'a')"}}]
    states:
      b: {entry: [{assign: {log: "concat(${log}, 'b')"}}], always: c}
      c: {entry: [{assign: {log: "concat(${log}, 'c')"}}]}
)yaml");
    Player player(definition);
    CHECK(player.send("") == "");
    CHECK(player.active() == "c");
    CHECK(player.value("log") == ".abc");
    CHECK(player.entered() == "a b c");
    CHECK(player.changed().at("log") == ".abc");
}

TEST_CASE("A transition exits inner states first, then acts, then enters outer states first (3.13)") {
    const auto definition = chart(R"yaml(
workflow: order
data: {log: {type: text, initial: ""}}
initial: a1
states:
  a:
    initial: a1
    exit: [{assign: {log: "concat(coalesce(${log}, ''), ' -a')"}}]
    states:
      a1:
        exit: [{assign: {log: "concat(coalesce(${log}, ''), ' -a1')"}}]
        on: {go: {to: b1, do: [{assign: {log: "concat(${log}, ' go')"}}]}}
  b:
    initial: b2
    entry: [{assign: {log: "concat(${log}, ' +b')"}}]
    states:
      b1: {entry: [{assign: {log: "concat(${log}, ' +b1')"}}]}
      b2: {}
)yaml");
    Player player(definition);
    player.send("");
    CHECK(player.value("log").is_null());
    CHECK(player.send("go") == "");
    CHECK(player.value("log") == " -a1 -a go +b +b1");
    CHECK(player.exited() == "a1 a");
    CHECK(player.entered() == "b b1");
}

TEST_CASE("The first transition in document order wins, and an inner state wins over the states around it") {
    const auto definition = chart(R"yaml(
workflow: priority
data: {n: {type: integer, initial: 0}}
initial: inner
states:
  outer:
    initial: inner
    on: {go: {to: c}, up: {to: c}}
    states:
      inner: {on: {go: [{to: a, when: "${n} > 0"}, {to: b}]}}
      a: {}
      b: {on: {back: {to: inner, do: [{assign: {n: "1"}}]}}}
  c: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "b");
    player.send("back");
    player.send("go");
    CHECK(player.active() == "a");
    player.send("up");
    CHECK(player.active() == "c");
}

TEST_CASE("Transitions of several regions fire together, in document order") {
    const auto definition = chart(R"yaml(
workflow: together
data: {log: {type: text, initial: "."}}
initial: p
states:
  p:
    parallel: true
    states:
      x: {initial: x1, states: {x1: {on: {go: {to: x2, do: [{assign: {log: "concat(${log}, 'x')"}}]}}}, x2: {}}}
      y: {initial: y1, states: {y1: {on: {go: {to: y2, do: [{assign: {log: "concat(${log}, 'y')"}}]}}}, y2: {}}}
)yaml");
    Player player(definition);
    player.send("");
    CHECK(player.active() == "x1 y1");
    player.send("go");
    CHECK(player.active() == "x2 y2");
    CHECK(player.value("log") == ".xy");
    CHECK(player.last.transitions.size() == 2);
}

TEST_CASE("Of two regions' transitions that leave the parallel state the first one fires alone") {
    const auto definition = chart(R"yaml(
workflow: conflict
initial: p
states:
  p:
    parallel: true
    states:
      x: {initial: x1, states: {x1: {on: {go: {to: a}}}}}
      y: {initial: y1, states: {y1: {on: {go: {to: b}}}}}
  a: {}
  b: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "a");
    CHECK(player.last.transitions.size() == 1);
}

TEST_CASE("A transition that leaves the parallel state is preempted by an earlier one inside a region") {
    const auto definition = chart(R"yaml(
workflow: preempted
initial: p
states:
  p:
    parallel: true
    states:
      x: {initial: x1, states: {x1: {on: {go: {to: x2}}}, x2: {}}}
      y: {initial: y1, states: {y1: {on: {go: {to: out}}}}}
  out: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "x2 y1");
}

TEST_CASE("A transition of an inner state preempts the earlier selected one of the state around it") {
    const auto definition = chart(R"yaml(
workflow: inner_wins
initial: p
states:
  p:
    parallel: true
    on: {go: {to: out}}
    states:
      x: {initial: x1, states: {x1: {}}}
      y: {initial: y1, states: {y1: {on: {go: {to: y2}}}, y2: {}}}
  out: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "x1 y2");
}

TEST_CASE("The least common compound ancestor skips the parallel state: going to another region leaves it whole") {
    const auto definition = chart(R"yaml(
workflow: lcca
initial: p
states:
  p:
    parallel: true
    states:
      x: {initial: x1, states: {x1: {on: {go: {to: y2}}}, x2: {}}}
      y: {initial: y1, states: {y1: {}, y2: {}}}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "x1 y2");
    CHECK(player.exited() == "y1 y x1 x p");
    CHECK(player.entered() == "p x x1 y y2");
}

TEST_CASE("A targetless transition acts and leaves nothing; a self-transition leaves and enters") {
    const auto definition = chart(R"yaml(
workflow: targetless
data: {n: {type: integer, initial: 0}}
initial: a
states:
  a:
    initial: a1
    on:
      tick: {do: [{assign: {n: "${n} + 1"}}]}
      again: {to: a}
    states: {a1: {on: {next: a2}}, a2: {}}
)yaml");
    Player player(definition);
    player.send("");
    player.send("next");
    player.send("tick");
    CHECK(player.active() == "a2");
    CHECK(player.exited().empty());
    CHECK(player.value("n") == 1);
    player.send("again");
    CHECK(player.active() == "a1");
    CHECK(player.exited() == "a2 a");
}

TEST_CASE("An internal transition to inside its compound state does not leave that state") {
    const auto definition = chart(R"yaml(
workflow: internal
data: {n: {type: integer, initial: 0}}
initial: a
states:
  a:
    initial: a1
    entry: [{assign: {n: "${n} + 1"}}]
    on:
      in: {to: a2, internal: true}
      out: {to: a2}
    states: {a1: {}, a2: {}}
)yaml");
    Player player(definition);
    player.send("");
    player.send("in");
    CHECK(player.value("n") == 1);
    CHECK(player.active() == "a2");
    player.send("out");
    CHECK(player.value("n") == 2);
}

TEST_CASE("An internal transition of a parallel state leaves it all the same (3.13)") {
    const auto definition = chart(R"yaml(
workflow: internal_parallel
data: {n: {type: integer, initial: 0}}
initial: p
states:
  p:
    parallel: true
    entry: [{assign: {n: "${n} + 1"}}]
    on: {go: {to: x2, internal: true}}
    states:
      x: {initial: x1, states: {x1: {}, x2: {}}}
      y: {initial: y1, states: {y1: {}}}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.value("n") == 2);
    CHECK(player.active() == "x2 y1");
}

TEST_CASE("Several targets enter their regions, the others by default") {
    const auto definition = chart(R"yaml(
workflow: fork
initial: a
states:
  a: {on: {go: {to: [x2, z2]}}}
  p:
    parallel: true
    states:
      x: {initial: x1, states: {x1: {}, x2: {}}}
      y: {initial: y1, states: {y1: {}, y2: {}}}
      z: {initial: z1, states: {z1: {}, z2: {}}}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.active() == "x2 y1 z2");
    CHECK(player.entered() == "p x x2 y y1 z z2");
}

TEST_CASE("An event with dots is taken by its prefixes, and * takes every event") {
    const auto definition = chart(R"yaml(
workflow: prefixes
initial: a
states:
  a: {on: {deadline.report: b, "other.*": c, "*": d}}
  b: {}
  c: {}
  d: {}
)yaml");
    const auto reached = [&](const std::string& event) {
        Player player(definition);
        player.send("");
        player.send(event);
        return player.active();
    };
    CHECK(reached("deadline.report") == "b");
    CHECK(reached("deadline.report.late") == "b");
    CHECK(reached("deadline.reporting") == "d");
    CHECK(reached("deadline") == "d");
    CHECK(reached("other") == "c");
    CHECK(reached("other.one") == "c");
}

TEST_CASE("Eventless transitions go before raised events, and those before anything from outside") {
    const auto definition = chart(R"yaml(
workflow: queues
data: {log: {type: text, initial: "."}}
initial: a
states:
  a:
    on:
      go: {to: b, do: [{raise: first}, {raise: second}]}
  b:
    always: [{to: c, do: [{assign: {log: "concat(${log}, 'e')"}}]}]
  c:
    on:
      first: {do: [{assign: {log: "concat(${log}, '1')"}}, {raise: third}]}
      second: {do: [{assign: {log: "concat(${log}, '2')"}}]}
      third: {do: [{assign: {log: "concat(${log}, '3')"}}]}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.value("log") == ".e123");
    CHECK(player.raised() == "first second third");
}

TEST_CASE("An assignment sees the ones before it in the same microstep") {
    const auto definition = chart(R"yaml(
workflow: assigns
data: {n: {type: integer, initial: 1}, m: {type: integer}}
initial: a
states:
  a: {on: {go: {to: b, when: "${n} = 1", do: [{assign: {n: "${n} + 1", m: "${n} * 10"}}]}}}
  b: {entry: [{assign: {m: "${m} + ${n}"}}]}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    CHECK(player.value("n") == 2);
    CHECK(player.value("m") == 22);
    CHECK(player.changed().size() == 2);
}

TEST_CASE("What an assignment leaves as it was is no change, and '' makes a field absent") {
    const auto definition = chart(R"yaml(
workflow: delta
data: {n: {type: integer, initial: 1}, word: {type: text, initial: here}}
initial: a
states:
  a: {on: {go: {do: [{assign: {n: "${n}", word: "''"}}]}}}
)yaml");
    Player player(definition);
    player.send("");
    CHECK(player.changed().size() == 2);
    player.send("go");
    CHECK(player.changed() == std::map<std::string, Json>{{"word", nullptr}});
    CHECK(player.value("word").is_null());
}

TEST_CASE("An event raised carries nothing, whatever the event from outside before it did (5.10.1)") {
    const auto definition = chart(R"yaml(
workflow: own
data: {seen: {type: text}, heard: {type: text}}
initial: a
states:
  a:
    on:
      go: {to: b, do: [{assign: {seen: "concat('go ', ${event.word})"}}, {raise: inner}]}
  b:
    on:
      inner: [{to: wrong, when: "${event.word} != ''"}, {to: c, do: [{assign: {heard: "coalesce(${event.word}, 'none')"}}]}]
  c: {}
  wrong: {}
)yaml");
    CaseState state;
    auto begun = step(definition, state, {}, {});
    REQUIRE(begun);
    apply(*begun, state);
    StepEvent go;
    go.name = "go";
    go.data = {{"word", "yes"}};
    auto gone = step(definition, state, go, {});
    REQUIRE(gone);
    apply(*gone, state);
    CHECK(state.value(definition, "seen") == "go yes");
    CHECK(definition.at(state.configuration.at(0)).id == "c");
    CHECK(state.value(definition, "heard") == "none");
}

TEST_CASE("The limit of a macrostep is the one the language's description tells") {
    const std::string page = test::read_whole(test::source_path("workflows/README.md"));
    CHECK(page.find("One event\nbrings " + std::to_string(microsteps_max) + " steps at most") != page.npos);
}
