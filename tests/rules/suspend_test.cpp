// SPDX-License-Identifier: Apache-2.0
// A suspended case: nothing moves it, nothing is lost on it, and everybody who waits for it waits.
#include "adapters/store/verify.hpp"
#include "service/commands/migration_plan.hpp"
#include "service/queries/replay.hpp"
#include "service/queries/visit_list.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

const char* const watch_yaml = R"yaml(
workflow: watch
kind: session
level: district
data: {kept: {type: integer, initial: 0}, lost: {type: integer, initial: 0}}
initial: open
states:
  open:
    entry:
      - {send: {event: keep, id: keep, after: {days: 5}}}
      - {send: {event: lose, id: lose, after: {days: 5}, late: drop}}
      - {send: {event: keep, id: afterwards, after: {days: 40}}}
    exit: [{cancel: keep}, {cancel: lose}, {cancel: afterwards}]
    on:
      keep: {do: [{assign: {kept: "${kept} + 1"}}]}
      lose: {do: [{assign: {lost: "${lost} + 1"}}]}
      poke: {by: [body.secretary]}
      close: {to: closed, by: [body.secretary]}
  closed: {final: true}
)yaml";

const char* const gather_yaml = R"yaml(
workflow: gather
kind: session
level: district
data: {heard: {type: text}}
initial: open
states:
  open:
    on:
      ask: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: reply}}]}
      listen: {to: listening, by: [body.secretary], do: [{open: {for_each: group, workflow: reply}}]}
  listening:
    on:
      child.done: {do: [{assign: {heard: "concat(coalesce(${heard}, ''), ${event.grade})"}}]}
      close: {to: closed, by: [body.secretary]}
  waiting:
    wait: {for: all, to: closed}
    on:
      child.done: {do: [{assign: {heard: "concat(coalesce(${heard}, ''), ${event.grade})"}}]}
      stop: {to: stopped, by: [body.secretary], do: [cancel_children]}
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
      bad: {to: closed, by: [body.secretary], do: [{assign: {grade: "'B'"}}]}
  closed: {final: true}
)yaml";

const std::map<std::string, std::string> files = {
    {"watch.workflow.yaml", watch_yaml}, {"gather.workflow.yaml", gather_yaml}, {"reply.workflow.yaml", reply_yaml}};

struct Holding {
    World world{World::Start::registered, files};

    CaseId open(const std::string& workflow) {
        OpenCase command{.workflow = workflow, .unit = world.unit("district", "405"), .body = "board"};
        command.planned_on = world.today(), command.body_unit = command.unit;
        return world.must(command).first("case.opened/1")->case_id;
    }
    void suspend(const CaseId& id) { world.must(SuspendCase{id, "Bão"}, "CB01"); }
    void resume(const CaseId& id) { world.must(ResumeCase{id, ""}, "CB01"); }
    void step(const CaseId& id, const std::string& event) { world.must(AdvanceCase{.case_id = id, .event = event}); }
    CaseRecord record(const CaseId& id) {
        return world.ask([&](Readers& read) { return *read.cases.find(id); });
    }
    std::vector<CaseRecord> children(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.children(id); });
    }
    std::size_t timers(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.timers(id).size(); });
    }
    void days_later(int days) {
        world.set_today(world.today().plus_days(days));
        world.fire_timers();
    }
    bool verified() {
        auto report = verify_office(world.folder() / "office");
        return report && report->clean();
    }
};

}  // namespace

