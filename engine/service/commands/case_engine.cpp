// SPDX-License-Identifier: Apache-2.0
#include "service/commands/case_engine.hpp"

#include "base/core/ensure.hpp"
#include "kernel/machine/life.hpp"
#include "service/commands/handlers.hpp"
#include "service/commands/running.hpp"
#include "service/commands/work_items.hpp"

#include <algorithm>

namespace giamsat {

namespace {

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

// What stands there already is written over: nothing is allocated for a child that is nearly like the one before.
void put_over(Json& body, const char* key, const std::string& value) {
    Json& at = body[key];
    if (at.is_string())
        at.get_ref<std::string&>() = value;
    else
        at = value;
}

void put_or_drop(Json& body, const char* key, const std::string& value) {
    if (value.empty())
        body.erase(key);
    else
        put_over(body, key, value);
}

std::string day_or_nothing(const std::optional<Date>& day) { return day ? day->iso() : std::string(); }

void put_facts(Json& body, const CaseRecord& record) {
    put_over(body, "workflow", record.workflow);
    put_over(body, "kind", record.kind);
    put_over(body, "unit", record.unit.value);
    put_over(body, "level", record.level);
    put_over(body, "opened_on", record.opened_on.iso());
    put_over(body, "life", record.life);
    put_or_drop(body, "parent", record.parent.value);
    put_or_drop(body, "plan", record.plan.value);
    put_or_drop(body, "line", record.line.value);
    put_or_drop(body, "body", record.body);
    put_or_drop(body, "body_unit", record.body_unit.value);
    put_or_drop(body, "variant", record.variant);
    put_or_drop(body, "mode", record.mode);
    put_or_drop(body, "plan_type", record.plan_type);
    put_or_drop(body, "planned_on", day_or_nothing(record.planned_on));
    put_or_drop(body, "due_on", day_or_nothing(record.due_on));
}

// Over the body of a case opened before it, or an empty one.
void put_opened(Json& body, const CaseEngine::Running& run, Session& session) {
    const CaseRecord& record = run.record;
    put_facts(body, record);
    body["config"] = record.config;
    body["data"] = record.data;
    for (const char* key : {"year", "sample", "timers", "history"}) body.erase(key);
    if (record.year) body["year"] = record.year;
    if (record.sample) body["sample"] = record.sample;
    if (Json timers = timers_set(run, session); !timers.empty()) body["timers"] = std::move(timers);
    if (!run.after.history.empty()) body["history"] = history_json(run.after, run.definition);
}

CaseRecord record_of(const Opening& opening, const Definition& definition, const Unit& unit, Session& session) {
    CaseRecord record;
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

bool is_look_again(const std::string& event) {
    return event == "children.changed" || event == "case.resumed" || event == "migrated";
}

Result<CaseId> CaseEngine::open(const Opening& opening) {
    auto unit = session_.read.units.find(opening.unit);
    if (!unit) return missing({"đơn vị", "unit"}, opening.unit.value);
    Draft draft;
    return open_at(opening, *unit, CaseId{session_.new_id("case")}, draft);
}

Result<CaseId> CaseEngine::open_at(const Opening& opening, const Unit& unit, CaseId id, Draft& draft) {
    auto found = session_.profile().workflows.find(opening.workflow);
    if (found == session_.profile().workflows.end()) return missing({"quy trình", "workflow"}, opening.workflow);
    const Definition& definition = found->second;
    GIAMSAT_CHECK(session_.may_open(opening.workflow));
    if (!definition.level.empty() && unit.level != definition.level) {
        return invalid(
            "unit", unit.code,
            {"quy trình này dành cho cấp " + definition.level, "this workflow is for level " + definition.level});
    }
    GIAMSAT_CHECK(check_data(opening.data, definition));
    Running run{record_of(opening, definition, unit, session_), definition, {}, {}};
    run.record.id = std::move(id);
    for (const auto& [name, value] : opening.data) run.after.set(definition, name, value);
    GIAMSAT_CHECK(decide(run));
    session_.live().opened(run.record.id);
    run.record.config = state_ids(run.after.configuration, definition);
    run.record.life = life_name(life_after(run.decision));
    run.record.outcome = run.decision.outcome;
    run.record.data = run.after.by_name(definition);
    draft.kind = "case.opened/1";
    draft.case_id = run.record.id;
    draft.def = run.record.def;
    put_opened(draft.body, run, session_);
    GIAMSAT_CHECK(session_.record_again(draft));
    GIAMSAT_CHECK(carry_out(run));
    tell_about(run);
    return run.record.id;
}

Done CaseEngine::decide(Running& run) {
    const StepFacts facts = facts_of(run.record, session_.read, session_.today());
    const StepFacts told{facts.today, [this, &run, &facts](const std::string& name) {
                             return as_told(run.record.id, name, facts.names(name));
                         }};
    GIAMSAT_CHECK(step_of_parent(run.definition, run.after, run.input.event, told, run.decision));
    apply(run.decision, run.after);
    return {};
}

namespace {

bool is_left(const Transition& transition, int index, const Decision& decision) {
    const auto has = [](const std::vector<int>& all, int one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    return has(decision.transitions, index) || has(decision.exited, transition.source);
}

// What single people had agreed to ends with the step itself, or when its state is left.
Json agreements_left(const CaseEngine::Running& run, Session& session) {
    Json list = Json::array();
    const auto& all = run.definition.transitions;
    const bool any = std::any_of(all.begin(), all.end(), [](const Transition& one) { return one.all_of; });
    if (!any) return list;
    for (const AgreementRecord& agreement : session.read.cases.agreements(run.record.id)) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i].all_of || !takes_event(all[i], agreement.event)) continue;
            if (!is_left(all[i], static_cast<int>(i), run.decision)) continue;
            list.push_back({{"event", agreement.event}, {"person", agreement.person.value}});
            break;
        }
    }
    return list;
}

Draft moved_draft(const CaseEngine::Running& run, const std::vector<std::string>& to, Life life, Session& session) {
    const Decision& decision = run.decision;
    Json body = {{"event", run.input.event.name}, {"from", run.record.config}, {"to", to}};
    Json data = Json::object();
    for (const auto& [name, value] : run.input.data) data[name] = value;
    for (const auto& [field, value] : decision.data)
        data[run.definition.data[static_cast<std::size_t>(field)].name] = value;
    if (!data.empty()) body["data"] = std::move(data);
    put(body, "child", run.input.child.value);
    if (Json timers = timers_changed(run, session); !timers.empty()) body["timers"] = std::move(timers);
    Json agreed = agreements_left(run, session);
    if (!agreed.empty()) body["agreed_off"] = std::move(agreed);
    if (Json work = work_ended(run, session); !work.empty()) body["work_off"] = std::move(work);
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
    run.record.outcome = run.decision.outcome;
    if (run.input.planned_on) run.record.planned_on = run.input.planned_on;
    if (run.input.due_on) run.record.due_on = run.input.due_on;
}

}  // namespace

