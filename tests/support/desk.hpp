// SPDX-License-Identifier: Apache-2.0
// What the tests of rules do over and over at the desk of the small office: a programme, a team, a visit.
#pragma once

#include "support/world.hpp"

namespace giamsat::test {

class Desk {
public:
    World world;

    // The board's programme of 2024 with one line: this group, drawn `sample` borrowers. Approved; the visit it opened.
    CaseId visit_to_group(int sample = 3) {
        CaseId plan = drafted();
        world.must(AddPlanLine{.plan = plan, .unit = group(), .planned_on = world.today(), .sample = sample});
        step(plan, "submit", "CB02");
        return opened(step(plan, "approve", "CB01"));
    }
    CaseId drafted() {
        DraftPlan draft;
        draft.type = "board", draft.body = "board", draft.year = 2024;
        draft.from = Date::of(2024, 1, 1), draft.until = Date::of(2024, 12, 31), draft.from_quotas = false;
        return world.must(draft).first("case.opened/1")->case_id;
    }
    TeamId team(const std::string& head = "CB03", const std::string& member = "CB05") {
        FormTeam form{"Đoàn " + head,        "board", world.unit("district", "405"), 2024, world.person(head),
                      {world.person(member)}};
        return TeamId{world.must(form).first("team.formed/1")->body().at("team").get<std::string>()};
    }
    CaseId started_visit() {
        CaseId visit = visit_to_group();
        AdvanceCase assign{.case_id = visit, .event = "assign", .team = team()};
        world.must(assign);
        step(visit, "accept", "CB03");
        step(visit, "start", "CB03");
        return visit;
    }
    Outcome step(const CaseId& id, const std::string& event, const std::string& person) {
        return world.must(AdvanceCase{.case_id = id, .event = event}, person);
    }
    Result<Outcome> try_step(const CaseId& id, const std::string& event, const std::string& person) {
        return world.run(AdvanceCase{.case_id = id, .event = event}, person);
    }
    Json filled(const std::string& form) { return *parse_json(example("forms/" + form + ".json")); }
    CaseRecord record(const CaseId& id) {
        return world.ask([&](Readers& read) { return *read.cases.find(id); });
    }
    UnitId group() { return world.unit("group", "4059001"); }

private:
    // The first visit an outcome opened.
    static CaseId opened(const Outcome& outcome) {
        for (const RecordedEntry& entry : outcome.entries) {
            if (entry.kind == "case.opened/1" && entry.body().at("kind") == "visit") return entry.case_id;
        }
        throw std::runtime_error("no visit was opened");
    }
};

inline ProblemCode refusal(const Result<Outcome>& outcome) {
    if (outcome) throw std::runtime_error("nothing was refused");
    return outcome.error().code;
}

}  // namespace giamsat::test
