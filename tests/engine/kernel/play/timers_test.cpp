// SPDX-License-Identifier: Apache-2.0
// The clock of a simulation: when what was sent with a delay comes, and in which order.
#include "support/catch.hpp"
#include "support/transcript.hpp"

using namespace giamsat;
using test::transcript;

using Lines = std::vector<std::string>;

TEST_CASE("A delayed event comes when its time is over, not before", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
states:
  a:
    entry: [{send: {event: wake, after: {hours: 3}}}]
    on: {wake: b}
  b: {}
)yaml",
                                {R"({"advance":"PT2H59M59S"})", R"({"advance":"PT1S"})", R"({"advance":"P1D"})"});
    CHECK(out == Lines{"a | send wake@01-01T03:00", "a", "b", "b"});
}

TEST_CASE("One advance fires every timer that is due, in order of time, each as a macrostep", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
data: {n: {type: integer, initial: 0}}
states:
  a:
    entry:
      - {send: {event: late, after: {hours: 5}}}
      - {send: {event: soon, after: {hours: 1}}}
      - {send: {event: also.soon, after: {hours: 1}}}
    on:
      soon: {do: [{assign: {n: "${n} * 10 + 1"}}, {send: {event: again, after: {hours: 2}}}]}
      also: {do: [{assign: {n: "${n} * 10 + 2"}}]}
      again: {do: [{assign: {n: "${n} * 10 + 3"}}]}
      late: {do: [{assign: {n: "${n} * 10 + 4"}}]}
)yaml",
                                {R"({"advance":"P1D"})"});
    CHECK(out == Lines{"a | n=0 | send late@01-01T05:00 | send soon@01-01T01:00 | send also.soon@01-01T01:00",
                       "a | n=1 | send again@01-01T03:00", "a | n=12", "a | n=123", "a | n=1234"});
}

TEST_CASE("A timer is taken back by its id, and setting it again moves it", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
states:
  a:
    entry: [{send: {event: wake, id: t, after: {hours: 3}}}]
    on:
      wake: b
      stop: {do: [{cancel: t}]}
      later: {do: [{send: {event: wake, id: t, after: {hours: 8}}}]}
  b: {}
)yaml",
                                {"later", R"({"advance":"PT4H"})", "stop", "stop", R"({"advance":"P1D"})"});
    CHECK(out == Lines{"a | send t@01-01T03:00", "a | send t@01-01T08:00", "a", "a | cancel t", "a", "a"});
}

TEST_CASE("Sends of one event without an id all come, as in SCXML; cancelling its name takes all of them back",
          "[play]") {
    const std::string chart = R"yaml(
workflow: c
initial: a
data: {n: {type: integer, initial: 0}}
states:
  a:
    entry: [{send: {event: wake, after: {hours: 1}}}, {send: {event: wake, after: {hours: 3}}}]
    on:
      wake: {do: [{assign: {n: "${n} + 1"}}]}
      more: {do: [{send: {event: wake, after: {hours: 1}}}]}
      stop: {do: [{cancel: wake}]}
)yaml";
    CHECK(transcript(chart, {R"({"advance":"PT1H"})", "more", R"({"advance":"PT2H"})"}) ==
          Lines{"a | n=0 | send wake@01-01T01:00 | send wake#2@01-01T03:00", "a | n=1",
                "a | n=1 | send wake@01-01T02:00", "a | n=2", "a | n=3"});
    CHECK(transcript(chart, {"more", "stop", R"({"advance":"P1D"})"}) ==
          Lines{"a | n=0 | send wake@01-01T01:00 | send wake#2@01-01T03:00", "a | n=0 | send wake#3@01-01T01:00",
                "a | n=0 | cancel wake | cancel wake#2 | cancel wake#3", "a | n=0"});
}

TEST_CASE("A send without an id never takes the place of a timer that has the name of its event", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: late
data: {n: {type: integer, initial: 0}}
states:
  late:
    within: {hours: 5, event: over}
    on:
      late: {do: [{assign: {n: "${n} + 1"}}]}
      more: {do: [{send: {event: late, after: {hours: 1}}}]}
      over: {to: z}
  z: {}
)yaml",
                                {"more", R"({"advance":"PT1H"})", R"({"advance":"PT4H"})"});
    CHECK(out ==
          Lines{"late | n=0 | send late@01-01T05:00", "late | n=0 | send late#1@01-01T01:00", "late | n=1", "z | n=1"});
}

