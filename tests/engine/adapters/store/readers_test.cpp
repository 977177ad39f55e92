// SPDX-License-Identifier: Apache-2.0
// What the readers give back of an office that holds one entry of every kind.
#include "adapters/store/office.hpp"
#include "kernel/journal/merkle.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

using namespace giamsat;
using samples::id_of;

namespace {

struct Filled {
    Filled() {
        samples::fill(folder);
        office = std::move(folder.open(Office::Mode::read).value());
    }
    Readers read() { return office->readers(); }

    samples::OfficeFolder folder;
    std::unique_ptr<Office> office;
    CommandId cmd;
    int i = -1;
};

const UnitId commune{id_of("commune")};
const UnitId group{id_of("group")};
const CaseId visit{id_of("visit")};
const CaseId finding{id_of("finding")};
const CaseId plan{id_of("plan")};
const PersonId hoa{id_of("hoa")};
const Date may = Date::of(2024, 5, 31);

}  // namespace

TEST_CASE_METHOD(Filled, "units are found by id, code, digest, level and parent", "[store]") {
    const Unit found = read().units.find(commune).value();
    CHECK(found.name == "xã Đông Khê");
    CHECK(found.valid_from == Date::of(2015, 1, 1));
    CHECK_FALSE(found.valid_to);
    CHECK(read().units.by_code("commune", "16135") == found);
    CHECK_FALSE(read().units.by_code("group", "16135"));
    CHECK(read().units.by_digest("unit.code/borrower", samples::hash_of("other code")) == UnitId{id_of("neighbour")});
    CHECK_FALSE(read().units.by_digest("unit.code/borrower", samples::hash_of("code")));  // erased
    CHECK_FALSE(read().units.by_digest("unit.code/group", samples::hash_of("other code")));
    CHECK(read().units.all("commune").size() == 2);
    CHECK(read().units.all("commune")[1].valid_to == Date::of(2019, 11, 30));
    REQUIRE(read().units.children(commune, "group").size() == 1);
    CHECK(read().units.children(commune, "group")[0].id == group);
    CHECK(read().units.children(UnitId{id_of("old")}, "group").empty());
    CHECK_FALSE(read().units.find(UnitId{"nobody"}));
}

TEST_CASE_METHOD(Filled, "a unit's past stays", "[store]") {
    const auto versions = read().units.versions(group);
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].parent == UnitId{id_of("old")});
    CHECK(versions[1].parent == commune);
    CHECK(versions[1].from == Date::of(2019, 12, 1));
    CHECK(read().units.successors(UnitId{id_of("old")}) == std::vector<UnitId>{commune});
}

TEST_CASE_METHOD(Filled, "sealed fields come with the place they are bound to", "[store]") {
    const auto sealed = read().units.personal(UnitId{id_of("borrower")}, cmd, i);
    REQUIRE(sealed.size() == 1);
    CHECK(sealed[0] == samples::sealed("borrower", "personal"));
    CHECK(i == 0);
    CHECK(cmd.value.size() == 32);
    CHECK(read().units.personal(commune, cmd, i).empty());
    CHECK(read().people.personal(hoa, cmd, i).size() == 1);
    CHECK(read().findings.personal(finding, cmd, i).front().path == "text");
}

TEST_CASE_METHOD(Filled, "people and the roles they hold on a day", "[store]") {
    CHECK(read().people.find(hoa)->code == "cb-002");
    CHECK(read().people.by_code("cb-002")->id == hoa);
    CHECK_FALSE(read().people.by_code("cb-001"));
    CHECK(read().people.all().size() == 1);
    CHECK(read().people.roles(hoa, Date::of(2019, 12, 31)).empty());
    CHECK(read().people.roles(hoa, Date::of(2021, 12, 31)).size() == 2);
    CHECK(read().people.roles(hoa, Date::of(2022, 1, 1)).size() == 1);
    CHECK(read().people.holders("board_secretary", commune, may).size() == 1);
    CHECK(read().people.holders("board_secretary", {}, may).size() == 1);
    CHECK(read().people.holders("board_secretary", group, may).empty());
    CHECK(read().people.holders("bank_officer", commune, may).empty());
}

