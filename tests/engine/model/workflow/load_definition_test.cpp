// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/load_definition.hpp"

#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using test::chart;
using test::told;

namespace {

// The English sentences, one a line, without the file's name.
std::string mistakes(const std::string& yaml) {
    auto loaded = load_definition("", yaml, {});
    return loaded ? "none" : told(loaded.error());
}

std::string in_state(const std::string& body) {
    return "workflow: x\ninitial: a\ndata: {n: {type: integer, initial: 0}}\nstates:\n  a: {" + body + "}\n";
}

}  // namespace

TEST_CASE("A definition is flat tables in document order") {
    const auto definition = chart(R"yaml(
workflow: tables
level: group
version: 3
title: {vi: Bảng, en: Tables}
legal: ["727/HD-NHCS", "48/QĐ"]
data:
  amount: {type: money, initial: 5, title: {vi: Số tiền, en: Amount}}
  seen: {type: boolean}
initial: b
states:
  a:
    initial: b
    states:
      b: {on: {go c.d: {to: e, by: [team.head, role chair], reason: required}}}
      c: {}
  e: {final: true, outcome: declined}
)yaml");
    CHECK(definition.name == "tables");
    CHECK(definition.version == 3);
    CHECK(definition.legal == "727/HD-NHCS; 48/QĐ");
    REQUIRE(definition.states.size() == 5);
    CHECK(definition.at(1).last == 3);
    CHECK(definition.inside(3, 1));
    CHECK_FALSE(definition.inside(4, 1));
    CHECK(definition.at(4).outcome == "declined");
    CHECK(definition.field("amount")->initial == 5);
    CHECK(definition.field("seen")->initial.is_null());
    const Transition& go = definition.transition(0);
    CHECK(go.events == std::vector<std::string>{"go", "c.d"});
    CHECK(go.by[0].kind == By::Kind::team_head);
    CHECK(go.by[1].role == "chair");
    CHECK(go.is_human());
    CHECK(go.reason_required);
    CHECK(go.where.line == 15);
}

TEST_CASE("Every action of the language is read") {
    const auto definition = chart(in_state(R"yaml(on: {go: {form: f, do: [
      {assign: {n: "1"}}, {raise: e}, {send: {event: e, after: {hours: 2}}}, {cancel: e},
      {open: {from: sample, workflow: w, count: "${sample}", data: {k: "1"}}}, {findings: {rows: r}}, {findings: {code: "'c'", amount: "5"}},
      {distribute: {rows: r, event: check, key: k}}, count_turn, {notify: {to: team.head, template: overdue}},
      {recommend: {rows: r}}, recommend, {settle: reopened}, {report: year}]}})yaml"));
    const auto& actions = definition.transition(0).actions;
    REQUIRE(actions.size() == 14);
    CHECK(std::get<OpenAction>(actions[4]).from == OpenAction::From::sample);
    CHECK(std::get<RecommendAction>(actions[11]).rows.empty());
    CHECK(std::get<FindingsAction>(actions[6]).amount);
    CHECK(definition.forms() == std::vector<std::string>{"f"});
    CHECK(definition.children() == std::vector<std::string>{"w"});
    CHECK_FALSE(definition.opens_lines());
}

TEST_CASE("All mistakes of a file are told at once, each at its place, with what was likely meant") {
    CHECK(mistakes(R"yaml(workflow: x
kind: vist
initial: a
colour: red
data: {n: {type: nummer}, today: {type: date}, m: {type: integer, initial: five}}
states:
  a:
    titel: {vi: A}
    on:
      go: {to: b, whn: "1 = 1", when: "${k} = 1", by: [team]}
      "x y!": a
      z: {to: a, do: [{asign: {n: "1"}}, {assign: {k: "1"}}, count_turns]}
  b: {final: true, on: {go: a}}
)yaml") == "2:1 (kind): “vist” cannot be used for “kind” (did you mean “visit”?).\n"
           "4:1 (colour): There is no key “colour” here.\n"
           "5:12 (data.n.type): “nummer” cannot be used for “type”.\n"
           "5:27 (data.today): Every case has “today” by itself.\n"
           "5:67 (data.m.initial): “five” is not a value of type integer.\n"
           "8:5 (states.a.titel): There is no key “states.a.titel” here (did you mean “title”?).\n"
           "10:19 (states.a.on.go.whn): There is no key “states.a.on.go.whn” here (did you mean “when”?).\n"
           "10:33 (states.a.on.go.when): Expression “${k} = 1” is wrong: there is no name “k” here "
           "[W14].\n"
           "11:7 (states.a.on.x y!): “y!” is not the name of an event.\n"
           "12:24 (states.a.on.z.do[0].asign): There is no action “asign” (did you mean “assign”?).\n"
           "12:52 (states.a.on.z.do[1].assign.k): There is no data field “k”.\n"
           "12:62 (states.a.on.z.do[2]): There is no action “count_turns” (did you mean “count_turn”?).\n"
           "13:20 (states.b.on): A final state has no “on”.");
}

