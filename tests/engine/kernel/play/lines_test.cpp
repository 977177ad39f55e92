// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/lines.hpp"

#include "kernel/play/words.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

namespace {

std::string refusal(std::string_view line) {
    auto input = read_play_line(line);
    return input ? std::string() : input.error().message(Lang::en);
}

Json lines_of(const Definition& definition, const std::string& event, SimulationSettings settings = {}) {
    Simulation simulation(definition, std::move(settings));
    Json last;
    const auto listen = [&](const Played& played) { last = state_line(simulation, &played); };
    simulation.begin(listen);
    StepEvent sent;
    sent.name = event;
    simulation.send(sent, listen);
    return last;
}

}  // namespace

TEST_CASE("A line of input is an event, a stretch of time, or facts", "[play]") {
    CHECK(refusal(R"({"event":"go"})").empty());
    CHECK(refusal(R"({"event":"go","data":{"a":1},"facts":{"year":2024}})").empty());
    CHECK(refusal(R"({"advance":"P3D","facts":{"year":2024}})").empty());
    CHECK(refusal(R"({"facts":{"year":2024}})").empty());

    for (const char* wrong :
         {"", "go", "[]", "{}", R"({"event":1})", R"({"event":""})", R"({"advance":3})", R"({"advance":"3 days"})",
          R"({"event":"go","advance":"P1D"})", R"({"evnt":"go"})", R"({"event":"go","data":[1]})",
          R"({"advance":"P1D","data":{}})", R"({"facts":[]})", R"({"event":"a","event":"b"})"}) {
        INFO(wrong);
        CHECK_FALSE(refusal(wrong).empty());
    }
    CHECK_THAT(refusal(R"({"evnt":"go"})"), Catch::Contains("event?"));
    CHECK_THAT(refusal(R"({"facts":{"childrn_open":1}})"), Catch::Contains("children_open?"));
    CHECK_FALSE(refusal(R"({"facts":{"today":"2024-01-01"}})").empty());
}

TEST_CASE("A line out has exactly five keys, and every data field", "[play]") {
    const Definition definition = test::chart(
        "{workflow: c, initial: a, data: {x: {type: text}, n: {type: integer, initial: 2}}, states: {a: {}}}");
    const Json line = lines_of(definition, "nobody");
    CHECK(line == Json::parse(R"({"active":["a"],"data":{"n":2,"x":null},"raised":[],"sent":[],"done":false})"));
}

TEST_CASE("What leaves the case is told with its values", "[play]") {
    const Definition definition = test::chart(R"(
workflow: c
kind: visit
initial: a
data: {late: {type: boolean, initial: true}, missing: {type: integer}}
states:
  a:
    on:
      go:
        to: b
        by: [team]
        form: record
        do:
          - {notify: {to: unit.head group_head, template: overdue}}
          - {open: {from: sample, workflow: child, count: "1 + 2", data: {late: "${late}"}}}
          - {open: {from: lines}}
          - {findings: {rows: rows}}
          - {findings: {code: "'SD_01'", amount: "5"}}
          - {distribute: {rows: rows, event: check, key: borrower}}
          - count_turn
          - recommend
          - {settle: {outcome: done, on: planned_on}}
          - {report: monthly}
  b: {final: true}
)");
    const Json expected = Json::parse(R"([
        {"action":"notify","to":"unit.head group_head","template":"overdue"},
        {"action":"open","from":"sample","workflow":"child","count":3,"data":{"late":true}},
        {"action":"open","from":"lines"},
        {"action":"findings","rows":"rows"},
        {"action":"findings","code":"SD_01","amount":5},
        {"action":"distribute","rows":"rows","event":"check","key":"borrower"},
        {"action":"count_turn"},
        {"action":"recommend"},
        {"action":"settle","outcome":"done","on":"planned_on"},
        {"action":"report","report":"monthly"}])");
    CHECK(lines_of(definition, "go")["sent"].dump() == expected.dump());
}

TEST_CASE("Every action has the word of the language", "[play]") {
    CHECK(action_word(AssignAction{"x", *Expression::compile("1", {}, {})}) == "assign");
    CHECK(action_word(CancelAction{}) == "cancel");
    CHECK(action_word(OpenAction{}) == "open");
    CHECK(action_word(CountTurnAction{}) == "count_turn");
    CHECK(action_word(ReportAction{}) == "report");
    CHECK(action_word(CancelChildrenAction{}) == "cancel_children");
    CHECK(action_word(CallAction{}) == "call");
}

TEST_CASE("Data given at the opening is there in the first line", "[play]") {
    const Definition definition = test::chart("{workflow: c, initial: a, data: {x: {type: text}}, states: {a: {}}}");
    SimulationSettings settings;
    settings.data["x"] = "given";
    CHECK(lines_of(definition, "nobody", settings)["data"]["x"] == "given");
}
