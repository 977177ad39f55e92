// SPDX-License-Identifier: Apache-2.0
// New cases run on the newest version, running ones on theirs, until all of them are migrated.
#include "adapters/store/verify.hpp"
#include "kernel/machine/migration.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

constexpr const char* supervision = "supervision";
constexpr const char* supervision_file = "supervision.workflow.yaml";

struct Versions : Desk {
    std::map<std::string, std::string> sources = world.place().bundle().sources;

    // Everywhere in the file; throws when it is nowhere.
    void change(const std::string& file, const std::string& what, const std::string& with) {
        std::string& text = sources.at(file);
        if (text.find(what) == text.npos) throw std::runtime_error("nothing to change in " + file + ": " + what);
        for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
            text.replace(at, what.size(), with);
    }
    Result<Outcome> publish(const std::string& person = "CB02") {
        return world.run(PublishProfile{sources, "thử"}, person);
    }
    std::string newest() { return world.place().bundle().manifest_hash.at(supervision); }
    Result<Outcome> try_open() {
        OpenCase command;
        command.workflow = supervision, command.unit = group(), command.body = "board";
        command.body_unit = world.unit("district", "405"), command.planned_on = world.today();
        return world.run(command);
    }
    CaseId open() { return try_open().value().first("case.opened/1")->case_id; }
    CaseId watched() {
        const CaseId id = open();
        world.must(AdvanceCase{.case_id = id, .event = "assign", .team = the_team()});
        return id;
    }
    TeamId the_team() {
        if (team_.empty()) team_ = team();
        return team_;
    }
    Result<Outcome> migrate(const std::string& from, const NamedMapping& mapping, const std::string& person = "CB02") {
        return world.run(MigrateCases{supervision, from, newest(), mapping, "thử"}, person);
    }
    std::vector<DueTimer> timers(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.timers(id); });
    }
    bool verified() {
        auto report = verify_office(world.folder() / "office");
        return report && report->clean();
    }

private:
    TeamId team_;
};

}  // namespace

TEST_CASE("a new case runs on the new version, a running one on its own", "[rules][versions]") {
    Versions office;
    const CaseId before = office.watched();
    const std::string old_hash = office.newest();
    office.change(supervision_file, "watching", "observing");
    REQUIRE(office.publish());
    const CaseId after = office.watched();

    CHECK(office.newest() != old_hash);
    CHECK(office.record(before).def == old_hash);
    CHECK(office.record(before).config == std::vector<std::string>{"watching"});
    CHECK(office.record(after).def == office.newest());
    CHECK(office.record(after).config == std::vector<std::string>{"observing"});
    AdvanceCase decline{.case_id = before, .event = "decline", .reason = "bận"};
    CHECK(office.world.run(decline, "CB03"));  // a step the old version has, in its own state
    CHECK(office.record(before).config == std::vector<std::string>{"planned"});
    CHECK(office.verified());
}

TEST_CASE("an office opened again finds every version in its journal", "[rules][versions]") {
    Versions office;
    const CaseId before = office.watched();
    office.change(supervision_file, "watching", "observing");
    REQUIRE(office.publish());
    ManualClock clock{{}};
    auto again = Workplace::open_to_read(office.world.folder() / "office", clock);
    REQUIRE(again);
    const CaseRecord record = *(*again)->ask([&](Readers& read) { return read.cases.find(before); });
    const ProfileBundle& newest = (*again)->bundle();
    CHECK(newest.workflows.at(supervision).state("observing"));
    CHECK(newest.versions->bundle_of(supervision, record.def).workflows.at(supervision).state("watching"));
    CHECK_THROWS(newest.versions->bundle_of(supervision, std::string(64, '0')));
}

TEST_CASE("what cannot be published leaves nothing behind", "[rules][versions]") {
    Versions office;
    const CaseId running = office.watched();
    const auto size = office.world.journal_size();
    const auto good = office.sources;

    CHECK(refusal(office.publish()) == ProblemCode::nothing_changed);
    office.change(supervision_file, "to: watching", "to: watchin");
    CHECK_FALSE(office.publish());
    office.sources = good;
    office.change(supervision_file, "version: 1", "version: 2");
    CHECK(refusal(office.publish("CB05")) == ProblemCode::not_allowed);
    office.sources.erase(supervision_file);
    CHECK_FALSE(office.publish());

    CHECK(office.world.journal_size() == size);
    CHECK(office.record(running).def == office.newest());
}

