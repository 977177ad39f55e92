// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/scenario.hpp"

#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

namespace {

const char* const workflow = R"yaml(
workflow: c
initial: a
data: {n: {type: integer, initial: 0}}
states:
  a:
    within: {hours: 2, event: late}
    on:
      late: {do: [{assign: {n: "${n} + 1"}}, {send: {event: late, after: {days: 1}}}, {raise: marked}]}
      go: {to: b, by: [team]}
  b: {final: true, outcome: done}
)yaml";

std::string unmet(const std::string& yaml) {
    const Definition definition = test::chart(workflow);
    auto scenario = parse_scenario("x.scenario.yaml", yaml);
    if (!scenario) return test::told(scenario.error());
    std::string all;
    for (const auto& problem : check_scenario(*scenario, definition)) all += test::told(problem) + "\n";
    if (!all.empty()) return all;
    for (const auto& one : play(*scenario, definition, {})) all += one.where.str() + ": " + one.told(Lang::en) + "\n";
    return all;
}

}  // namespace

TEST_CASE("Time in a scenario goes on and fires timers", "[play][scenario]") {
    CHECK(unmet(R"yaml(
scenario: "late twice"
workflow: c.workflow.yaml
facts: {today: 2024-03-04}
start: {active: [a], timers: {a: set}}
steps:
  - advance: PT1H
    then: {active: [a], data: {n: 0}, timers: {}, raised: []}
  - advance: P3D
    then: {data: {n: 2}, timers: {a: fired, late: set}, raised: [marked, marked]}
  - when: go
    then: {active: [b], done: true, outcome: done}
  - when: go
    refused: case_ended
)yaml") == "");
}

TEST_CASE("A scenario that does not hold says where and how", "[play][scenario]") {
    CHECK_THAT(
        unmet(R"yaml(
scenario: "wrong"
workflow: c.workflow.yaml
start: {active: [b]}
steps:
  - when: go
    then:
      active: [b]
      outcome: cancelled
      data: {n: 3}
  - when: nothing
)yaml"),
        Catch::Equals("x.scenario.yaml:4:9 (start.active): active: expected [\"b\"], found [\"a\"]\n"
                      "x.scenario.yaml:9:7 (steps.then.outcome): outcome: expected \"cancelled\", found \"done\"\n"
                      "x.scenario.yaml:10:14 (steps.then.data.n): data.n: expected 3, found 0\n"
                      "x.scenario.yaml:11:5 (steps): refused: expected –, found case_ended (Case c has ended "
                      "(b).)\n"));
}

TEST_CASE("A step that was to be refused and is not, is told", "[play][scenario]") {
    CHECK_THAT(unmet(R"yaml(
scenario: "wrong"
workflow: c.workflow.yaml
steps:
  - when: go
    refused: not_possible
)yaml"),
               Catch::Contains("6:5") && Catch::Contains("refused: expected not_possible, found –"));
}

TEST_CASE("Mistakes of a scenario file are told all at once, with their places", "[play][scenario]") {
    const std::string told = unmet(R"yaml(
scenario: "wrong"
workflow: c.workflow.yaml
facts: {childrn_open: 1, today: soon}
steps:
  - {when: go, advance: P1D}
  - {advance: P1M}
  - {when: go, then: {timers: {a: gone}, actve: [a]}}
)yaml");
    for (const char* part : {"children_open?", "soon", "“when” or “advance”", "P3D", "“gone”", "actve"})
        CHECK_THAT(told, Catch::Contains(part));
    CHECK_THAT(told, Catch::Contains("x.scenario.yaml:8:"));
}

TEST_CASE("Names a workflow does not have are told with the nearest one", "[play][scenario]") {
    const std::string told = unmet(R"yaml(
scenario: "wrong"
workflow: c.workflow.yaml
data: {m: 1}
start: {active: [aa]}
steps:
  - {when: go, then: {data: {nn: 1}}}
)yaml");
    CHECK_THAT(told, Catch::Contains("state “aa (a?)”") && Catch::Contains("data field “nn (n?)”") &&
                         Catch::Contains("data field “m"));
}
