// SPDX-License-Identifier: Apache-2.0
// Last year under changed rules: several steps in a row that come on top, steps everybody has to take, files that were not
// there, cases that changed their version on the way. And what a migration shows before, and what keeps a workflow in use.
#include "service/queries/replay.hpp"

#include "service/commands/migration_plan.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

constexpr const char* name = "supervision";
constexpr const char* file = "supervision.workflow.yaml";

struct LastYear : Desk {
    std::map<std::string, std::string> sources = world.place().bundle().sources;

    void change(const std::string& what, const std::string& with) {
        std::string& text = sources.at(file);
        if (text.find(what) == text.npos) throw std::runtime_error("nothing to change: " + what);
        for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
            text.replace(at, what.size(), with);
    }
    std::string newest() { return world.place().bundle().manifest_hash.at(name); }
    CaseId watched() {
        OpenCase command;
        command.workflow = name, command.unit = group(), command.body = "board";
        command.body_unit = world.unit("district", "405"), command.planned_on = world.today();
        const CaseId id = world.must(command).first("case.opened/1")->case_id;
        if (team_.empty()) team_ = team();
        world.must(AdvanceCase{.case_id = id, .event = "assign", .team = team_});
        return id;
    }
    void decline(const CaseId& id) {
        world.must(AdvanceCase{.case_id = id, .event = "decline", .reason = "bận"}, "CB03");
    }
    ReplayReport replay() {
        auto changed = load_bundle(sources);
        if (!changed) throw std::runtime_error(told(changed.error()));
        const ProfileBundle& now = world.place().bundle();
        auto report = world.ask([&](Readers& read) { return replay_year(*changed, now, read, {.year = 2024}); });
        if (!report) throw std::runtime_error(told(report.error()));
        return std::move(*report);
    }

private:
    TeamId team_;
};

}  // namespace

TEST_CASE("several steps in a row may come on top of those that were taken", "[rules][replay]") {
    LastYear office;
    office.decline(office.watched());
    const auto same = office.replay();
    CHECK(same.cases == 1);
    CHECK(same.same == 1);

    office.change("        to: watching\n", "        to: briefed\n");
    office.change("  watching:\n",
                  "  briefed: {on: {brief: {to: equipped, by: [body.secretary]}}}\n"
                  "  equipped: {on: {equip: {to: watching, by: [body.secretary]}}}\n  watching:\n");
    const auto longer = office.replay();
    CHECK(longer.refused.empty());
    REQUIRE(longer.extra.size() == 2);
    CHECK(longer.extra[0].event == "brief");
    CHECK(longer.extra[1].event == "equip");
    CHECK(longer.extra[1].before == "decline");
    CHECK(longer.extra[1].by == office.world.person("CB02"));
    REQUIRE(longer.different.size() == 1);
    CHECK(longer.different[0].event == "assign");
    CHECK(longer.different[0].recorded == std::vector<std::string>{"watching"});
    CHECK(longer.different[0].instead == std::vector<std::string>{"briefed"});
    CHECK(longer.different[0].recorded_end == std::vector<std::string>{"planned"});
    CHECK(longer.different[0].instead_end == std::vector<std::string>{"planned"});
}

TEST_CASE("a step that all have to take is the work of all of them", "[rules][replay]") {
    LastYear office;
    office.decline(office.watched());
    office.change(
        "      decline:\n        to: planned\n        by: [team.head]\n",
        "      decline:\n        to: planned\n        by: [team.head, body.secretary]\n        assignees: all of\n");
    const auto report = office.replay();
    CHECK(report.refused.empty());
    REQUIRE(report.extra.size() == 1);
    CHECK(report.extra[0].event == "decline");
    CHECK(report.extra[0].by == office.world.person("CB02"));
}

TEST_CASE("a file that was not there refuses a step that asks for one", "[rules][replay]") {
    LastYear office;
    office.decline(office.watched());
    office.change("      decline:\n        to: planned\n",
                  "      decline:\n        to: planned\n        attachments: required\n");
    const auto report = office.replay();
    REQUIRE(report.refused.size() == 1);
    CHECK(report.refused[0].why.code == ProblemCode::invalid_value);
    CHECK(report.refused[0].event == "decline");
}

TEST_CASE("a case that was migrated is compared with the version of each stretch, and a new name is no difference",
          "[rules][replay]") {
    LastYear office;
    const CaseId id = office.watched();
    const std::string before = office.newest();
    office.change("watching", "observing");
    REQUIRE(office.world.run(PublishProfile{office.sources, "thử"}));
    REQUIRE(office.world.run(MigrateCases{name, before, office.newest(), {{"watching", {"observing"}}}, "thử"}));
    office.decline(id);
    const auto report = office.replay();
    CHECK(report.cases == 1);
    CHECK(report.migrated == 1);
    CHECK(report.unrepeatable == 0);
    CHECK(report.same == 1);
    CHECK(report.different.empty());
}

TEST_CASE("a migration shows where a case goes on to by itself", "[rules][versions]") {
    LastYear office;
    office.watched();
    const std::string before = office.newest();
    office.change("    within: {days: 45, event: deadline.note}\n",
                  "    within: {days: 45, event: deadline.note}\n    always: [{to: noted, when: \"${opened_on} < "
                  "'2030-01-01'\"}]\n");
    REQUIRE(office.world.run(PublishProfile{office.sources, "thử"}));
    const MigrateCases command{name, before, office.newest(), {}, "thử"};
    const ProfileBundle& now = office.world.place().bundle();
    office.world.ask([&](Readers& read) {
        const auto plan = plan_migration(command, now, read, office.world.today(), {});
        REQUIRE(plan);
        REQUIRE(plan->cases.size() == 1);
        CHECK(plan->cases[0].to == std::vector<std::string>{"watching"});
        CHECK(plan->cases[0].then == std::vector<std::string>{"closed"});
        return 0;
    });
    REQUIRE(office.world.run(command));
}

TEST_CASE("a workflow that a running plan still needs is not retired", "[rules][versions]") {
    LastYear office;
    const CaseId plan = office.drafted();
    office.world.must(
        AddPlanLine{.plan = plan, .unit = office.group(), .mode = "supervision", .planned_on = office.world.today()});
    const auto refused = office.world.run(RetireWorkflow{name, ""});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ProblemCode::not_possible);
    CHECK(refused.error().message(Lang::en).find("1 plan line has") != std::string::npos);
    CHECK(office.world.run(RetireWorkflow{"board-session", ""}));
}
