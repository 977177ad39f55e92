// SPDX-License-Identifier: Apache-2.0
// Words of the language in an office from one end to the other: a deadline on a promised day with its reminder and escalation,
// steps of a team and of its head, waiting for one or for some, a finding by its code, an event sent without delay.
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const char* const promise_yaml = R"yaml(
workflow: promise
kind: session
level: district
data: {until: {type: date}, seen: {type: text, initial: "."}}
initial: open
states:
  open:
    on:
      promise: {to: promised, by: [body.secretary], do: [{assign: {until: "${today} + 3"}}]}
      find: {by: [body.secretary], do: [{findings: {code: "'SD_01'", amount: "5000000"}}]}
      ring: {by: [body.secretary], do: [{send: {event: echo}}, {send: {event: after}}, {raise: inner}]}
      circle: {by: [body.secretary], do: [{send: {event: around}}]}
      away: {by: [body.secretary], do: [{send: {event: echo, id: e}}, {cancel: e}]}
      inner: {do: [{assign: {seen: "concat(${seen}, ' inner')"}}]}
      echo: {do: [{assign: {seen: "concat(${seen}, ' echo')"}}, {send: {event: last}}]}
      after: {do: [{assign: {seen: "concat(${seen}, ' after')"}}]}
      last: {do: [{assign: {seen: "concat(${seen}, ' last')"}}]}
      around: {do: [{send: {event: around}}]}
  promised:
    within:
      field: until
      event: deadline.promise
      remind: [{before: {days: 1}, to: [body.secretary]}]
      escalate: [{after: {days: 2}, to: [body.head], template: decision}]
    on:
      deadline.promise: {do: [{assign: {seen: "concat(${seen}, ' late')"}}]}
      keep: {to: closed, by: [body.secretary]}
  closed: {final: true}
)yaml";

const char* const trip_yaml = R"yaml(
workflow: trip
kind: visit
level: group
initial: planned
states:
  planned: {on: {assign: {to: assigned, by: [body.secretary]}}}
  assigned: {on: {accept: {to: going, by: [team.head]}}}
  going: {on: {report: {to: closed, by: [team]}}}
  closed: {final: true}
)yaml";

const char* const inquiry_yaml = R"yaml(
workflow: inquiry
kind: session
level: district
initial: open
states:
  open:
    on:
      any: {to: any, by: [body.secretary], do: [{open: {for_each: group, workflow: trip_answer}}]}
      both: {to: both, by: [body.secretary], do: [{open: {for_each: group, workflow: trip_answer}}]}
  any: {wait: {for: any, to: closed, otherwise: missed}}
  both: {wait: {at_least: 2, to: closed, otherwise: missed}}
  closed: {final: true}
  missed: {final: true, outcome: missed}
)yaml";

const char* const answer_yaml = R"yaml(
workflow: trip_answer
kind: visit
level: group
initial: open
states:
  open: {on: {answer: {to: closed, by: [role board_secretary]}, refuse: {to: refused, by: [role board_secretary]}}}
  closed: {final: true}
  refused: {final: true, outcome: cancelled}
)yaml";

class Work : public Desk {
public:
    Work()
        : Desk{World{World::Start::registered,
                     {{"promise.workflow.yaml", promise_yaml},
                      {"trip.workflow.yaml", trip_yaml},
                      {"inquiry.workflow.yaml", inquiry_yaml},
                      {"trip_answer.workflow.yaml", answer_yaml}}}} {}

    CaseId open(const std::string& workflow, const UnitId& unit) {
        OpenCase command{.workflow = workflow, .unit = unit, .body = "board"};
        command.planned_on = world.today();
        command.body_unit = world.unit("district", "405");
        return world.must(command).first("case.opened/1")->case_id;
    }
    CaseId open(const std::string& workflow) { return open(workflow, world.unit("district", "405")); }
    std::vector<CaseRecord> children(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.children(id); });
    }
    std::vector<DueTimer> timers(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.timers(id); });
    }
    std::string seen(const CaseId& id) { return record(id).data.at("seen").get<std::string>(); }
    // The templates of the notices that one day's timers brought.
    std::vector<std::string> notices_of(Date day) {
        world.set_today(day);
        const auto before = world.journal_size();
        world.fire_timers();
        std::vector<std::string> found;
        world.ask([&](Readers& read) {
            read.journal.each(before, [&](std::uint64_t, const std::string& bytes, const Hash&) {
                const auto entry = decode_entry(bytes);
                if (entry->kind == "notice.queued/1") found.push_back(entry->body.at("template"));
                return true;
            });
            return 0;
        });
        return found;
    }
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a promised day is reminded of, passes, and is told higher up", "[rules][at-work]") {
    Work office;  // Monday, 4 March 2024
    const CaseId id = office.open("promise");
    office.step(id, "promise", "CB02");
    REQUIRE(office.record(id).data.at("until") == "2024-03-07");
    CHECK(office.notices_of(Date::of(2024, 3, 5)).empty());
    CHECK(office.notices_of(Date::of(2024, 3, 6)) == Words{"overdue"});
    CHECK(office.notices_of(Date::of(2024, 3, 7)).empty());
    CHECK(office.seen(id) == ".");  // the day itself is not over
    CHECK(office.notices_of(Date::of(2024, 3, 8)).empty());
    CHECK(office.seen(id) == ". late");
    CHECK(office.notices_of(Date::of(2024, 3, 9)).empty());
    CHECK(office.notices_of(Date::of(2024, 3, 10)) == Words{"decision"});
    CHECK(office.timers(id).empty());
    office.step(id, "keep", "CB02");
    CHECK(office.record(id).life == "completed");
}

