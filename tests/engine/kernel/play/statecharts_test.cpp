// SPDX-License-Identifier: Apache-2.0
// Corners of W3C SCXML, each worked out by hand from the algorithm of its Appendix D.
#include "kernel/machine/step.hpp"
#include "support/catch.hpp"
#include "support/transcript.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using test::transcript;

using Lines = std::vector<std::string>;

TEST_CASE("done.state of each region comes before that of the parallel state around them", "[play][scxml]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: p
states:
  p:
    parallel: true
    on: {done.state.p: after}
    states:
      r1: {initial: a1, states: {a1: {on: {go: f1}}, f1: {final: true}}}
      r2: {initial: a2, states: {a2: {on: {go: f2, two: f2}}, f2: {final: true}}}
  after: {}
)yaml",
                                {"two", "go"});
    CHECK(out == Lines{"a1 a2", "a1 f2 | raised: done.state.r2", "after | raised: done.state.r1 done.state.p"});
}

TEST_CASE("Both regions ending in one step give done.state of the parallel state with each of them", "[play][scxml]") {
    // When f2 is entered both regions are final: done.state.r2, then done.state.p. When f1 was entered r2 was not yet.
    const auto out = transcript(R"yaml(
workflow: c
initial: p
data: {heard: {type: integer, initial: 0}}
states:
  p:
    parallel: true
    on: {done.state.p: {do: [{assign: {heard: "${heard} + 1"}}]}}
    states:
      r1: {initial: a1, states: {a1: {on: {go: f1}}, f1: {final: true}}}
      r2: {initial: a2, states: {a2: {on: {go: f2}}, f2: {final: true}}}
)yaml",
                                {"go"});
    CHECK(out == Lines{"a1 a2 | heard=0", "f1 f2 | heard=1 | raised: done.state.r1 done.state.r2 done.state.p"});
}

TEST_CASE("A final state of an inner compound does not end the outer one", "[play][scxml]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: outer
states:
  outer:
    initial: inner
    on: {done.state.outer: gone}
    states:
      inner: {initial: x, on: {done.state.inner: f}, states: {x: {on: {e: y}}, y: {final: true}}}
      f: {final: true}
  gone: {final: true}
)yaml",
                                {"e"});
    CHECK(out == Lines{"x", "gone | raised: done.state.inner done.state.outer | done"});
}

TEST_CASE("The inner state goes before the outer one, and the earlier line before the later one", "[play][scxml]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: out
states:
  out:
    initial: in
    on: {e: wrong, f: right}
    states:
      in: {on: {e: [{to: in2, when: "1 = 1"}, {to: wrong}]}}
      in2: {on: {e: {to: in, when: "1 = 2"}}}
  wrong: {}
  right: {}
)yaml",
                                {"e", "e"});
    CHECK(out == Lines{"in", "in2", "wrong"});
}

TEST_CASE("Of two regions that would both leave their parallel state the first one wins", "[play][scxml]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: p
data: {n: {type: integer, initial: 0}}
states:
  p:
    parallel: true
    states:
      r1: {initial: a1, states: {a1: {on: {e: x}}}}
      r2: {initial: a2, states: {a2: {on: {e: y}}, b2: {}}}
      r3: {initial: a3, states: {a3: {on: {e: {do: [{assign: {n: "1"}}]}}}}}
  x: {}
  y: {}
)yaml",
                                {"e"});
    // The targetless transition of r3 leaves nothing, so it conflicts with nothing.
    CHECK(out == Lines{"a1 a2 a3 | n=0", "x | n=1"});
}

TEST_CASE("A transition inside a region preempts one that an earlier region's ancestor would take", "[play][scxml]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: p
states:
  p:
    parallel: true
    on: {e: away}
    states:
      r1: {initial: a1, states: {a1: {}}}
      r2: {initial: a2, states: {a2: {on: {e: b2}}, b2: {}}}
  away: {}
)yaml",
                                {"e", "e"});
    CHECK(out == Lines{"a1 a2", "a1 b2", "away"});
}

TEST_CASE("Shallow history remembers the child, deep history the leaves", "[play][scxml]") {
    const std::string yaml = R"yaml(
workflow: c
initial: m
states:
  m:
    initial: a
    on: {leave: out}
    states:
      hs: {history: shallow, to: a}
      hd: {history: deep, to: a}
      a: {on: {next: b}}
      b: {initial: b1, states: {b1: {on: {next: b2}}, b2: {}}}
  out: {on: {shallow: hs, deep: hd}}
)yaml";
    CHECK(transcript(yaml, {"leave", "shallow"}).back() == "a");
    CHECK(transcript(yaml, {"next", "next", "leave", "shallow"}).back() == "b1");
    CHECK(transcript(yaml, {"next", "next", "leave", "deep"}).back() == "b2");
}

TEST_CASE("History nobody has visited yet takes its default", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: out
states:
  out: {on: {back: h}}
  m: {initial: a, states: {h: {history: deep, to: b}, a: {}, b: {}}}
)yaml",
                     {"back"}) == Lines{"out", "b"});
}

TEST_CASE("Deep history over a parallel state brings every region back", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: m
states:
  m:
    initial: p
    on: {leave: out}
    states:
      h: {history: deep, to: p}
      p:
        parallel: true
        states:
          r1: {initial: a1, states: {a1: {on: {one: b1}}, b1: {}}}
          r2: {initial: a2, states: {a2: {on: {two: b2}}, b2: {}}}
  out: {on: {back: h}}
)yaml",
                     {"two", "leave", "back"}) == Lines{"a1 a2", "a1 b2", "out", "a1 b2"});
}

