// SPDX-License-Identifier: Apache-2.0
#include "service/commands/case_engine.hpp"

#include "base/core/ensure.hpp"
#include "kernel/machine/life.hpp"
#include "service/commands/running.hpp"

namespace giamsat {
namespace {

// A deadline passes when its last day is over; hours count from now.
Instant due_instant(const TimerChange& timer, Session& session) {
    if (timer.field_date) return start_of_day_in_vietnam(timer.field_date->plus_days(1));
    if (timer.after.ms > 0) return {session.meta().now.ms + timer.after.ms};
    Date day = session.today().plus_days(timer.after.days);
    if (timer.after.working_days > 0) {
        day = session.profile().profile.calendar.plus_working_days(session.today(), timer.after.working_days);
    }
    return start_of_day_in_vietnam(day.plus_days(1));
}

Json timers_json(const std::vector<TimerChange>& timers, Session& session) {
    Json list = Json::array();
    for (const TimerChange& timer : timers) {
        if (timer.set) {
            list.push_back({{"id", timer.id}, {"event", timer.event}, {"due", due_instant(timer, session).ms}});
        } else {
            list.push_back({{"id", timer.id}, {"off", true}});
        }
    }
    return list;
}

Json history_json(const CaseState& state, const Definition& definition) {
    Json history = Json::object();
    for (const auto& [index, targets] : state.history) {
        history[definition.states[static_cast<std::size_t>(index)].id] = state_ids(targets, definition);
    }
    return history;
}

Life life_after(const Decision& decision) {
    if (!decision.done) return Life::idle;
    return decision.outcome == "cancelled" ? Life::cancelled : Life::completed;
}

Json opened_body(const CaseEngine::Running& run, Session& session) {
    const CaseRecord& record = run.record;
    Json body = {{"workflow", record.workflow},
                 {"kind", record.kind},
                 {"unit", record.unit.value},
                 {"level", record.level},
                 {"opened_on", record.opened_on.iso()},
                 {"config", record.config},
                 {"life", record.life},
                 {"data", record.data}};
    put(body, "parent", record.parent.value);
    put(body, "plan", record.plan.value);
    put(body, "line", record.line.value);
    put(body, "body", record.body);
    put(body, "body_unit", record.body_unit.value);
    put(body, "variant", record.variant);
    put(body, "mode", record.mode);
    put(body, "plan_type", record.plan_type);
    if (record.year) body["year"] = record.year;
    if (record.sample) body["sample"] = record.sample;
    if (record.planned_on) body["planned_on"] = record.planned_on->iso();
    if (record.due_on) body["due_on"] = record.due_on->iso();
    if (!run.decision.timers.empty()) body["timers"] = timers_json(run.decision.timers, session);
    if (!run.after.history.empty()) body["history"] = history_json(run.after, run.definition);
    return body;
}

CaseRecord record_of(const Opening& opening, const Definition& definition, const Unit& unit, Session& session) {
    CaseRecord record;
    record.id = CaseId{session.new_id("case")};
    record.workflow = definition.name;
    record.def = session.profile().manifest_hash.at(definition.name);
    record.kind = definition.kind;
    record.unit = unit.id;
    record.level = unit.level;
    record.parent = opening.parent, record.plan = opening.plan, record.line = opening.line;
    record.body = opening.body, record.body_unit = opening.body_unit;
    record.variant = opening.variant, record.mode = opening.mode, record.plan_type = opening.plan_type;
    record.year = opening.year, record.sample = opening.sample;
    record.planned_on = opening.planned_on, record.due_on = opening.due_on;
    record.opened_on = session.today();
    return record;
}

Done check_data(const std::map<std::string, Json>& data, const Definition& definition) {
    for (const auto& [name, value] : data) {
        if (!definition.field(name)) return missing({"trường dữ liệu của hồ sơ", "data field of the case"}, name);
    }
    return {};
}

}  // namespace

Result<CaseId> CaseEngine::open(const Opening& opening) {
    auto found = session_.profile().workflows.find(opening.workflow);
    if (found == session_.profile().workflows.end()) return missing({"quy trình", "workflow"}, opening.workflow);
    const Definition& definition = found->second;
    auto unit = session_.read.units.find(opening.unit);
    if (!unit) return missing({"đơn vị", "unit"}, opening.unit.value);
    if (!definition.level.empty() && unit->level != definition.level) {
        return invalid(
            "unit", unit->code,
            {"quy trình này dành cho cấp " + definition.level, "this workflow is for level " + definition.level});
    }
    GIAMSAT_CHECK(check_data(opening.data, definition));
    Running run{record_of(opening, definition, *unit, session_), definition, {}, {}};
    for (const auto& [name, value] : opening.data) run.after.set(definition, name, value);
    StepFacts facts = facts_of(run.record, session_.read, session_.today());
    GIAMSAT_CHECK(step(definition, run.after, StepEvent{}, facts, run.decision));
    apply(run.decision, run.after);
    CaseLife life(Life::none);
    GIAMSAT_CHECK(life.open());
    run.record.config = state_ids(run.after.configuration, definition);
    run.record.life = life_name(life_after(run.decision));
    run.record.data = run.after.by_name(definition);
    GIAMSAT_CHECK(session_.record({.kind = "case.opened/1",
                                   .case_id = run.record.id,
                                   .def = run.record.def,
                                   .body = opened_body(run, session_)}));
    GIAMSAT_CHECK(carry_out(run));
    return run.record.id;
}

namespace {

Draft moved_draft(const CaseEngine::Running& run, const std::vector<std::string>& to, Life life, Session& session) {
    const Decision& decision = run.decision;
    Json body = {{"event", run.input.event.name}, {"from", run.record.config}, {"to", to}};
    Json data = Json::object();
    for (const auto& [name, value] : run.input.data) data[name] = value;
    for (const auto& [field, value] : decision.data)
        data[run.definition.data[static_cast<std::size_t>(field)].name] = value;
    if (!data.empty()) body["data"] = std::move(data);
    if (!decision.timers.empty()) body["timers"] = timers_json(decision.timers, session);
    if (life != Life::idle) {
        body["life"] = life_name(life);
        body["outcome"] = decision.outcome;
        body["ended_on"] = session.today().iso();
    }
    if (run.input.planned_on) body["planned_on"] = run.input.planned_on->iso();
    if (run.input.due_on) body["due_on"] = run.input.due_on->iso();
    if (!run.after.history.empty()) body["history"] = history_json(run.after, run.definition);
    Draft draft{.kind = "case.moved/1", .case_id = run.record.id, .def = run.record.def, .body = std::move(body)};
    if (!run.input.reason.empty()) draft.personal.push_back({run.record.id.value, "reason", run.input.reason});
    return draft;
}

void take_over(CaseEngine::Running& run, std::vector<std::string> to, Life life) {
    run.record.config = std::move(to);
    run.record.data = run.after.by_name(run.definition);
    run.record.life = life_name(life);
    if (run.input.planned_on) run.record.planned_on = run.input.planned_on;
    if (run.input.due_on) run.record.due_on = run.input.due_on;
}

}  // namespace

Done CaseEngine::advance(const CaseRecord& record, const StepInput& input) {
    const Definition& definition = definition_of(record, session_);
    auto row = life_from_name(record.life);
    ENSURE(row.has_value(), "a stored life is one we wrote");
    CaseLife life(*row);
    GIAMSAT_CHECK(life.begin_step());
    GIAMSAT_CHECK(check_data(input.data, definition));
    Running run{record, definition, input, {}};
    if (input.planned_on) run.record.planned_on = input.planned_on;
    if (input.due_on) run.record.due_on = input.due_on;
    run.after = state_of(record, definition);
    for (const auto& [name, value] : input.data) run.after.set(definition, name, value);
    StepFacts facts = facts_of(run.record, session_.read, session_.today());
    GIAMSAT_CHECK(step(definition, run.after, input.event, facts, run.decision));
    apply(run.decision, run.after);
    Life after = life_after(run.decision);
    auto to = state_ids(run.after.configuration, definition);
    GIAMSAT_CHECK(session_.record(moved_draft(run, to, after, session_)));
    life.settled(after);
    life.committed();
    take_over(run, std::move(to), life.now());
    GIAMSAT_CHECK(carry_out(run));
    if (run.decision.done && !record.parent.empty()) ended_parents_.push_back(record.parent);
    return {};
}

Result<bool> CaseEngine::deliver(const CaseId& id, const StepInput& input) {
    auto record = session_.read.cases.find(id);
    if (!record || record->life != "idle") return false;
    const Definition& definition = definition_of(*record, session_);
    if (!accepts(definition, state_of(*record, definition), input.event.name)) return false;
    Done moved = advance(*record, input);
    if (moved) return true;
    if (moved.error().code == ProblemCode::not_possible) return false;  // it listens, but its guard says: not yet
    return std::move(moved.error());
}

Done CaseEngine::tell_parents() {
    while (!ended_parents_.empty()) {
        CaseId parent = ended_parents_.back();
        std::erase(ended_parents_, parent);
        StepInput input;
        input.event.name = "child.done";
        GIAMSAT_CHECK(deliver(parent, input));
    }
    return {};
}

Done CaseEngine::carry_out(const Running& run) {
    for (const Effect& effect : run.decision.effects) GIAMSAT_CHECK(carry_out(effect, run));
    return {};
}

Result<CaseId> open_case(const Opening& opening, Session& session) {
    CaseEngine engine(session);
    GIAMSAT_TRY(id, engine.open(opening));
    GIAMSAT_CHECK(engine.tell_parents());
    return id;
}

Done open_line(const PlanLine& line, const CaseRecord& parent, Session& session) {
    return CaseEngine(session).open_line(line, parent);
}

}  // namespace giamsat