TEST_CASE("the head of its body suspends a case, for a reason, and resumes it", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("watch");
    CHECK(refusal(office.world.run(SuspendCase{id, "Bão"}, "CB02")) == ProblemCode::not_allowed);
    CHECK(refusal(office.world.run(SuspendCase{id, "Bão"}, "CB07")) == ProblemCode::not_allowed);
    CHECK(refusal(office.world.run(SuspendCase{id, ""}, "CB01")) == ProblemCode::reason_required);
    CHECK(refusal(office.world.run(ResumeCase{id, ""}, "CB01")) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(SuspendCase{CaseId{"none"}, "Bão"}, "CB01")) == ProblemCode::not_found);
    const auto size = office.world.journal_size();

    office.suspend(id);
    CHECK(office.world.kinds_since(size) == std::vector<std::string>{"case.suspended/1"});
    CHECK(office.record(id).life == "suspended");
    CHECK(office.record(id).config == std::vector<std::string>{"open"});
    CHECK(refusal(office.world.run(SuspendCase{id, "Bão"}, "CB01")) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(ResumeCase{id, ""}, "CB02")) == ProblemCode::not_allowed);
    Requester on_paper{.actor = office.world.person("CB02"), .on_behalf = office.world.person("CB01")};
    on_paper.act = "15/TB-BĐD";
    REQUIRE(office.world.run(ResumeCase{id, "Bão tan"}, on_paper));
    CHECK(office.record(id).life == "idle");
    office.step(id, "close");
    CHECK(refusal(office.world.run(SuspendCase{id, "Bão"}, "CB01")) == ProblemCode::case_ended);
    CHECK(office.verified());
}

TEST_CASE("no step and no work of a suspended case is taken, and claimed work is still held after",
          "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("watch");
    office.world.must(ClaimWork{id, "close"});
    office.suspend(id);
    const auto size = office.world.journal_size();
    const auto poke = office.world.run(AdvanceCase{.case_id = id, .event = "poke"});
    REQUIRE_FALSE(poke);
    CHECK(poke.error().message(Lang::vi) ==
          "Chưa thể làm việc này: hồ sơ đang tạm dừng; hãy cho tiếp tục trước bằng “giamsat case resume " +
              id.value.substr(0, 8) + "”.");
    CHECK_THAT(poke.error().message(Lang::en), Catch::Contains("the case is suspended; resume it first"));
    CHECK(refusal(office.world.run(ClaimWork{id, "poke"})) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(StartWork{id, "close"})) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(ReleaseWork{id, "close"})) == ProblemCode::not_possible);
    CHECK(office.world.journal_size() == size);
    office.resume(id);
    office.world.must(StartWork{id, "close"});
    office.step(id, "close");
    CHECK(office.verified());
}

TEST_CASE("a suspended case is open, but nobody's work", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("watch");
    office.suspend(id);
    const auto listed = [&](const PersonId& mine) {
        CaseQuery query;
        query.mine = mine;
        const ProfileBundle& bundle = office.world.place().bundle();
        return office.world.ask(
            [&](Readers& read) { return list_cases(query, bundle, read, office.world.today()).size(); });
    };
    CHECK(listed({}) == 1);
    CHECK(listed(office.world.person("CB02")) == 0);
    office.resume(id);
    CHECK(listed(office.world.person("CB02")) == 1);
}

TEST_CASE("the timers of a suspended case wait; on resuming each comes late as its policy says", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("watch"), other = office.open("watch");
    office.suspend(id);
    office.days_later(20);
    CHECK(office.timers(id) == 3);
    CHECK(office.timers(other) == 1);
    CHECK(office.record(id).data.at("kept") == 0);
    const auto size = office.world.journal_size();
    office.world.must(FireTimer{id, "keep"}, "");  // one that was on its way already
    CHECK(office.world.journal_size() == size);

    office.resume(id);
    office.world.fire_timers();
    CHECK(office.record(id).data.at("kept") == 1);
    CHECK(office.record(id).data.at("lost") == 0);
    CHECK(office.timers(id) == 1);
    office.days_later(30);
    CHECK(office.record(id).data.at("kept") == 2);  // what was not yet due passes as if nothing had been
    CHECK(office.verified());
}

TEST_CASE("what cases below tell a suspended one reaches it when it resumes, in order", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("gather");
    office.step(id, "listen");
    const auto groups = office.children(id);
    REQUIRE(groups.size() == 2);
    office.suspend(id);
    office.step(groups[1].id, "bad");
    office.step(groups[0].id, "good");
    CHECK_FALSE(office.record(id).data.contains("heard"));
    office.resume(id);
    CHECK(office.record(id).data.at("heard") == "BA");
    CHECK(office.verified());
}

TEST_CASE("what a suspended case waited for is there when it resumes", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("gather");
    office.step(id, "ask");
    office.suspend(id);
    for (const CaseRecord& group : office.children(id)) office.step(group.id, "good");
    CHECK(office.record(id).config == std::vector<std::string>{"waiting"});
    office.resume(id);
    CHECK(office.record(id).life == "completed");
    CHECK(office.verified());
}

