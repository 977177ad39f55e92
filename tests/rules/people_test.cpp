// SPDX-License-Identifier: Apache-2.0
// Who may do what, and who may not.
#include "support/catch.hpp"
#include "support/desk.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("a plan is approved by the head, not by a member", "[rules][people]") {
    Desk desk;
    CaseId plan = desk.drafted();
    desk.step(plan, "submit", "CB02");

    REQUIRE(refusal(desk.try_step(plan, "approve", "CB03")) == ProblemCode::not_allowed);
    REQUIRE(desk.try_step(plan, "approve", "CB01"));
}

TEST_CASE("a decision may be entered for another only with its document", "[rules][people]") {
    Desk desk;
    CaseId plan = desk.drafted();
    desk.step(plan, "submit", "CB02");
    Requester secretary{.actor = desk.world.person("CB02"), .on_behalf = desk.world.person("CB01"), .via = "cli"};

    REQUIRE(refusal(desk.world.run(AdvanceCase{.case_id = plan, .event = "approve"}, secretary)) ==
            ProblemCode::invalid_value);
    secretary.act = "04/CTr-BĐD 24/02/2024";
    auto approved = desk.world.run(AdvanceCase{.case_id = plan, .event = "approve"}, secretary);

    REQUIRE(approved);
    auto steps = desk.world.ask([&](Readers& read) { return read.cases.steps(plan); });
    auto step = std::find_if(steps.begin(), steps.end(), [](const CaseStep& one) { return one.event == "approve"; });
    REQUIRE(step != steps.end());
    REQUIRE(step->actor == desk.world.person("CB02").value);
    REQUIRE(step->on_behalf == desk.world.person("CB01").value);
    REQUIRE(step->act == "04/CTr-BĐD 24/02/2024");
}

TEST_CASE("who reported a plan may not close it: four eyes", "[rules][people]") {
    Desk desk;
    desk.world.must(
        GrantRole{desk.world.person("CB02"), "board_head", desk.world.unit("district", "405"), desk.world.today()});
    CaseId plan = desk.drafted();
    desk.step(plan, "submit", "CB02");

    REQUIRE(refusal(desk.try_step(plan, "approve", "CB02")) == ProblemCode::four_eyes);
    REQUIRE(desk.try_step(plan, "approve", "CB01"));
}

TEST_CASE("roles are granted and ended by the first body alone, units and people are registered by every body",
          "[rules][people]") {
    World world{World::Start::registered};
    const UnitId district = world.unit("district", "405");
    world.must(GrantRole{world.person("CB05"), "bank_secretary", district, world.today()});
    const GrantRole to_herself{world.person("CB05"), "board_head", district, world.today()};

    CHECK(refusal(world.run(to_herself, "CB05")) == ProblemCode::not_allowed);
    const EndRole ended{world.person("CB01"), "board_head", district, Date::of(2020, 1, 1), world.today()};
    CHECK(refusal(world.run(ended, "CB05")) == ProblemCode::not_allowed);
    CHECK(world.run(RegisterPerson{.code = "CB77", .name = "Đỗ Văn Thử"}, "CB05"));
    CHECK(world.run(to_herself, "CB01"));
}

TEST_CASE("nobody inspects the unit they answer for", "[rules][people]") {
    Desk desk;
    CaseId visit = desk.visit_to_group();
    desk.world.must(GrantRole{desk.world.person("CB05"), "group_head", desk.group(), desk.world.today()});
    TeamId team = desk.team("CB03", "CB05");

    AdvanceCase assign{.case_id = visit, .event = "assign", .team = team};

    REQUIRE(refusal(desk.world.run(assign)) == ProblemCode::conflict_of_interest);
    REQUIRE(desk.record(visit).team.empty());
}

TEST_CASE("registers are kept by secretaries and heads", "[rules][people]") {
    Desk desk;
    RegisterPerson person{"CB99", "Lê Thị Mới", "", ""};

    REQUIRE(refusal(desk.world.run(person, "CB07")) == ProblemCode::not_allowed);
    REQUIRE(refusal(desk.world.run(person, "")) == ProblemCode::not_allowed);  // the system only while there is nobody
    REQUIRE(desk.world.run(person, "CB02"));
}
