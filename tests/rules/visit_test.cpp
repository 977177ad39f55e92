// SPDX-License-Identifier: Apache-2.0
// A visit from its assignment to its end, and what may go wrong on the way.
#include "kernel/planning/draft_lines.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

Json sheet_for(Desk& desk, const CaseId& visit, const std::vector<std::string>& codes) {
    Json rows = Json::array();
    for (const std::string& code : codes)
        rows.push_back({{"borrower", code}, {"right_amount", 20000000}, {"wrong_amount", 0}});
    (void)visit;
    return {{"checked_on", desk.world.today().iso()}, {"rows", rows}};
}

std::vector<std::string> drawn_codes(Desk& desk, const CaseId& visit) {
    std::vector<std::string> codes;
    auto children = desk.world.ask([&](Readers& read) { return read.cases.children(visit); });
    for (int i = 1; i <= 6; ++i) {
        std::string code = "405900000" + std::to_string(i);
        UnitId id = desk.world.unit("borrower", code);
        for (const CaseRecord& child : children) {
            if (child.unit == id) codes.push_back(code);
        }
    }
    return codes;
}

int turns(Desk& desk, const std::string& level) {
    auto all = desk.world.ask([](Readers& read) { return read.ledger.turns(); });
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const Turn& turn) { return turn.level == level; }));
}

}  // namespace

TEST_CASE("starting a visit draws its sample, and anybody can draw it again", "[rules][visit]") {
    Desk desk;

    CaseId visit = desk.started_visit();

    auto children = desk.world.ask([&](Readers& read) { return read.cases.children(visit); });
    REQUIRE(children.size() == 3);
    std::vector<UnitId> frame;
    UnitId group = desk.group();
    for (const Unit& unit : desk.world.ask([&](Readers& read) { return read.units.children(group, "borrower"); }))
        frame.push_back(unit.id);
    for (const UnitId& unit : draw_sample(frame, 3, visit.value)) {
        bool opened =
            std::any_of(children.begin(), children.end(), [&](const CaseRecord& child) { return child.unit == unit; });
        REQUIRE(opened);
    }
}

TEST_CASE("each row of the sheet completes one borrower check and counts one turn", "[rules][visit]") {
    Desk desk;
    CaseId visit = desk.started_visit();

    desk.world.must(
        AdvanceCase{
            .case_id = visit, .event = "hand_in_sheet", .answers = sheet_for(desk, visit, drawn_codes(desk, visit))},
        "CB03");

    REQUIRE(turns(desk, "borrower") == 3);
    REQUIRE(turns(desk, "group") == 0);  // its minutes are not signed yet
    REQUIRE(desk.world.ask([&](Readers& read) { return read.cases.count_children(visit).open; }) == 0);
}

TEST_CASE("a sheet with a borrower nobody drew changes nothing", "[rules][visit]") {
    Desk desk;
    CaseId visit = desk.started_visit();
    auto size = desk.world.journal_size();
    auto codes = drawn_codes(desk, visit);
    codes.push_back("4059000007");  // of the other group

    auto outcome = desk.world.run(
        AdvanceCase{.case_id = visit, .event = "hand_in_sheet", .answers = sheet_for(desk, visit, codes)}, "CB03");

    REQUIRE(refusal(outcome) == ProblemCode::form_invalid);
    REQUIRE(desk.world.journal_size() == size);
    REQUIRE(turns(desk, "borrower") == 0);
}

TEST_CASE("codes and names of borrowers stand nowhere in the journal", "[rules][visit][personal]") {
    Desk desk;
    CaseId visit = desk.started_visit();
    auto codes = drawn_codes(desk, visit);
    desk.world.must(AdvanceCase{.case_id = visit, .event = "hand_in_sheet", .answers = sheet_for(desk, visit, codes)},
                    "CB03");

    std::string journal;
    desk.world.ask([&](Readers& read) {
        read.journal.each(0,
                          [&](std::uint64_t, const std::string& bytes, const Hash&) { return journal += bytes, true; });
        return 0;
    });

    for (const std::string& code : codes) REQUIRE(journal.find(code) == std::string::npos);
    REQUIRE(journal.find("Trịnh Văn Dần") == std::string::npos);
    REQUIRE(journal.find("Nguyễn Thị Bình") == std::string::npos);
    REQUIRE(journal.find("xã Đông Hòa") != std::string::npos);  // the search itself works
}

TEST_CASE("a declined visit is assigned to another team", "[rules][visit]") {
    Desk desk;
    CaseId visit = desk.visit_to_group();
    desk.world.must(AdvanceCase{.case_id = visit, .event = "assign", .team = desk.team("CB03", "CB05")});

    REQUIRE(refusal(desk.try_step(visit, "decline", "CB03")) == ProblemCode::reason_required);
    desk.world.must(AdvanceCase{.case_id = visit, .event = "decline", .reason = "Trùng lịch"}, "CB03");
    desk.world.must(AdvanceCase{.case_id = visit, .event = "assign", .team = desk.team("CB05", "CB03")});

    REQUIRE(desk.try_step(visit, "accept", "CB05"));
}

TEST_CASE("what a visit finds becomes cases of their own, which the visit does not wait for", "[rules][finding]") {
    Desk desk;
    CaseId visit = desk.started_visit();
    desk.world.must(
        AdvanceCase{
            .case_id = visit, .event = "hand_in_sheet", .answers = sheet_for(desk, visit, drawn_codes(desk, visit))},
        "CB03");

    desk.world.set_today(Date::of(2024, 3, 12));  // the day on the example's minutes
    desk.world.must(AdvanceCase{.case_id = visit, .event = "hand_in_record", .answers = desk.filled("group-record")},
                    "CB03");
    desk.step(visit, "sign", "CB03");
    desk.step(visit, "report", "CB03");

    auto findings = desk.world.ask([&](Readers& read) { return read.findings.of_visit(visit); });
    REQUIRE(findings.size() == 1);
    REQUIRE(findings.front().life == "idle");
    REQUIRE(desk.record(visit).life == "completed");
    REQUIRE(turns(desk, "group") == 1);
}

TEST_CASE("a deadline that passes is recorded once and tells somebody", "[rules][deadline]") {
    Desk desk;
    CaseId visit = desk.visit_to_group();
    desk.world.must(AdvanceCase{.case_id = visit, .event = "assign", .team = desk.team()});

    desk.world.set_today(desk.world.today().plus_days(20));
    desk.world.fire_timers();
    auto size = desk.world.journal_size();
    desk.world.fire_timers();

    REQUIRE(desk.world.journal_size() == size);
    auto notices = desk.world.ask([](Readers& read) { return read.ledger.notices(100); });
    bool told = std::any_of(notices.begin(), notices.end(), [&](const NoticeRecord& notice) {
        return notice.about == visit && notice.template_id == "overdue" && notice.to == desk.world.person("CB02");
    });
    REQUIRE(told);
}
