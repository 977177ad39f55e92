// SPDX-License-Identifier: Apache-2.0
#include "app/demo/play.hpp"

#include <algorithm>

namespace giamsat::demo {
namespace {

std::string text(const Json& body, const char* key) {
    auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : "";
}

bool enters(const Json& body, const std::string& state) {
    auto to = body.find("to");
    auto from = body.find("from");
    auto has = [&](const Json& list) { return std::find(list.begin(), list.end(), state) != list.end(); };
    return to != body.end() && has(*to) && !(from != body.end() && has(*from));
}

}  // namespace

void Play::open_year(int year) {
    Date first = stage_.calendar().first_working_day_from(Date::of(year, 1, 2));
    form_teams(year, first);
    draft_plans(year);
    plan_sessions(year);
}

std::int64_t Play::turns(const std::string& level) const {
    auto found = turns_.find(level);
    return found == turns_.end() ? 0 : found->second;
}

void Play::hear(const Outcome& outcome) {
    for (const RecordedEntry& entry : outcome.entries) {
        if (entry.kind == "case.opened/1") opened(entry);
        if (entry.kind == "case.moved/1") moved(entry);
        if (entry.kind == "finding.recorded/1") follow_finding(entry);
        if (entry.kind == "turn.counted/1") counted(entry.body());
    }
}

void Play::counted(const Json& turn) {
    if (text(turn, "mode") == "inspection") ++turns_[text(turn, "level")];
}

void Play::opened(const RecordedEntry& entry) {
    const Json body = entry.body();
    std::string kind = text(body, "kind");
    if (kind != "visit" && kind != "supervision") return;
    Followed visit;
    visit.id = entry.case_id;
    visit.workflow = text(body, "workflow"), visit.level = text(body, "level");
    visit.unit = UnitId{text(body, "unit")}, visit.parent = CaseId{text(body, "parent")};
    visit.plan = CaseId{text(body, "plan")}, visit.line = PlanLineId{text(body, "line")};
    visit.body = text(body, "body"), visit.body_unit = UnitId{text(body, "body_unit")};
    visit.variant = text(body, "variant");
    visit.year = body.value("year", stage_.today().year());
    auto planned = Date::parse(text(body, "planned_on"));
    visit.planned = planned ? *planned : stage_.today();
    visit.key = cast_.key(visit.unit) + "/" + visit.body;
    auto parent = visits_.find(visit.parent);
    bool sampled = visit.line.empty() && parent != visits_.end();
    if (sampled) parent->second.sampled.push_back(visit.unit);
    visits_[visit.id] = visit;
    if (!sampled) follow_visit(std::move(visit));
}

void Play::moved(const RecordedEntry& entry) {
    const Json body = entry.body();
    if (enters(body, "reporting") && plans_.count(entry.case_id)) report_plan(entry.case_id);
    auto visit = visits_.find(entry.case_id);
    if (visit == visits_.end() || !enters(body, "concluded")) return;
    const Followed& v = visit->second;
    int days = wait({"steps", v.workflow, "close"}, v.key, v.year, "close");
    step(stage_.working_days_later(stage_.today(), days), v.id, "close", by(head_of(v.body, v.body_unit)), {}, "");
}

void Play::step(Date day, const CaseId& id, const std::string& event, const Requester& by, AdvanceCase command,
                const std::string& round, std::function<void(const Outcome&)> then) {
    command.case_id = id;
    command.event = event;
    stage_.at(day, {"case/" + id.value + "/" + event + "/" + round, std::move(command), by,
                    [this, then](const Outcome& outcome) {
                        hear(outcome);
                        if (then) then(outcome);
                    }});
}

PersonId Play::head_of(const std::string& body, const UnitId& unit) const {
    const Body* known = bundle_.profile.body(body);
    return known ? cast_.holder(known->head, unit) : PersonId{};
}

PersonId Play::secretary_of(const std::string& body, const UnitId& unit) const {
    const Body* known = bundle_.profile.body(body);
    return known ? cast_.holder(known->secretary, unit) : PersonId{};
}

int Play::wait(Settings::Path path, const std::string& key, int year, const std::string& purpose) const {
    return choices_.between(files_.behaviour.range(path), key, year, purpose);
}

Visited Play::visited(const Followed& visit, Date on) const {
    return {visit.unit, visit.key, visit.level, visit.year, on};
}

bool Play::chance(Settings::Path path, const Followed& visit, const std::string& purpose) const {
    return choices_.chance(files_.behaviour.number_or(path, 0), visit.key, visit.year, purpose);
}

}  // namespace giamsat::demo