TEST_CASE("a version whose cases can get stuck is not published, and the story says how", "[rules][versions]") {
    Versions office;
    const auto size = office.world.journal_size();
    office.change(supervision_file, "      assign:\n", "      assign:\n        when: \"not(${late})\"\n");
    REQUIRE(office.publish());  // a late one can still be cancelled
    const auto published = office.world.journal_size();
    office.change(supervision_file,
                  "      cancel:\n        to: cancelled\n        by: [body.head]\n        reason: required\n"
                  "        title: {vi: Hủy giám sát, en: Cancel}\n",
                  "");
    office.change(supervision_file,
                  "  cancelled: {title: {vi: Đã hủy, en: Cancelled}, final: true, outcome: cancelled}\n", "");
    const auto refused = office.publish();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ProblemCode::definition_invalid);
    CHECK(refused.error().where.file == supervision_file);
    CHECK(refused.error().message(Lang::en) == "A case can get stuck in “To be assigned”. [W21]");
    CHECK(office.world.journal_size() == published);
    CHECK(published > size);
}

TEST_CASE("a profile may not drop what is in use", "[rules][versions]") {
    Versions office;
    office.change("profile.yaml", "group_head", "group_lead");
    for (auto& [path, text] : office.sources) {
        if (path.ends_with(".workflow.yaml") && text.find("group_head") != text.npos)
            office.change(path, "group_head", "group_lead");
    }
    auto published = office.publish();
    REQUIRE_FALSE(published);
    INFO(told(published.error()));
    CHECK(published.error().code == ProblemCode::would_orphan);
    CHECK(told(published.error()).find("role “group_head” is gone, but") != std::string::npos);
}

TEST_CASE("a retired workflow opens nothing; published again it does", "[rules][versions]") {
    Versions office;
    const CaseId running = office.watched();
    office.world.must(RetireWorkflow{supervision, ""});
    CHECK(refusal(office.try_open()) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(RetireWorkflow{supervision, ""})) == ProblemCode::not_possible);
    CHECK(refusal(office.world.run(RetireWorkflow{"nothing", ""})) == ProblemCode::not_found);
    CHECK(office.world.run(AdvanceCase{.case_id = running, .event = "decline", .reason = "bận"}, "CB03"));
    REQUIRE(office.publish());
    CHECK(office.try_open());
    CHECK(office.verified());
}

TEST_CASE("findings are still needed while a case runs that may record one", "[rules][versions]") {
    Versions office;
    office.world.must(RetireWorkflow{"finding", ""});
    REQUIRE(office.publish());
    OpenCase visit;
    visit.workflow = "group-inspection", visit.unit = office.group(), visit.body = "board";
    visit.body_unit = office.world.unit("district", "405"), visit.planned_on = office.world.today();
    office.world.must(visit);
    auto retired = office.world.run(RetireWorkflow{"finding", ""});
    REQUIRE_FALSE(retired);
    CHECK(told(retired.error()).find("1 running cases of “group-inspection” may still open one") != std::string::npos);
}

TEST_CASE("running cases change their version with all that hangs on them", "[rules][versions]") {
    Versions office;
    const CaseId one = office.watched(), other = office.open();
    const std::string old_hash = office.newest();
    const auto due = office.timers(one).at(0).due;
    office.change(supervision_file, "watching", "observing");
    office.change(supervision_file, "deadline.note", "deadline.remark");
    REQUIRE(office.publish());
    auto migrated = office.migrate(old_hash, {{"watching", {"observing"}}});
    REQUIRE(migrated);

    CHECK(migrated->first("definition.migrated/1")->body().at("cases") == 2);
    CHECK(office.record(one).def == office.newest());
    CHECK(office.record(one).config == std::vector<std::string>{"observing"});
    CHECK(office.record(other).config == std::vector<std::string>{"planned"});
    REQUIRE(office.timers(one).size() == 1);
    CHECK(office.timers(one)[0].id == "observing");
    CHECK(office.timers(one)[0].event == "deadline.remark");
    CHECK(office.timers(one)[0].due == due);
    CHECK(office.world.run(AdvanceCase{.case_id = one, .event = "decline", .reason = "bận"}, "CB03"));
    CHECK(office.verified());
}

TEST_CASE("one case that cannot move holds all of them back", "[rules][versions]") {
    Versions office;
    const CaseId stuck = office.watched(), free = office.open();
    const std::string old_hash = office.newest();
    office.change(supervision_file, "watching", "observing");
    REQUIRE(office.publish());
    const auto size = office.world.journal_size();
    auto migrated = office.migrate(old_hash, {});

    REQUIRE_FALSE(migrated);
    CHECK(migrated.error().code == ProblemCode::cannot_migrate);
    CHECK(migrated.error().others.empty());
    CHECK(migrated.error().message(Lang::en).find(stuck.value.substr(0, 8)) != std::string::npos);
    CHECK(refusal(office.migrate(old_hash, {{"watching", {"nowhere"}}})) == ProblemCode::mapping_invalid);
    CHECK(refusal(office.migrate(office.newest(), {})) == ProblemCode::nothing_changed);
    CHECK(refusal(office.migrate(std::string(64, '0'), {})) == ProblemCode::not_found);
    CHECK(refusal(office.migrate(old_hash, {{"watching", {"observing"}}}, "CB05")) == ProblemCode::not_allowed);
    CHECK(office.world.journal_size() == size);
    CHECK(office.record(free).def == old_hash);
}