TEST_CASE("Internal events go before the next external one and are told in order", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: a
data: {trace: {type: text, initial: ""}}
states:
  a:
    exit: [{raise: left}]
    on: {go: {to: b, do: [{raise: on.the.way}]}}
  b:
    entry: [{raise: entered}]
    on:
      left: {do: [{assign: {trace: "concat(coalesce(${trace}, ''), 'L')"}}]}
      on.the: {do: [{assign: {trace: "concat(coalesce(${trace}, ''), 'W')"}}]}
      entered: {to: c, do: [{assign: {trace: "concat(coalesce(${trace}, ''), 'E')"}}]}
  c: {}
)yaml",
                     {"go"})
              .back() == "c | trace=\"LWE\" | raised: left on.the.way entered");
}

TEST_CASE("Eventless transitions go before internal events", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: a
states:
  a: {entry: [{raise: x}], always: b, on: {x: wrong}}
  b: {on: {x: right}}
  wrong: {}
  right: {}
)yaml",
                     {}) == Lines{"right | raised: x"});
}

TEST_CASE("An internal transition keeps its state, an external one leaves and enters it", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: s
data: {n: {type: integer, initial: 0}}
states:
  s:
    initial: a
    entry: [{assign: {n: "${n} + 1"}}]
    on: {inside: {to: b, internal: true}, outside: {to: b}}
    states: {a: {}, b: {}}
)yaml",
                     {"inside", "outside"}) == Lines{"a | n=1", "b | n=1", "b | n=2"});
}

TEST_CASE("Several targets enter several regions, the others begin where they begin", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: out
states:
  out: {on: {go: {to: [b1, b3]}}}
  p:
    parallel: true
    states:
      r1: {initial: a1, states: {a1: {}, b1: {}}}
      r2: {initial: a2, states: {a2: {}, b2: {}}}
      r3: {initial: a3, states: {a3: {}, b3: {}}}
)yaml",
                     {"go"}) == Lines{"out", "b1 a2 b3"});
}

TEST_CASE("A prefix takes whole words of an event, and a star takes every event", "[play][scxml]") {
    const std::string yaml = R"yaml(
workflow: c
initial: a
states:
  a: {on: {err: b, "*": c}}
  b: {}
  c: {}
)yaml";
    CHECK(transcript(yaml, {"err.io.disk"}).back() == "b");
    CHECK(transcript(yaml, {"error"}).back() == "c");
}

TEST_CASE("An action that fails ends its list and raises error.execution", "[play][scxml]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: a
data: {n: {type: integer, initial: 1}, m: {type: integer}}
states:
  a:
    on:
      go: {do: [{assign: {n: "${m} + 1"}}, {assign: {n: "99"}}]}
      error.execution: b
  b: {}
)yaml",
                     {"go"}) == Lines{"a | n=1", "b | n=1 | raised: error.execution"});
}

TEST_CASE("What an event carries is read by guards and values", "[play]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: a
data: {score: {type: integer, initial: 0}, half: {type: decimal}}
states:
  a:
    on:
      score: [{to: high, when: "${event.score} >= 5", do: [{assign: {score: "${event.score}"}}]}, {to: low}]
      half: {do: [{assign: {half: "${event.half} * 2"}}]}
  high: {}
  low: {}
)yaml",
                     {R"({"event":"half","data":{"half":0.25}})", R"({"event":"score","data":{"score":7}})"}) ==
          Lines{"a | score=0", "a | half=\"0.5\" | score=0", "high | half=\"0.5\" | score=7"});
}

TEST_CASE("Facts count from the line that tells them", "[play]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: a
states:
  a: {on: {child.done: {to: b, when: "${children_open} = 0 and ${children_total} > 0"}}}
  b: {}
)yaml",
                     {"child.done", R"({"facts":{"children_open":1,"children_total":1}})", "child.done",
                      R"({"event":"child.done","facts":{"children_open":0}})"}) == Lines{"a", "a", "a", "a", "b"});
}

TEST_CASE("A circle without end is refused and changes nothing", "[play]") {
    CHECK(transcript(R"yaml(
workflow: c
initial: a
states:
  a: {on: {go: b}}
  b: {always: c}
  c: {always: b}
)yaml",
                     {"go", "nothing"}) == Lines{"a", "refused: definition_invalid", "a"});
}

TEST_CASE("A final state inside another one is left like any state: its exit actions are carried out",
          "[play][scxml]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
data: {n: {type: integer, initial: 0}}
states:
  a:
    initial: f
    on: {done.state.a: b}
    states: {f: {final: true, entry: [{assign: {n: "${n} + 1"}}], exit: [{assign: {n: "${n} * 10"}}]}}
  b: {}
)yaml",
                                {});
    CHECK(out == Lines{"b | n=10 | raised: done.state.a"});
}

TEST_CASE("A circle of raised events is told with its events", "[play][scxml]") {
    const auto definition = test::chart(R"yaml(
workflow: c
initial: a
states:
  a: {on: {go: {do: [{raise: x}]}, x: {do: [{raise: y}]}, y: {do: [{raise: x}]}}}
)yaml");
    CaseState state;
    const StepFacts facts{Date::of(2024, 1, 1), [](const std::string&) { return Json(nullptr); }};
    const auto begun = step(definition, state, {}, facts);
    REQUIRE(begun);
    apply(*begun, state);
    StepEvent go;
    go.name = "go";
    const auto refused = step(definition, state, go, facts);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message(Lang::en).find("(over 200 steps): a (x, y).") != std::string::npos);
}