TEST_CASE("A deadline stops when its state is left and starts anew when it is entered again", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
states:
  a:
    within: {hours: 2, event: deadline.a}
    on: {go: b, again: {to: a}, deadline: over}
  b: {on: {back: a}}
  over: {final: true}
)yaml",
                                {R"({"advance":"PT1H"})", "go", R"({"advance":"PT5H"})", "back", "again",
                                 R"({"advance":"PT2H"})", R"({"advance":"PT2H"})"});
    CHECK(out == Lines{"a | send a@01-01T02:00", "a", "b | cancel a", "b", "a | send a@01-01T08:00",
                       "a | cancel a | send a@01-01T08:00", "over | done", "over | done"});
}

TEST_CASE("Working days leave out Saturday, Sunday and the holidays of the calendar", "[play]") {
    SimulationSettings settings;
    settings.start = start_of_day_in_vietnam(Date::of(2024, 3, 1));  // a Friday
    settings.calendar.holidays[Date::of(2024, 3, 5)] = {"Ngày nghỉ", "Day off"};
    const auto out = transcript(R"yaml(
workflow: c
initial: a
states:
  a: {within: {working_days: 2, event: late}, on: {late: b}}
  b: {}
)yaml",
                                {R"({"advance":"P6D"})"}, settings);
    CHECK(out == Lines{"a | send a@03-07T00:00", "b"});
}

TEST_CASE("The day of the clock is the day expressions see", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
data: {on: {type: date}}
states:
  a: {on: {note: {do: [{assign: {on: "today()"}}]}}}
)yaml",
                                {"note", R"({"advance":"P31D"})", "note"});
    CHECK(out == Lines{"a", "a | on=\"2024-01-01\"", "a | on=\"2024-01-01\"", "a | on=\"2024-02-01\""});
}

TEST_CASE("Nothing runs on once the chart is done", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
states:
  a: {entry: [{send: {event: tick, after: {hours: 1}}}], on: {stop: end, tick: a}}
  end: {final: true}
)yaml",
                                {"stop", R"({"advance":"P9D"})", "tick"});
    CHECK(out == Lines{"a | send tick@01-01T01:00", "end | done", "end | done", "end | done"});
}

TEST_CASE("The clock stops before the year 10000", "[play]") {
    const auto out = transcript("{workflow: c, initial: a, states: {a: {}}}",
                                {R"({"advance":"P365000D"})", R"({"advance":"P365000D"})", R"({"advance":"P365000D"})",
                                 R"({"advance":"P365000D"})", R"({"advance":"P365000D"})", R"({"advance":"P365000D"})",
                                 R"({"advance":"P365000D"})", R"({"advance":"P365000D"})"});
    REQUIRE(out.size() == 9);
    CHECK(out[7] == "a");
    CHECK_THAT(out[8], Catch::Contains("9999"));
}

TEST_CASE("What is sent without delay comes at once, after all that was raised, as an event of its own", "[play]") {
    const auto out = transcript(R"yaml(
workflow: c
initial: a
data: {n: {type: integer, initial: 0}}
states:
  a:
    on:
      go: {do: [{send: {event: one}}, {send: {event: two}}, {raise: inner}]}
      inner: {do: [{assign: {n: "${n} * 10 + 1"}}]}
      one: {do: [{assign: {n: "${n} * 10 + 2"}}, {raise: inner}]}
      two: {do: [{assign: {n: "${n} * 10 + 3"}}]}
      gone: {do: [{send: {event: one, id: x}}, {cancel: x}]}
)yaml",
                                {"go", "gone"});
    CHECK(out == Lines{"a | n=0", "a | n=1 | raised: inner | send one@01-01T00:00 | send two@01-01T00:00",
                       "a | n=121 | raised: inner", "a | n=1213", "a | n=1213 | send x@01-01T00:00 | cancel x"});
}