TEST_CASE("A value is assigned only to a field that can hold it") {
    CHECK(mistakes(in_state(R"yaml(on: {go: {do: [{assign: {n: "'five'"}}]}})yaml")) ==
          "5:32 (states.a.on.go.do[0].assign.n): Field “n” of type integer cannot take this value.");
    CHECK(mistakes(in_state(R"yaml(on: {go: {do: [{assign: {n: "number('5')"}}]}})yaml")) == "none");
}

TEST_CASE("Names of states, events and files keep to plain words, and every id is there once") {
    CHECK(mistakes("workflow: x\ninitial: a\nstates: {a: {initial: b, states: {b: {}}}, b: {}}\n") ==
          "3:44 (states.b): There is a state “b” already.");
    CHECK(mistakes("workflow: x\ninitial: a\nstates: {a: {}, \"b c\": {}}\n") ==
          "3:17 (states.b c): “b c” cannot be the id of a state.");
    CHECK(mistakes("workflow: a b\ninitial: a\nstates: {a: {}}\n") ==
          "1:1 (workflow): “a b” cannot be the name of a workflow.");
    CHECK(mistakes("workflow: x\ninitial: a\n") == "1:1: Key “states” is missing.");
}

TEST_CASE("Words that do not go together are refused") {
    CHECK_THAT(mistakes(in_state("parallel: true, final: true")), Catch::Contains("at once"));
    CHECK_THAT(mistakes(in_state("parallel: true")), Catch::Contains("needs “states”"));
    CHECK_THAT(mistakes(in_state("outcome: done")), Catch::Contains("“outcome” belongs to a final state"));
    CHECK_THAT(mistakes(in_state("within: {event: e}")), Catch::Contains("in exactly one way"));
    CHECK_THAT(mistakes(in_state("within: {days: 3, hours: 4, event: e}")), Catch::Contains("in exactly one way"));
    CHECK_THAT(mistakes(in_state("within: {days: 0, event: e}")), Catch::Contains("from 1 to 3660"));
    CHECK_THAT(mistakes(in_state("within: {field: n, event: e}")), Catch::Contains("“n” is not a date field"));
    CHECK_THAT(mistakes(in_state("always: {to: a, by: [team]}")),
               Catch::Contains("An automatic step (always) has no “by”"));
    CHECK_THAT(mistakes(in_state("on: {go: {to: a, reason: required}}")), Catch::Contains("mean nothing without “by”"));
    CHECK_THAT(mistakes(in_state("entry: [{open: {from: lines, workflow: w}}]")), Catch::Contains("not with “lines”"));
    CHECK_THAT(mistakes(in_state("entry: [{open: {from: sample, workflow: w}}]")),
               Catch::Contains("“count” goes with"));
    CHECK_THAT(mistakes(in_state("entry: [{raise: a, cancel: b}]")), Catch::Contains("Each action is one key"));
    CHECK_THAT(mistakes(in_state("entry: [{settle: {on: due_on}}]")), Catch::Contains("outcome” is missing"));
    CHECK_THAT(mistakes(in_state("entry: [{settle: {outcome: done, on: n}}]")), Catch::Contains("not a date field"));
    CHECK_THAT(mistakes(in_state("entry: [{findings: {}}]")), Catch::Contains("either “rows” or “code”"));
}

TEST_CASE("A guard may speak of the form only where one is handed in, and of event data only on an event") {
    CHECK_THAT(mistakes(in_state("on: {go: {when: \"${form.x} = 'a'\"}}")), Catch::Contains("form.x"));
    CHECK_THAT(mistakes(in_state("always: {to: a, when: \"${event.x} = 'a'\"}")), Catch::Contains("event.x"));
    CHECK(mistakes(in_state("on: {go: {form: f, when: \"${form.x} = 'a' and ${event.n} > 3\"}}")) == "none");
}

TEST_CASE("An event is matched by whole words between its dots") {
    CHECK(takes_event("a.b", "a.b"));
    CHECK(takes_event("a.b", "a.b.c"));
    CHECK_FALSE(takes_event("a.b", "a.bc"));
    CHECK_FALSE(takes_event("a.b", "a"));
    CHECK(takes_event("*", "anything"));
    CHECK_FALSE(takes_event("*", ""));
}

TEST_CASE("A value is read as its field's type, or not at all") {
    CHECK(field_value(FieldType::integer, "42") == Json(42));
    CHECK_FALSE(field_value(FieldType::integer, "4.2"));
    CHECK_FALSE(field_value(FieldType::money, "9007199254740993"));
    CHECK(field_value(FieldType::decimal, "-4.20") == Json("-4.20"));
    CHECK_FALSE(field_value(FieldType::decimal, "1e3"));
    CHECK(field_value(FieldType::date, "31/05/2024") == Json("2024-05-31"));
    CHECK_FALSE(field_value(FieldType::date, "2024-02-30"));
    CHECK(field_value(FieldType::boolean, "true") == Json(true));
    CHECK_FALSE(field_value(FieldType::boolean, "yes"));
    CHECK(field_value(FieldType::text, "") == Json(nullptr));
}