TEST_CASE_METHOD(Filled, "loans and capital as the last list showed them", "[store]") {
    const Loan loan = read().loans.find(LoanId{id_of("loan")}).value();
    CHECK(loan.outstanding == 17'000'000);
    CHECK(read().loans.by_digest(samples::hash_of("6600000")) == loan.id);
    CHECK(read().loans.of_borrower(UnitId{id_of("borrower")}) == std::vector<Loan>{loan});
    CHECK(read().loans.all().size() == 1);
    const auto capital = read().ledger.capital();
    REQUIRE(capital.size() == 2);
    CHECK(capital[0].amount == 134'588);
    CHECK(capital[1].within == "local");
}

TEST_CASE_METHOD(Filled, "plans, lines and teams", "[store]") {
    CHECK(read().plans.find(plan)->number == "04/CTr-BĐD");
    CHECK(read().plans.find(plan)->dated == "2024-02-05");
    CHECK(read().plans.all().size() == 1);
    const auto lines = read().plans.lines(plan);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].opened == visit);
    CHECK(lines[0].sample == 3);
    CHECK_FALSE(lines[0].dropped);
    CHECK(lines[1].dropped);
    CHECK(read().plans.child_lines(lines[0].id) == std::vector<PlanLine>{lines[1]});
    CHECK(read().plans.line(lines[1].id) == lines[1]);
    CHECK(read().plans.all_lines() == lines);
    const Team team = read().teams.find(TeamId{id_of("team")}).value();
    CHECK(team.members == std::vector<TeamMember>{{hoa, "head"}, {PersonId{id_of("binh")}, "member"}});
    CHECK(read().teams.by_code("Đoàn số 2") == team);
    CHECK(read().teams.all() == std::vector<Team>{team});
}

TEST_CASE_METHOD(Filled, "a case with its data, place and end", "[store]") {
    const CaseRecord record = read().cases.find(visit).value();
    CHECK(record.workflow == "commune-inspection");
    CHECK(record.parent == plan);
    CHECK(record.line == PlanLineId{id_of("line")});
    CHECK(record.team == TeamId{id_of("team")});
    CHECK(record.config == std::vector<std::string>{"done"});
    CHECK(record.life == "completed");
    CHECK(record.outcome == "done");
    CHECK(record.planned_on == Date::of(2024, 5, 25));
    CHECK(record.ended_on == may);
    CHECK(record.data == std::map<std::string, Json>{{"members", 42}});
    CHECK(read().cases.find(finding)->history == std::map<std::string, std::vector<std::string>>{{"work", {"open"}}});
    CHECK(read().cases.by_prefix(visit.value.substr(0, 6)) == std::vector<CaseId>{visit});
    CHECK(read().cases.by_prefix("zz").empty());
}

TEST_CASE_METHOD(Filled, "children are counted without findings", "[store]") {
    CHECK(read().cases.children(plan).size() == 1);
    CHECK(read().cases.children(visit).empty());
    CHECK(read().cases.child_for(plan, commune) == visit);
    CHECK_FALSE(read().cases.child_for(plan, group));
    CHECK_FALSE(read().cases.child_for(visit, group));
    const ChildCounts counts = read().cases.count_children(plan);
    CHECK(counts.total == 1);
    CHECK(counts.open == 0);
    CHECK(counts.done == 1);
    CHECK(read().cases.count_children(visit).total == 0);
    CHECK(read().cases.count_open_findings(visit) == 1);
    CHECK(read().findings.open_at(group) == 1);
    CHECK(read().findings.open_at(commune) == 0);
}

TEST_CASE_METHOD(Filled, "cases are listed by kind and life", "[store]") {
    CHECK(read().cases.list("", "", 10).size() == 3);
    CHECK(read().cases.list("", "", 2).size() == 2);
    CHECK(read().cases.list("finding", "", 10).size() == 1);
    CHECK(read().cases.list("", "completed", 10).size() == 1);
    CHECK(read().cases.list("finding", "completed", 10).empty());
}

TEST_CASE_METHOD(Filled, "steps, forms and timers of a case", "[store]") {
    const auto steps = read().cases.steps(visit);
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].event == "postpone");
    CHECK(steps[0].on_behalf == id_of("binh"));
    CHECK(steps[0].act == "04/CTr-BĐD 24/02/2021");
    CHECK(steps[0].personal.size() == 1);
    CHECK(steps[1].event == "case.suspended");
    CHECK(steps[1].personal.size() == 1);
    CHECK(steps[2].event == "case.resumed");
    CHECK(steps[3].from == std::vector<std::string>{"planned"});
    CHECK(steps[3].to == std::vector<std::string>{"done"});
    const auto forms = read().cases.forms(visit);
    REQUIRE(forms.size() == 1);
    CHECK(forms[0].answers["rows"][0]["code"] == "TD_01");
    CHECK(forms[0].personal.size() == 2);
    CHECK(read().cases.timers(visit).empty());
    CHECK(read().cases.due_timers(Instant{1'735'599'999'999}, 10).empty());
    const auto due = read().cases.due_timers(Instant{1'735'600'000'000}, 10);
    REQUIRE(due.size() == 1);
    CHECK(due[0].case_id == plan);
    CHECK(due[0].event == "late");
    CHECK(read().cases.timers(plan).size() == 1);
    CHECK(read().cases.last_turn_on(commune, may) == Date::of(2024, 5, 25));
    CHECK_FALSE(read().cases.last_turn_on(commune, Date::of(2024, 5, 25)));
}

