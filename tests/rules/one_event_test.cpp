// SPDX-License-Identifier: Apache-2.0
// One event that several transitions take: each of them has its own people, and a person's step takes none that is not theirs.
#include "adapters/store/verify.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const char* const both_yaml = R"yaml(
workflow: both
kind: session
level: district
data: {apart: {type: boolean, initial: false}}
initial: open
states:
  open:
    parallel: true
    on: {done.state.open: closed, split: {by: [body.secretary], do: [{assign: {apart: "true()"}}]}}
    states:
      head:
        initial: h1
        states:
          h1: {on: {sign: {to: h2, by: [body.head, body.secretary]}}}
          h2: {final: true}
      secretary:
        initial: s1
        states:
          s1: {on: {sign: {to: s2, by: [body.secretary], reason: required, when: "not(${apart})"}, sign_alone: {to: s2, by: [body.secretary]}}}
          s2: {final: true}
  closed: {final: true}
)yaml";

const char* const inner_yaml = R"yaml(
workflow: inner
kind: session
level: district
initial: open
states:
  open:
    initial: first
    on:
      go.on: {to: closed, by: [body.secretary]}
      stop.now: {to: stopped, by: [body.secretary]}
      wake: {by: [body.secretary], do: [{raise: go}]}
    states:
      first: {on: {go: second, stop: {to: stopped, by: [body.head]}}}
      second: {}
  closed: {final: true}
  stopped: {final: true, outcome: missed}
)yaml";

const char* const eyes_yaml = R"yaml(
workflow: eyes
kind: session
level: district
initial: open
states:
  open: {on: {sign: {to: signed, by: [body.head, body.secretary], assignees: all of}}}
  signed:
    on:
      check: {to: closed, by: [body.head, body.secretary, role assoc11_chair], not_by: [sign]}
      "*": lost
  closed: {final: true}
  lost: {final: true, outcome: missed}
)yaml";

struct Board {
    World world{
        World::Start::registered,
        {{"both.workflow.yaml", both_yaml}, {"inner.workflow.yaml", inner_yaml}, {"eyes.workflow.yaml", eyes_yaml}}};

    CaseId open(const std::string& workflow) {
        OpenCase command{.workflow = workflow, .unit = world.unit("district", "405"), .body = "board"};
        command.planned_on = world.today(), command.body_unit = command.unit;
        return world.must(command).first("case.opened/1")->case_id;
    }
    Result<Outcome> step(const CaseId& id, const std::string& event, const std::string& person,
                         const std::string& reason = "") {
        return world.run(AdvanceCase{.case_id = id, .event = event, .reason = reason}, person);
    }
    std::vector<std::string> config(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.find(id)->config; });
    }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a step that two regions take is of those who may take both, with what both ask for", "[rules]") {
    Board office;
    const CaseId id = office.open("both");
    const auto size = office.world.journal_size();
    CHECK(refusal(office.step(id, "sign", "CB01", "Đồng ý")) == ProblemCode::not_allowed);
    CHECK(refusal(office.step(id, "sign", "CB02")) == ProblemCode::reason_required);
    CHECK(office.world.journal_size() == size);
    CHECK(office.config(id) == Ids{"h1", "s1"});
    REQUIRE(office.step(id, "sign", "CB02", "Đồng ý"));
    CHECK(office.config(id) == Ids{"closed"});
}

TEST_CASE("a step that one of two regions takes is of that one's people", "[rules]") {
    Board office;
    const CaseId id = office.open("both");
    REQUIRE(office.step(id, "split", "CB02"));
    REQUIRE(office.step(id, "sign", "CB01"));
    CHECK(office.config(id) == Ids{"h2", "s1"});
}

TEST_CASE("a person's step takes no transition in its place that is nobody's, nor somebody else's", "[rules]") {
    Board office;
    const CaseId id = office.open("inner");
    CHECK(refusal(office.step(id, "go.on", "CB02")) == ProblemCode::not_possible);
    CHECK(refusal(office.step(id, "stop.now", "CB02")) == ProblemCode::not_allowed);
    CHECK(office.config(id) == Ids{"first"});
    REQUIRE(office.step(id, "wake", "CB02"));
    CHECK(office.config(id) == Ids{"second"});
    REQUIRE(office.step(id, "go.on", "CB02"));
    CHECK(office.config(id) == Ids{"closed"});
}

TEST_CASE("each of those who all had to sign is one of the two pairs of eyes", "[rules]") {
    Board office;
    const CaseId id = office.open("eyes");
    REQUIRE(office.step(id, "sign", "CB01"));
    REQUIRE(office.step(id, "sign", "CB02"));
    CHECK(office.config(id) == Ids{"signed"});
    CHECK(refusal(office.step(id, "check", "CB02")) == ProblemCode::four_eyes);
    CHECK(refusal(office.step(id, "check", "CB01")) == ProblemCode::four_eyes);
}

TEST_CASE("suspending and resuming is no event, not even to a step that takes every event", "[rules][suspend]") {
    Board office;
    const CaseId id = office.open("eyes");
    REQUIRE(office.step(id, "sign", "CB01"));
    REQUIRE(office.step(id, "sign", "CB02"));
    office.world.must(SuspendCase{id, "Bão"}, "CB01");
    office.world.must(ResumeCase{id, ""}, "CB01");
    CHECK(office.config(id) == Ids{"signed"});
}
