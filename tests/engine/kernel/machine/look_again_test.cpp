// SPDX-License-Identifier: Apache-2.0
// What is no event at all: only what waits for none hears it. And children that are not there before the step that opens them.
#include "kernel/machine/step.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

CaseState started(const Definition& definition, const StepFacts& facts) {
    CaseState state;
    apply(*step(definition, state, {}, facts), state);
    return state;
}

StepFacts with_open(int& children) {
    return {Date::of(2024, 3, 4),
            [&children](const std::string& name) { return name == "children_open" ? Json(children) : Json(nullptr); }};
}

}  // namespace

TEST_CASE("looking again takes what waits for no event, and nothing under an event's name or under all of them") {
    const Definition definition = chart(R"yaml(
workflow: looking
initial: a
states:
  a: {on: {"*": lost, case.resumed: lost}, always: {to: b, when: "${children_open} = 0"}}
  b: {}
  lost: {}
)yaml");
    int open = 1;
    const CaseState state = started(definition, with_open(open));
    CHECK_FALSE(step(definition, state, look_again("case.resumed"), with_open(open))->moved());
    open = 0;
    const auto seen = step(definition, state, look_again("case.resumed"), with_open(open));
    REQUIRE(seen);
    CHECK(seen->configuration == std::vector<StateIndex>{*definition.state("b")});
}

TEST_CASE("a case of a profile that looks again and sees nothing new stays where it is") {
    const Definition definition = chart(R"yaml(
workflow: looking
kind: session
initial: a
states:
  a: {on: {go: b}}
  b: {final: true}
)yaml");
    int open = 0;
    const auto seen = step(definition, started(definition, with_open(open)), look_again("migrated"), with_open(open));
    CHECK((seen ? !seen->moved() : seen.error().code == ProblemCode::not_possible));
}

TEST_CASE("a step that opens cases does not know how many there are") {
    const Definition definition = chart(R"yaml(
workflow: opening
initial: a
states:
  a: {on: {ask: {to: b, do: [{open: {from: lines}}]}, skip: b}}
  b: {always: {to: c, when: "${children_open} = 0"}}
  c: {}
)yaml");
    int open = 0;
    const CaseState state = started(definition, with_open(open));
    const auto stands = [&](const char* event) {
        StepEvent one;
        one.name = event;
        return definition.at(step_of_parent(definition, state, one, with_open(open))->configuration.front()).id;
    };
    CHECK(stands("ask") == "b");
    CHECK(stands("skip") == "c");
}
