// SPDX-License-Identifier: Apache-2.0
// What the language promises, kept in an office: sends without an id, guards asked in order, the text a step rests on, words
// of the profile's lists, timers that a stopped office finds late.
#include "base/platform/files.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const char* const clock_yaml = R"yaml(
workflow: clock
kind: session
level: district
data: {rung: {type: integer, initial: 0}}
initial: open
states:
  open:
    entry:
      - {send: {event: ring, after: {days: 1}}}
      - {send: {event: ring, after: {days: 2}}}
    on:
      ring: {do: [{assign: {rung: "${rung} + 1"}}]}
      again: {by: [body.secretary], do: [{send: {event: ring, after: {days: 5}}}]}
      hush: {by: [body.secretary], do: [{cancel: ring}]}
      close: {to: closed, by: [body.secretary], legal: "727/HD-NHCS, khoản 4"}
  closed: {final: true}
)yaml";

const char* const sign_yaml = R"yaml(
workflow: sign
kind: session
level: district
data: {small: {type: boolean, initial: false}, signed_by: {type: text}}
initial: open
states:
  open:
    on:
      shrink: {by: [body.secretary], do: [{assign: {small: "true()"}}]}
      sign:
        - {to: signed, by: [body.head, body.secretary], assignees: all of, when: "not(${small})"}
        - {to: signed, by: [body.secretary], when: "${small}", do: [{assign: {signed_by: "'one'"}}]}
  signed: {final: true}
)yaml";

const char* const poll_yaml = R"yaml(
workflow: poll
kind: session
level: district
initial: open
states:
  open:
    on:
      ask: {by: [body.secretary], do: [{open: {for_each: group, workflow: reply}}]}
      close: {to: counted, by: [body.secretary]}
  counted: {wait: {for: all, to: closed}}
  closed: {final: true}
)yaml";

const char* const reply_yaml = R"yaml(
workflow: reply
kind: visit
level: group
initial: open
states:
  open: {on: {answer: {to: closed, by: [role board_secretary]}}}
  closed: {final: true}
)yaml";

class Board {
public:
    World world{World::Start::registered,
                {{"clock.workflow.yaml", clock_yaml},
                 {"sign.workflow.yaml", sign_yaml},
                 {"poll.workflow.yaml", poll_yaml},
                 {"reply.workflow.yaml", reply_yaml}}};

    OpenCase opening(const std::string& workflow) {
        OpenCase command{.workflow = workflow, .unit = world.unit("district", "405"), .body = "board"};
        command.planned_on = world.today();
        command.body_unit = command.unit;
        return command;
    }
    CaseId open(const std::string& workflow) { return world.must(opening(workflow)).first("case.opened/1")->case_id; }
    Result<Outcome> step(const CaseId& id, const std::string& event, const std::string& person = "CB02") {
        return world.run(AdvanceCase{.case_id = id, .event = event}, person);
    }
    CaseRecord record(const CaseId& id) {
        return world.ask([&](Readers& read) { return *read.cases.find(id); });
    }
    std::vector<std::string> timers(const CaseId& id) {
        std::vector<std::string> ids;
        for (const DueTimer& timer : world.ask([&](Readers& read) { return read.cases.timers(id); }))
            ids.push_back(timer.id);
        return ids;
    }
    void pass(int days) {
        world.set_today(world.today().plus_days(days));
        world.fire_timers();
    }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("sends without an id all arrive, and are taken back by the name of their event", "[rules][language]") {
    Board office;
    const CaseId id = office.open("clock");
    CHECK(office.timers(id) == Ids{"ring", "ring#2"});
    office.pass(2);
    CHECK(office.record(id).data.at("rung") == 1);
    REQUIRE(office.step(id, "again"));
    CHECK(office.timers(id) == Ids{"ring#2", "ring"});
    office.pass(1);
    CHECK(office.record(id).data.at("rung") == 2);
    REQUIRE(office.step(id, "again"));
    CHECK(office.timers(id) == Ids{"ring", "ring#2"});
    REQUIRE(office.step(id, "hush"));
    CHECK(office.timers(id).empty());
    office.pass(30);
    CHECK(office.record(id).data.at("rung") == 2);
}

TEST_CASE("of two steps of one event the guards say which, before anybody is asked to agree", "[rules][language]") {
    Board office;
    const CaseId both = office.open("sign");
    REQUIRE(office.step(both, "sign"));
    CHECK(office.record(both).config == Ids{"open"});  // the head has not signed
    REQUIRE(office.step(both, "sign", "CB01"));
    CHECK(office.record(both).config == Ids{"signed"});

    const CaseId small = office.open("sign");
    REQUIRE(office.step(small, "shrink"));
    CHECK(refusal(office.step(small, "sign", "CB01")) ==
          ProblemCode::not_allowed);  // the one that fires is not the head's
    REQUIRE(office.step(small, "sign"));
    CHECK(office.record(small).data.at("signed_by") == "one");
}

TEST_CASE("a refusal names the text the step rests on", "[rules][language]") {
    Board office;
    const CaseId id = office.open("clock");
    const auto refused = office.step(id, "close", "CB01");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message(Lang::vi).find("(căn cứ: 727/HD-NHCS, khoản 4)") != std::string::npos);
}

TEST_CASE("a variant or a mode that the profile does not have is refused", "[rules][language]") {
    Board office;
    const auto size = office.world.journal_size();
    OpenCase wrong = office.opening("clock");
    wrong.variant = "surprize";
    const auto refused = office.world.run(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ProblemCode::invalid_value);
    CHECK(refused.error().message(Lang::en).find("scheduled, surprise, thematic") != std::string::npos);
    CHECK(office.world.journal_size() == size);

    DraftPlan plan{.type = "board", .body = "board", .year = 2024};
    plan.from_quotas = false;
    plan.from = Date::of(2024, 1, 1), plan.until = Date::of(2024, 12, 31);
    const CaseId id = office.world.must(plan).first("case.opened/1")->case_id;
    AddPlanLine line{.plan = id, .unit = office.world.unit("commune", "405102"), .planned_on = Date::of(2024, 5, 6)};
    line.mode = "watching";
    CHECK(refusal(office.world.run(line)) == ProblemCode::invalid_value);
    line.mode = "inspection", line.variant = "weekly";
    CHECK(refusal(office.world.run(line)) == ProblemCode::invalid_value);
    line.variant = "thematic";
    CHECK(office.world.run(line));
}

TEST_CASE("a round asked again opens a case only where none goes on, and says what it left out", "[rules][language]") {
    Board office;
    const CaseId poll = office.open("poll");
    const auto replies = [&] { return office.world.ask([&](Readers& read) { return read.cases.children(poll); }); };
    REQUIRE(office.step(poll, "ask"));
    REQUIRE(replies().size() == 2);
    REQUIRE(office.step(replies()[0].id, "answer"));
    const auto again = office.step(poll, "ask");
    INFO((again ? "" : told(again.error())));
    REQUIRE(again);
    CHECK(replies().size() == 3);
    REQUIRE(again->first("children.kept/1"));
    CHECK(again->first("children.kept/1")->body() == Json({{"workflow", "reply"}, {"count", 1}}));
    const auto nothing = office.step(poll, "ask");
    REQUIRE(nothing);
    CHECK(replies().size() == 3);
    CHECK(nothing->first("children.kept/1")->body().at("count") == 2);
}