TEST_CASE("what was told before a case was suspended is not told again", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("gather");
    office.step(id, "ask");
    const auto groups = office.children(id);
    office.step(groups[0].id, "good");
    office.suspend(id);
    office.resume(id);
    CHECK(office.record(id).data.at("heard") == "A");
    CHECK(office.record(id).config == std::vector<std::string>{"waiting"});
    office.suspend(id);
    office.step(groups[1].id, "bad");
    office.resume(id);
    CHECK(office.record(id).data.at("heard") == "AB");
}

TEST_CASE("who waits for a suspended case waits, and may still take it back", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("gather");
    office.step(id, "ask");
    const auto groups = office.children(id);
    office.suspend(groups[0].id);
    office.step(groups[1].id, "good");
    CHECK(office.record(id).config == std::vector<std::string>{"waiting"});
    office.step(id, "stop");
    CHECK(office.record(groups[0].id).life == "cancelled");
    CHECK(refusal(office.world.run(ResumeCase{groups[0].id, ""}, "CB01")) == ProblemCode::case_ended);
    CHECK(office.verified());
}

TEST_CASE("a suspended case is migrated with the others and stays suspended", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("watch"), other = office.open("watch");
    office.suspend(id);
    const std::string from = office.world.place().bundle().manifest_hash.at("watch");
    auto sources = office.world.place().bundle().sources;
    std::string& text = sources.at("watch.workflow.yaml");
    text.replace(text.find("  closed: {final"), 0, "    always: [{when: \"${kept} < 1\", to: ready}]\n");
    text.replace(text.find("  closed: {final"), 0, "  ready: {on: {close: {to: closed, by: [body.secretary]}}}\n");
    office.world.must(PublishProfile{sources, "thử"});
    MigrateCases command{"watch", from, office.world.place().bundle().manifest_hash.at("watch"), {}, "thử"};
    const ProfileBundle& newest = office.world.place().bundle();
    const auto plan = office.world.ask([&](Readers& read) {
        auto made = plan_migration(command, newest, read, office.world.today(), {});
        return made ? made->cases : std::vector<CaseOutlook>();
    });
    REQUIRE(plan.size() == 2);
    for (const CaseOutlook& one : plan) CHECK(one.then.empty() == (one.record.id == id));

    office.world.must(command);
    CHECK(office.record(other).config == std::vector<std::string>{"ready"});
    CHECK(office.record(id).def == command.to);
    CHECK(office.record(id).life == "suspended");
    CHECK(office.record(id).config == std::vector<std::string>{"open"});
    CHECK(office.timers(id) == 3);
    office.resume(id);
    CHECK(office.record(id).config == std::vector<std::string>{"ready"});
    CHECK(office.verified());
}

TEST_CASE("a plan that is suspended keeps its lines as they are", "[rules][suspend]") {
    Desk office;
    const CaseId plan = office.drafted();
    const AddPlanLine line{.plan = plan, .unit = office.group(), .planned_on = office.world.today()};
    const Outcome added = office.world.must(line);
    const PlanLineId first{added.first("plan_line.added/1")->body().at("line").get<std::string>()};
    office.world.must(SuspendCase{plan, "Chờ quyết định"}, "CB01");
    CHECK(refusal(office.world.run(line)) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(DropPlanLine{first})) == ProblemCode::not_possible);
    office.world.must(ResumeCase{plan, ""}, "CB01");
    CHECK(office.world.run(DropPlanLine{first}));
}

TEST_CASE("under unchanged rules a year with a suspension goes as it went", "[rules][suspend]") {
    Holding office;
    const CaseId id = office.open("watch");
    office.suspend(id);
    office.days_later(20);
    office.resume(id);
    office.world.fire_timers();
    office.step(id, "close");
    const ProfileBundle& now = office.world.place().bundle();
    const auto report = office.world.ask([&](Readers& read) { return replay_year(now, now, read, {.year = 2024}); });
    REQUIRE(report);
    CHECK(report->cases == 1);
    CHECK(report->same == 1);
    CHECK(report->unrepeatable == 0);
}