TEST_CASE_METHOD(Filled, "findings with the state of their case, and recommendations", "[store]") {
    const auto found = read().findings.of_visit(visit);
    REQUIRE(found.size() == 1);
    CHECK(found[0].id == finding);
    CHECK(found[0].amount == 500'000);
    CHECK(found[0].reopened == 1);
    CHECK(found[0].life == "idle");
    CHECK(read().findings.find(finding)->fingerprint == samples::hash_of("cause"));
    CHECK(read().findings.all().size() == 1);
    REQUIRE(read().findings.recommendations().size() == 1);
    CHECK(read().findings.recommendations()[0].outcome == "done");
    CHECK(read().findings.recommendations_of(visit).size() == 1);
    CHECK(read().findings.recommendations_of(finding).size() == 1);
    CHECK(read().findings.recommendations_of(plan).empty());
}

TEST_CASE_METHOD(Filled, "turns are counted with all that reports ask", "[store]") {
    const auto turns = read().ledger.turns();
    REQUIRE(turns.size() == 1);
    CHECK(turns[0].visit == visit);
    CHECK(turns[0].plan == plan);
    CHECK(turns[0].year == 2024);
    CHECK(turns[0].on == Date::of(2024, 5, 25));
}

TEST_CASE("a notice is listed until it is delivered", "[store]") {
    samples::OfficeFolder folder;
    samples::fill(folder);
    auto office = std::move(folder.open(Office::Mode::write).value());
    const auto notices = office->readers().ledger.notices(10);
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].to == hoa);
    office->recorder().begin();
    office->recorder().note_attempt(notices[0].id, Instant{1}, "failed");
    CHECK(office->readers().ledger.notices(10).size() == 1);
    office->recorder().note_attempt(notices[0].id, Instant{2}, "delivered");
    office->recorder().commit();
    CHECK(office->readers().ledger.notices(10).empty());
}

TEST_CASE_METHOD(Filled, "the journal is read by number, command and case", "[store]") {
    const auto info = read().journal.office().value();
    CHECK(info.profile == "dong-son-2024");
    CHECK(info.demo);
    CHECK(info.demo_seed == 7);
    CHECK(read().journal.size() == samples::every_kind().size());
    const auto of_case = read().journal.of_case(visit);
    CHECK(of_case.size() == 19);
    CHECK(of_case.front().second.kind == "case.opened/1");
    const auto head = read().journal.case_head(visit).value();
    CHECK(head.first == 18);
    CHECK(head.second == leaf_hash(read().journal.entry_bytes(of_case.back().first).value()));
    CHECK_FALSE(read().journal.case_head(CaseId{id_of("nothing")}));
    const auto of_command = read().journal.of_command(of_case.front().second.cmd);
    REQUIRE(of_command.size() == 1);
    CHECK(of_command[0].first == of_case.front().first);
    CHECK(read().journal.profile_files() ==
          std::vector<std::pair<std::string, std::string>>{{"profile.yaml", samples::hash_of("profile")}});
    CHECK_FALSE(read().journal.entry_bytes(1'000'000));
}

TEST_CASE_METHOD(Filled, "a walk through the journal may stop, and may hold another", "[store]") {
    std::uint64_t seen = 0;
    std::uint64_t inner = 0;
    read().journal.each(5, [&](std::uint64_t seq, const std::string& bytes, const Hash& leaf) {
        CHECK(seq == 5 + seen);
        CHECK(leaf == leaf_hash(bytes));
        if (seq == 6)
            read().journal.each(0, [&](std::uint64_t, const std::string&, const Hash&) { return ++inner < 3; });
        return ++seen < 4;
    });
    CHECK(seen == 4);
    CHECK(inner == 3);
}

TEST_CASE("blobs are kept once", "[store]") {
    samples::OfficeFolder folder;
    auto office = folder.create();
    const std::string bytes = std::string("a\0b", 3);
    office->recorder().begin();
    office->recorder().put_blob(to_hex(sha256(bytes)), bytes);
    office->recorder().put_blob(to_hex(sha256(bytes)), bytes);
    office->recorder().commit();
    CHECK(office->readers().journal.blob(to_hex(sha256(bytes))) == bytes);
    CHECK_FALSE(office->readers().journal.blob(samples::hash_of("x")));
}
