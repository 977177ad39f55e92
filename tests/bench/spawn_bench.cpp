// SPDX-License-Identifier: Apache-2.0
// One command that opens 20,000 cases, one for each group: one transaction, durable when it is answered.
#include "support/catch.hpp"
#include "support/world.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace giamsat;
using namespace giamsat::test;

namespace {

constexpr int groups = 20'000;
constexpr int rounds = 5;

const char* const round_yaml = R"yaml(
workflow: round
kind: session
level: district
initial: open
states:
  open: {on: {ask: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: answer}}]}}}
  waiting: {wait: {for: all, to: closed}}
  closed: {final: true}
)yaml";

const char* const answer_yaml = R"yaml(
workflow: answer
kind: visit
level: group
data: {late: {type: boolean, initial: false}, grade: {type: text}}
initial: open
states:
  open:
    within: {days: 30, event: deadline.answer}
    on: {answer: {to: closed, by: [role group_head]}, deadline.answer: {do: [{assign: {late: "true()"}}]}}
  closed: {final: true}
)yaml";

std::string groups_csv() {
    std::string csv = "level,code,name,parent,place,association\n";
    for (int i = 0; i < groups - 2; ++i)
        csv += "group,G" + std::to_string(i) + ",Tổ số " + std::to_string(i) + ",405102,40510201,11\n";
    return csv;
}

double spawn(World& world) {
    OpenCase open{.workflow = "round", .unit = world.unit("district", "405"), .body = "board"};
    open.planned_on = world.today();
    open.body_unit = open.unit;
    const CaseId round = world.must(open).first("case.opened/1")->case_id;
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = world.must(AdvanceCase{.case_id = round, .event = "ask"});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    REQUIRE(world.ask([&](Readers& read) { return read.cases.count_children(round).open; }) == groups);
    return took.count();
}

}  // namespace

TEST_CASE("20,000 children in one command") {
    World world(World::Start::registered, {{"round.workflow.yaml", round_yaml}, {"answer.workflow.yaml", answer_yaml}});
    REQUIRE(world.import(ImportKind::units, groups_csv()));
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) times.push_back(spawn(world));
    std::sort(times.begin(), times.end());
    std::printf("%d cases opened by one command: %.3f s (median of %d; best %.3f s)\n", groups, times[rounds / 2],
                rounds, times.front());
}
