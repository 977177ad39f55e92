// SPDX-License-Identifier: Apache-2.0
// What cases hand up when several of them end before the one that opened them hears of any: each end is heard, in order, and
// counts from then on.
#include "adapters/store/verify.hpp"
#include "service/queries/replay.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const char* const gather_yaml = R"yaml(
workflow: gather
kind: session
level: district
data: {heard: {type: text}, counts: {type: text}}
initial: open
states:
  open:
    on:
      ask: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: reply}}]}
      poll: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: echo}}]}
      first: {to: hurrying, by: [body.secretary], do: [{open: {for_each: group, workflow: reply}}]}
  waiting:
    wait: {for: all, to: closed}
    on:
      child.done:
        do:
          - {assign: {heard: "concat(coalesce(${heard}, ''), ${event.grade})"}}
          - {assign: {counts: "concat(coalesce(${counts}, ''), ${children_open}, ${children_done}, ' ')"}}
  hurrying:
    wait: {for: any, to: closed, otherwise: stopped}
    on: {child.done: {do: [{assign: {heard: "concat(coalesce(${heard}, ''), ${event.grade})"}}]}}
  closed: {final: true}
  stopped: {final: true, outcome: missed}
)yaml";

const char* const reply_yaml = R"yaml(
workflow: reply
kind: visit
level: group
data: {grade: {type: text, initial: "C"}}
initial: open
states:
  open:
    on:
      good: {to: closed, by: [body.secretary], do: [{assign: {grade: "'A'"}}]}
      bad: {to: refused, by: [body.secretary], do: [{assign: {grade: "'B'"}}]}
  closed: {final: true}
  refused: {final: true, outcome: cancelled}
)yaml";

const char* const echo_yaml = R"yaml(
workflow: echo
kind: visit
level: group
data: {grade: {type: text, initial: "E"}}
initial: open
states:
  open: {always: closed}
  closed: {final: true}
)yaml";

const std::map<std::string, std::string> files = {
    {"gather.workflow.yaml", gather_yaml}, {"reply.workflow.yaml", reply_yaml}, {"echo.workflow.yaml", echo_yaml}};

struct Gathering {
    World world{World::Start::registered, files};
    CaseId id = opened();

    CaseId opened() {
        OpenCase command{.workflow = "gather", .unit = world.unit("district", "405"), .body = "board"};
        command.planned_on = world.today(), command.body_unit = command.unit;
        return world.must(command).first("case.opened/1")->case_id;
    }
    Outcome step(const CaseId& of, const std::string& event) {
        return world.must(AdvanceCase{.case_id = of, .event = event});
    }
    CaseRecord record() {
        return world.ask([&](Readers& read) { return *read.cases.find(id); });
    }
    std::vector<CaseRecord> children() {
        return world.ask([&](Readers& read) { return read.cases.children(id); });
    }
    // Both end, the second group's first, while nobody hears it.
    void end_while_suspended(const std::string& second, const std::string& first) {
        const auto groups = children();
        world.must(SuspendCase{id, "Bão"}, "CB01");
        step(groups[1].id, second);
        step(groups[0].id, first);
        world.must(ResumeCase{id, ""}, "CB01");
    }
    bool verified() {
        auto report = verify_office(world.folder() / "office");
        return report && report->clean();
    }
    bool replays_as_it_was() {
        const ProfileBundle& now = world.place().bundle();
        const auto report = world.ask([&](Readers& read) { return replay_year(now, now, read, {.year = 2024}); });
        return report && report->same == report->cases && report->unrepeatable == 0;
    }
};

}  // namespace

TEST_CASE("a case that waited for all while it was suspended hears each of them, then goes on", "[rules][suspend]") {
    Gathering office;
    office.step(office.id, "ask");
    office.end_while_suspended("bad", "good");
    CHECK(office.record().data.at("heard") == "BA");
    CHECK(office.record().data.at("counts") == "10 01 ");
    CHECK(office.record().life == "completed");
    CHECK(office.verified());
    CHECK(office.replays_as_it_was());
}

TEST_CASE("a case that waited for any while it was suspended goes on with the first that ended as done",
          "[rules][suspend]") {
    Gathering office;
    office.step(office.id, "first");
    office.end_while_suspended("good", "bad");
    CHECK(office.record().data.at("heard") == "A");
    CHECK(office.record().config == std::vector<std::string>{"closed"});
    CHECK(office.replays_as_it_was());
}

TEST_CASE("cases that end as soon as they are opened are each heard before a wait for all of them is over", "[rules]") {
    Gathering office;
    office.step(office.id, "poll");
    CHECK(office.record().data.at("heard") == "EE");
    CHECK(office.record().data.at("counts") == "11 02 ");
    CHECK(office.record().life == "completed");
    CHECK(office.verified());
    CHECK(office.replays_as_it_was());
}