TEST_CASE("what is kept in time is not reminded of", "[rules][at-work]") {
    Work office;
    const CaseId id = office.open("promise");
    office.step(id, "promise", "CB02");
    REQUIRE(office.timers(id).size() == 3);
    office.step(id, "keep", "CB02");
    CHECK(office.timers(id).empty());
    CHECK(office.notices_of(Date::of(2024, 3, 20)).empty());
}

TEST_CASE("the head accepts, any member reports, nobody else does either", "[rules][at-work]") {
    Work office;
    const CaseId id = office.open("trip", office.group());
    office.world.must(AdvanceCase{.case_id = id, .event = "assign", .team = office.team("CB03", "CB05")});
    CHECK(office.try_step(id, "accept", "CB05").error().code == ProblemCode::not_allowed);
    office.step(id, "accept", "CB03");
    CHECK(office.try_step(id, "report", "CB02").error().code == ProblemCode::not_allowed);
    office.step(id, "report", "CB05");
    CHECK(office.record(id).life == "completed");
}

TEST_CASE("waiting for any goes on with the first that is done, or when none can be", "[rules][at-work]") {
    Work office;
    const CaseId met = office.open("inquiry"), missed = office.open("inquiry");
    office.step(met, "any", "CB02");
    const auto two = office.children(met);
    REQUIRE(two.size() == 2);
    office.step(two[0].id, "refuse", "CB02");
    CHECK(office.record(met).config == Words{"any"});
    office.step(two[1].id, "answer", "CB02");
    CHECK(office.record(met).outcome == "done");
    office.step(missed, "any", "CB02");
    for (const CaseRecord& child : office.children(missed)) office.step(child.id, "refuse", "CB02");
    CHECK(office.record(missed).outcome == "missed");
}

TEST_CASE("waiting for a count goes on with the last of them, or when too few are left", "[rules][at-work]") {
    Work office;
    const CaseId met = office.open("inquiry"), missed = office.open("inquiry");
    office.step(met, "both", "CB02");
    const auto two = office.children(met);
    office.step(two[0].id, "answer", "CB02");
    CHECK(office.record(met).config == Words{"both"});
    office.step(two[1].id, "answer", "CB02");
    CHECK(office.record(met).outcome == "done");
    office.step(missed, "both", "CB02");
    const auto others = office.children(missed);
    office.step(others[0].id, "answer", "CB02");
    office.step(others[1].id, "refuse", "CB02");
    CHECK(office.record(missed).outcome == "missed");
}

TEST_CASE("a finding by its code is a case of its own, with its severity's deadline", "[rules][at-work]") {
    Work office;
    const CaseId id = office.open("promise");
    const Outcome outcome = office.step(id, "find", "CB02");
    const RecordedEntry* found = outcome.first("finding.recorded/1");
    REQUIRE(found != nullptr);
    CHECK(found->body().at("code") == "SD_01");
    CHECK(found->body().at("amount") == 5000000);
    CHECK(office.record(found->case_id).workflow == "finding");
    CHECK(office.record(found->case_id).life == "idle");
    CHECK(office.record(id).config == Words{"open"});
}

TEST_CASE("what is sent without delay comes after all that was raised, in order, with the same command",
          "[rules][at-work]") {
    Work office;
    const CaseId id = office.open("promise");
    office.step(id, "ring", "CB02");
    CHECK(office.seen(id) == ". inner echo after last");
    CHECK(office.timers(id).empty());
    office.step(id, "away", "CB02");
    CHECK(office.seen(id) == ". inner echo after last");
}

TEST_CASE("a case that sends itself events without end refuses the step that began it", "[rules][at-work]") {
    Work office;
    const CaseId id = office.open("promise");
    const auto before = office.world.journal_size();
    CHECK(office.try_step(id, "circle", "CB02").error().code == ProblemCode::definition_invalid);
    CHECK(office.world.journal_size() == before);
    CHECK(office.timers(id).empty());
    office.step(id, "ring", "CB02");
}