namespace {

void take_input(CaseEngine::Running& run) {
    if (run.input.planned_on) run.record.planned_on = run.input.planned_on;
    if (run.input.due_on) run.record.due_on = run.input.due_on;
    for (const auto& [name, value] : run.input.data) run.after.set(run.definition, name, value);
}

}  // namespace

Result<std::vector<int>> CaseEngine::would_advance(const CaseRecord& record, const StepInput& input) {
    const Definition& definition = definition_of(record, session_);
    GIAMSAT_CHECK(check_data(input.data, definition));
    Running run{record, definition, input, {}, state_of(record, definition)};
    take_input(run);
    GIAMSAT_CHECK(decide(run));
    return std::move(run.decision.transitions);
}

// An event that does not move the case leaves it to other commands, unless something of this transaction is in it already.
Result<bool> CaseEngine::advance(const CaseRecord& record, const StepInput& input) {
    CaseLife& life = session_.live().of(record.id, record.life);
    const bool held = life.committing();
    GIAMSAT_CHECK(life.begin_step(session_.live().behalf()));
    auto moved = move(record, input, life);
    if (!held && !(moved && *moved)) life.rolled_back();
    return moved;
}

Result<bool> CaseEngine::move(const CaseRecord& record, const StepInput& input, CaseLife& life) {
    const Definition& definition = definition_of(record, session_);
    GIAMSAT_CHECK(check_data(input.data, definition));
    Running run{record, definition, input, {}, state_of(record, definition)};
    take_input(run);
    GIAMSAT_CHECK(decide(run));
    if (!run.decision.moved()) return false;
    Life after = life_after(run.decision);
    auto to = state_ids(run.after.configuration, definition);
    GIAMSAT_CHECK(session_.record(moved_draft(run, to, after, session_)));
    life.settled(after);
    take_over(run, std::move(to), after);
    GIAMSAT_CHECK(carry_out(run));
    tell_about(run);
    return true;
}

