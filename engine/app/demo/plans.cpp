// SPDX-License-Identifier: Apache-2.0
// A year's beginning: teams are formed, plans drafted, submitted and approved; and its end, when they are reported.
#include "app/demo/play.hpp"

namespace giamsat::demo {
namespace {

std::string dated(Date day) {
    char text[16];
    std::snprintf(text, sizeof text, "%02u/%02u/%04d", day.day_of_month(), day.month(), day.year());
    return text;
}

}  // namespace

Date Play::last_day(int year) const {
    for (const YamlNode& end : files_.behaviour.list({"ends"})) {
        auto on = Date::parse(Settings::text_of(end, "on"));
        if (Settings::number_of(end, "year") == year && on) return *on;
    }
    return Date::of(year, 12, 31);
}

Date Play::last_visit(int year) const {
    for (const YamlNode& end : files_.behaviour.list({"ends"})) {
        auto on = Date::parse(Settings::text_of(end, "last_visit"));
        if (Settings::number_of(end, "year") == year && on) return *on;
    }
    return Date::of(year, 12, 15);
}

void Play::form_team(const std::string& body, const UnitId& unit, int year, int number,
                     const std::vector<PersonId>& people, Date on) {
    if (people.empty()) return;
    const Place* at = cast_.place(unit);
    std::string code =
        body + "-" + (at ? at->spec->code : "") + "-" + std::to_string(year) + "-" + std::to_string(number);
    FormTeam command{code, body, unit, year, people.front(), {people.begin() + 1, people.end()}};
    stage_.at(on, {"team/" + code, command, by(secretary_of(body, unit)),
                   [this, body, unit, year, head = people.front()](const Outcome& outcome) {
                       const RecordedEntry* formed = outcome.first("team.formed/1");
                       if (formed)
                           teams_[{year, body, unit}].push_back({TeamId{formed->body().value("team", "")}, head});
                   }});
}

// Every body has two teams or more, so that a visit one declines can be given to another.
void Play::form_teams(int year, Date on) {
    const std::string heads_board = "board_member";
    UnitId district = cast_.district();
    auto members = cast_.holders(heads_board, district), officers = cast_.holders("bank_officer", district);
    for (std::size_t i = 0; i < members.size() && i < officers.size(); ++i) {
        form_team("board", district, year, static_cast<int>(i) + 1, {members[i], officers[i]}, on);
    }
    for (std::size_t i = 0; i + 1 < officers.size(); i += 2) {
        form_team("bank", district, year, static_cast<int>(i / 2) + 1, {officers[i], officers[i + 1]}, on);
    }
    for (const Body& body : bundle_.profile.bodies) {
        if (body.group != "association") continue;
        for (const UnitSpec& unit : cast_.units()) {
            const Place* at = cast_.place(unit.level, unit.code);
            if (unit.level != body.level || (unit.to && *unit.to < on)) continue;
            auto chairs = cast_.holders(body.head, at->id), deputies = cast_.holders(body.secretary, at->id);
            if (chairs.empty() || deputies.empty()) continue;
            form_team(body.id, at->id, year, 1, {chairs.front(), deputies.front()}, on);
            form_team(body.id, at->id, year, 2, {deputies.back(), chairs.front()}, on);
        }
    }
}

void Play::draft_plans(int year) {
    const Settings& s = files_.behaviour;
    Date on = stage_.calendar().first_working_day_from(
        Date::of(year, static_cast<unsigned>(s.number({"plans", "drafted", "month"})),
                 static_cast<unsigned>(s.number({"plans", "drafted", "day"}))));
    for (const PlanType& type : bundle_.profile.plan_types) {
        for (const std::string& body : type.issuers) draft_plan(type.id, body, year, on);
    }
}

void Play::draft_plan(const std::string& type, const std::string& body, int year, Date on) {
    Date until = last_day(year);
    DraftPlan command;
    command.type = type, command.body = body, command.body_unit = cast_.district(), command.year = year;
    command.from = Date::of(year, 1, 1), command.until = until;
    std::string ending;
    for (const YamlNode& number : files_.behaviour.list({"plans", "numbers"})) {
        if (Settings::text_of(number, "body") == body) ending = Settings::text_of(number, "ending");
    }
    command.number = std::to_string(choices_.between({1, 12}, body, year, "plan number")) + "/" + ending;
    stage_.at(on, {"plan/" + body + "/" + std::to_string(year), command, by(secretary_of(body, cast_.district())),
                   [this, body, year, until, number = command.number](const Outcome& outcome) {
                       plan_drafted(outcome, body, year, until);
                       const RecordedEntry* opened = outcome.first("case.opened/1");
                       if (!opened) return;
                       plans_[opened->case_id].number = number;
                       submit_plan(opened->case_id, 0);
                   }});
}

void Play::plan_drafted(const Outcome& outcome, const std::string& body, int year, Date until) {
    const RecordedEntry* opened = outcome.first("case.opened/1");
    if (!opened) return;
    PlanInPlay plan{opened->case_id, body, year, until, "", {}};
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind != "plan_line.added/1") continue;
        const Json line = entry.body();
        plan.quotas[PlanLineId{line.value("line", "")}] = line.value("quota", "");
    }
    plans_[plan.id] = std::move(plan);
}

void Play::submit_plan(CaseId id, int round) {
    const PlanInPlay& plan = plans_[id];
    int days = wait({"plans", "submit_after"}, plan.body, plan.year, "submit " + std::to_string(round));
    Date day = stage_.working_days_later(stage_.today(), days);
    step(day, id, "submit", by(secretary_of(plan.body, cast_.district())), {}, std::to_string(round),
         [this, id, round](const Outcome&) { approve_plan(id, round); });
}

void Play::approve_plan(CaseId id, int round) {
    const PlanInPlay& plan = plans_[id];
    Date day = stage_.working_days_later(
        stage_.today(), wait({"plans", "approve_after"}, plan.body, plan.year, "approve " + std::to_string(round)));
    PersonId head = head_of(plan.body, cast_.district());
    bool sent_back = round == 0 && choices_.chance(files_.behaviour.number({"plans", "rejected_first"}), plan.body,
                                                   plan.year, "rejected");
    if (sent_back) {
        AdvanceCase reject;
        reject.reason = answers_.say({"reasons", "reject"}, plan.body, plan.year);
        step(day, id, "reject", by(head), reject, "0", [this, id](const Outcome&) { submit_plan(id, 1); });
        return;
    }
    // The head signs paper, the secretary types: the decision is the head's, by that document.
    Requester decision{
        .actor = secretary_of(plan.body, cast_.district()), .on_behalf = head, .act = plan.number + " " + dated(day)};
    step(day, id, "approve", decision, {}, std::to_string(round));
}

void Play::report_plan(CaseId id) {
    const PlanInPlay& plan = plans_[id];
    Date day =
        stage_.working_days_later(stage_.today(), wait({"plans", "report_after"}, plan.body, plan.year, "report"));
    step(day, id, "report", by(secretary_of(plan.body, cast_.district())), {}, "", [this, id](const Outcome&) {
        const PlanInPlay& reported = plans_[id];
        int days = wait({"plans", "close_after"}, reported.body, reported.year, "close");
        step(stage_.working_days_later(stage_.today(), days), id, "close", by(head_of(reported.body, cast_.district())),
             {}, "");
    });
}

}  // namespace giamsat::demo
