// SPDX-License-Identifier: Apache-2.0
// A plan is drafted from the quotas or by hand, changed line by line while it is a draft, and amended afterwards by adding
// lines or cancelling visits: an approved plan is never overwritten.
#include "kernel/planning/draft_lines.hpp"
#include "service/commands/authorise.hpp"
#include "service/commands/opening.hpp"
#include "service/commands/registers.hpp"

namespace giamsat {
namespace {

constexpr int months_never = 999;

int months_since(const std::optional<Date>& last, Date today) {
    return last ? days_between(*last, today) / 30 : months_never;
}

std::string commune_code_above(const Unit& unit, const Profile& profile, Session& session) {
    for (const UnitId& at : unit_and_above(session.read.units, unit.id)) {
        auto above = session.read.units.find(at);
        if (above && profile.calendar.transaction_days.count(above->code)) return above->code;
    }
    return {};
}

void add_level(Frame& frame, const Level& level, Date from, Date until, std::map<UnitId, int>& children,
               Session& session) {
    for (const Unit& unit : session.read.units.all(level.id)) {
        if (!unit.valid_on(from) && !unit.valid_on(until)) continue;
        ++children[unit.parent];
        frame.parent_of[unit.id] = unit.parent;
        Candidate candidate{.unit = unit.id,
                            .level = unit.level,
                            .code = unit.code,
                            .parent = unit.parent,
                            .association = unit.association};
        if (!level.personal) {
            candidate.months_since_visit = months_since(session.read.cases.last_turn_on(unit.id, from), from);
            candidate.open_findings = session.read.findings.open_at(unit.id);
            candidate.transaction_commune = commune_code_above(unit, session.profile().profile, session);
        }
        frame.units.push_back(std::move(candidate));
    }
}

// Units of the levels a quota of this plan names, and those below them that are counted or sampled.
Frame frame_of(const DraftPlan& command, Session& session) {
    Frame frame;
    std::map<UnitId, int> children;
    for (const Level& level : session.profile().profile.levels) {
        add_level(frame, level, command.from, command.until, children, session);
    }
    for (Candidate& unit : frame.units) unit.children = children[unit.unit];
    return frame;
}

UnitId only_unit_of_level(const std::string& level, Session& session) {
    auto units = session.read.units.all(level);
    return units.size() == 1 ? units.front().id : UnitId{};
}

Json line_body(const PlanLine& line) {
    Json body = {{"line", line.id.value},     {"plan", line.plan.value},
                 {"position", line.position}, {"unit", line.unit.value},
                 {"level", line.level},       {"body", line.body},
                 {"mode", line.mode},         {"variant", line.variant},
                 {"month", line.month},       {"planned_on", line.planned_on.iso()},
                 {"sample", line.sample}};
    put(body, "parent", line.parent.value);
    put(body, "body_unit", line.body_unit.value);
    put(body, "quota", line.quota);
    return body;
}

Result<UnitId> seat(const std::string& body_id, const UnitId& near, Session& session) {
    const Body* body = session.profile().profile.body(body_id);
    if (!body) return missing({"cơ quan", "body"}, body_id);
    for (const UnitId& at : unit_and_above(session.read.units, near)) {
        auto unit = session.read.units.find(at);
        if (unit && unit->level == body->level) return at;
    }
    return only_unit_of_level(body->level, session);
}

Done record_drafted(const std::vector<DraftedLine>& drafted, const CaseId& plan, Session& session) {
    std::vector<PlanLineId> ids;
    for (std::size_t i = 0; i < drafted.size(); ++i) {
        const DraftedLine& from = drafted[i];
        PlanLine line{
            .id = PlanLineId{session.new_id("line")}, .plan = plan, .position = static_cast<int>(i), .unit = from.unit};
        if (from.parent >= 0) line.parent = ids[static_cast<std::size_t>(from.parent)];
        GIAMSAT_TRY(body_unit, seat(from.body, from.unit, session));
        line.level = from.level, line.body = from.body, line.body_unit = body_unit, line.mode = from.mode,
        line.variant = from.variant;
        line.month = static_cast<int>(from.planned_on.month()), line.planned_on = from.planned_on,
        line.sample = from.sample;
        line.quota = from.quota;
        Json body = line_body(line);
        body["why"] = {{"months_since_visit", from.months_since_visit}, {"open_findings", from.open_findings}};
        ids.push_back(line.id);
        GIAMSAT_CHECK(session.record({.kind = "plan_line.added/1", .case_id = plan, .body = std::move(body)}));
    }
    return {};
}

Done check_issuer(const DraftPlan& command, const Profile& profile) {
    const PlanType* type = profile.plan_type(command.type);
    if (!type) return missing({"loại kế hoạch", "plan type"}, command.type);
    for (const std::string& issuer : type->issuers) {
        if (issuer == command.body) return {};
    }
    return invalid("body", command.body,
                   {"cơ quan này không ban hành loại kế hoạch này", "this body does not issue plans of this type"});
}

Done check_no_other(const DraftPlan& command, const UnitId& body_unit, Session& session) {
    for (const Plan& plan : session.read.plans.all()) {
        bool same = plan.type == command.type && plan.body == command.body && plan.body_unit == body_unit &&
                    plan.year == command.year;
        auto record = same ? session.read.cases.find(plan.id) : std::nullopt;
        if (record && record->life != "cancelled")
            return exists({"kế hoạch năm", "plan of the year"}, std::to_string(command.year));
    }
    return {};
}

Result<CaseId> open_plan_case(const DraftPlan& command, const UnitId& body_unit, Session& session) {
    Opening opening;
    opening.workflow = session.profile().profile.plan_workflow;
    opening.unit = body_unit;
    opening.body = command.body;
    opening.body_unit = body_unit;
    opening.plan_type = command.type;
    opening.year = command.year;
    opening.due_on = command.until;
    return open_case(opening, session);
}

Done may_change_plan(const CaseId& id, Session& session) {
    auto plan = session.read.plans.find(id);
    if (!plan) return missing({"kế hoạch", "plan"}, id.value);
    if (auto record = session.read.cases.find(id)) GIAMSAT_CHECK(session.live().take(id, record->life));
    return may_plan_for(decider(session.meta().by), plan->body, plan->body_unit, session.profile().profile,
                        session.read, session.today());
}

}  // namespace

Done run(const DraftPlan& command, Session& session) {
    const ProfileBundle& bundle = session.profile();
    GIAMSAT_CHECK(check_issuer(command, bundle.profile));
    if (command.until < command.from)
        return invalid("until", command.until.iso(), {"trước ngày bắt đầu", "before it begins"});
    const Body& body = *bundle.profile.body(command.body);
    UnitId body_unit = command.body_unit.empty() ? only_unit_of_level(body.level, session) : command.body_unit;
    if (!session.read.units.find(body_unit))
        return missing({"đơn vị của cơ quan", "unit of the body"}, body_unit.value);
    GIAMSAT_CHECK(may_plan_for(decider(session.meta().by), command.body, body_unit, bundle.profile, session.read,
                               session.today()));
    GIAMSAT_CHECK(check_no_other(command, body_unit, session));
    GIAMSAT_TRY(plan, open_plan_case(command, body_unit, session));
    Json entry = {{"plan_type", command.type}, {"body", command.body},       {"body_unit", body_unit.value},
                  {"year", command.year},      {"from", command.from.iso()}, {"until", command.until.iso()}};
    put(entry, "number", command.number);
    GIAMSAT_CHECK(session.record({.kind = "plan.drafted/1", .case_id = plan, .body = std::move(entry)}));
    if (!command.from_quotas) return {};
    DraftRequest request{command.type, command.body, command.year, command.from, command.until, plan.value};
    GIAMSAT_TRY(lines, draft_lines(bundle.quotas, frame_of(command, session), bundle.profile.calendar, request));
    return record_drafted(lines, plan, session);
}

Done run(const AddPlanLine& command, Session& session) {
    GIAMSAT_CHECK(may_change_plan(command.plan, session));
    auto plan = session.read.plans.find(command.plan);
    auto record = session.read.cases.find(command.plan);
    if (!record) return missing({"kế hoạch", "plan"}, command.plan.value);
    if (record->life != "idle") return not_going(*record);
    auto unit = session.read.units.find(command.unit);
    if (!unit) return missing({"đơn vị", "unit"}, command.unit.value);
    GIAMSAT_CHECK(check_variant(command.variant, session));
    GIAMSAT_CHECK(check_mode(command.mode, session));
    if (command.planned_on < plan->from || command.planned_on > plan->until) {
        return invalid("planned_on", command.planned_on.iso(), {"ngoài kỳ của kế hoạch", "outside the plan's period"});
    }
    PlanLine line{
        .id = PlanLineId{session.new_id("line")}, .plan = command.plan, .parent = command.parent, .unit = command.unit};
    line.position = static_cast<int>(session.read.plans.lines(command.plan).size());
    line.body = command.body.empty() ? plan->body : command.body;
    GIAMSAT_TRY(body_unit, seat(line.body, command.unit, session));
    line.body_unit = body_unit, line.level = unit->level, line.mode = command.mode, line.variant = command.variant;
    line.planned_on = command.planned_on, line.month = static_cast<int>(command.planned_on.month()),
    line.sample = command.sample;
    GIAMSAT_CHECK(session.record({.kind = "plan_line.added/1", .case_id = command.plan, .body = line_body(line)}));
    // Added after approval: its visit opens at once, for nobody will approve the plan a second time.
    bool running = session.read.cases.count_children(command.plan).total > 0;
    return running && command.parent.empty() ? open_line(line, *record, session) : Done{};
}

Done run(const DropPlanLine& command, Session& session) {
    auto line = session.read.plans.line(command.line);
    if (!line) return missing({"dòng kế hoạch", "plan line"}, command.line.value);
    GIAMSAT_CHECK(may_change_plan(line->plan, session));
    const auto plan = session.read.cases.find(line->plan);
    if (plan && plan->life == life_name(Life::suspended)) return not_going(*plan);
    if (!line->opened.empty()) {
        return impossible({"bỏ dòng kế hoạch", "drop the line"}, {"cuộc kiểm tra đã mở; hãy hủy cuộc kiểm tra",
                                                                  "its visit is open; cancel the visit instead"});
    }
    if (line->dropped)
        return impossible({"bỏ dòng kế hoạch", "drop the line"}, {"dòng này đã bỏ", "it was dropped already"});
    return session.record({.kind = "plan_line.dropped/1", .case_id = line->plan, .body = {{"line", line->id.value}}});
}

}  // namespace giamsat