Result<bool> CaseEngine::deliver(const CaseId& id, const StepInput& input) {
    auto record = session_.read.cases.find(id);
    if (!record || record->life != "idle") return false;
    const Definition& definition = definition_of(*record, session_);
    if (!accepts(definition, state_of(*record, definition), input.event.name)) return false;
    auto moved = advance(*record, input);
    if (moved || moved.error().code != ProblemCode::not_possible) return moved;
    return false;  // it listens, but its guard says: not yet
}

namespace {

// What a case hands up when it ends.
Json handed_up(const CaseRecord& record) {
    Json data = Json::object();
    for (const auto& [name, value] : record.data) data[name] = value;
    data["workflow"] = record.workflow;
    data["outcome"] = record.outcome;
    data["unit"] = record.unit.value;
    return data;
}

void add(ChildCounts& sum, const ChildCounts& more, int times) {
    sum.open += times * more.open;
    sum.done += times * more.done;
}

}  // namespace

void CaseEngine::tell(const CaseId& to, StepInput input) { messages_.push_back({to, std::move(input)}); }

void CaseEngine::tell_parent_of(const CaseRecord& ended) {
    if (ended.parent.empty()) return;
    StepInput input;
    input.event.name = "child.done";
    input.event.data = handed_up(ended);
    input.child = ended.id;
    tell(ended.parent, std::move(input));
    if (ended.kind == "finding") return;
    messages_.back().ended = {0, 1, ended.life == life_name(Life::completed) ? 1 : 0};
    add(untold_[ended.parent], messages_.back().ended, 1);
}

void CaseEngine::heard(const Message& message) {
    if (auto parent = untold_.find(message.to); parent != untold_.end()) add(parent->second, message.ended, -1);
}

// Several cases may end before their parent hears of the first; it is to hear of each as if the others still went on.
Json CaseEngine::as_told(const CaseId& parent, const std::string& count, const Json& value) const {
    const auto untold = untold_.find(parent);
    if (untold == untold_.end()) return value;
    if (count == "children_open") return value.get<int>() + untold->second.open;
    if (count == "children_done") return value.get<int>() - untold->second.done;
    return value;
}

void CaseEngine::tell_about(const Running& run) {
    tell_itself(run);
    if (run.decision.done) {
        tell_parent_of(run.record);
    } else if (run.children && run.children->changed()) {
        tell(run.record.id, {look_again("children.changed")});
    }
}

Done CaseEngine::tell_parents() {
    while (!messages_.empty()) {
        Message message = std::move(messages_.front());
        messages_.pop_front();
        chain_ = message.chain;
        heard(message);
        GIAMSAT_TRY(there, arrives(message));
        if (!there) continue;
        auto heard = deliver(message.to, message.input);
        if (!heard) return std::move(heard.error());
    }
    return {};
}

Done CaseEngine::carry_out(Running& run) {
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
    CaseEngine engine(session);
    GIAMSAT_CHECK(engine.open_line(line, parent));
    return engine.tell_parents();
}

}  // namespace giamsat
