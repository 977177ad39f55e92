// SPDX-License-Identifier: Apache-2.0
// What a step brings about beyond its own case: children, turns, notices.
#include "kernel/planning/draft_lines.hpp"
#include "service/commands/authorise.hpp"
#include "service/commands/registers.hpp"
#include "service/commands/running.hpp"

namespace giamsat {

ChildrenLife& CaseEngine::children_of(Running& run) {
    if (!run.children) {
        const ChildCounts counts = session_.read.cases.count_children(run.record.id);
        run.children = std::make_unique<ChildrenLife>(counts.total, counts.open);
    }
    return *run.children;
}

template <class Work>
Done CaseEngine::change_children(Running& run, Done (ChildrenLife::*begin)(), Work work) {
    ChildrenLife& children = children_of(run);
    GIAMSAT_CHECK((children.*begin)());
    GIAMSAT_CHECK(work());
    const ChildCounts counts = session_.read.cases.count_children(run.record.id);
    children.counted(counts.total, counts.open);
    return {};
}

Done CaseEngine::open_children(const OpenAction& open, const Effect& effect, const Running& run) {
    switch (open.from) {
        case OpenAction::From::lines: return open_lines(run);
        case OpenAction::From::for_each: return open_each(open, effect, run);
        case OpenAction::From::sample: return open_sample(open, effect, run);
        default: return open_own(open, effect, run);
    }
}

Done CaseEngine::carry_out(const Effect& effect, Running& run) {
    const Action& action = *effect.action;
    if (auto* open = std::get_if<OpenAction>(&action))
        return change_children(run, &ChildrenLife::begin_opening, [&] { return open_children(*open, effect, run); });
    if (std::get_if<CancelChildrenAction>(&action))
        return change_children(run, &ChildrenLife::begin_cancelling, [&] { return cancel_children(run.record.id); });
    if (auto* one = std::get_if<CallAction>(&action)) return call(*one, effect, run);
    if (auto* findings = std::get_if<FindingsAction>(&action)) return open_findings(*findings, effect, run);
    if (auto* rows = std::get_if<DistributeAction>(&action)) return distribute(*rows, run);
    if (std::get_if<CountTurnAction>(&action)) return count_turn(run);
    if (auto* notice = std::get_if<NotifyAction>(&action)) return notify(*notice, run);
    if (auto* recommendation = std::get_if<RecommendAction>(&action)) return recommend(*recommendation, run);
    if (auto* settled = std::get_if<SettleAction>(&action)) return settle(*settled, run);
    if (auto* report = std::get_if<ReportAction>(&action)) return notify_about_report(*report, run);
    return {};
}

Done CaseEngine::open_line(const PlanLine& line, const CaseRecord& parent) {
    if (line.dropped || !line.opened.empty()) return {};
    const Profile& profile = session_.profile().profile;
    auto plan = session_.read.plans.find(line.plan);
    const Level* level = profile.level(line.level);
    Opening opening;
    opening.workflow = line.mode == "supervision" ? profile.supervision_workflow : (level ? level->workflow : "");
    opening.unit = line.unit;
    opening.parent = parent.id;
    opening.plan = line.plan;
    opening.line = line.id;
    opening.body = line.body, opening.body_unit = line.body_unit;
    opening.variant = line.variant, opening.mode = line.mode;
    opening.plan_type = plan ? plan->type : "", opening.year = plan ? plan->year : session_.today().year();
    opening.sample = line.sample;
    opening.planned_on = line.planned_on;
    auto opened = open(opening);
    if (!opened) return std::move(opened.error());
    return {};
}

Done CaseEngine::open_lines(const Running& run) {
    bool plan = run.record.kind == "plan";
    auto lines = plan ? session_.read.plans.lines(run.record.id) : session_.read.plans.child_lines(run.record.line);
    for (const PlanLine& line : lines) {
        if (plan && !line.parent.empty()) continue;  // its parent visit opens it
        GIAMSAT_CHECK(open_line(line, run.record));
    }
    return {};
}

Opening child_of(const CaseRecord& parent, const std::string& workflow, const UnitId& unit) {
    Opening opening;
    opening.workflow = workflow;
    opening.unit = unit;
    opening.parent = parent.id;
    opening.plan = parent.plan;
    opening.body = parent.body, opening.body_unit = parent.body_unit;
    opening.variant = parent.variant, opening.mode = parent.mode;
    opening.plan_type = parent.plan_type, opening.year = parent.year;
    opening.planned_on = parent.planned_on;
    return opening;
}

void take_data(Opening& opening, const Effect& effect) {
    for (const auto& [name, value] : effect.values) {
        if (name.rfind("data.", 0) == 0) opening.data[name.substr(5)] = value;
    }
}

Done CaseEngine::open_sample(const OpenAction& action, const Effect& effect, const Running& run) {
    const auto found = session_.profile().workflows.find(action.workflow);
    if (found == session_.profile().workflows.end()) return missing({"quy trình", "workflow"}, action.workflow);
    const Definition& child = found->second;
    std::vector<UnitId> frame;
    for (const Unit& unit : session_.read.units.children(run.record.unit, child.level)) {
        if (unit.valid_on(session_.today())) frame.push_back(unit.id);
    }
    auto count = effect.values.find("count");
    int wanted = count == effect.values.end() ? run.record.sample : static_cast<int>(count->second.get<double>());
    // The draw can be replayed by anybody who knows the case: its id is the public seed.
    for (const UnitId& unit : draw_sample(std::move(frame), wanted, run.record.id.value)) {
        Opening opening = child_of(run.record, action.workflow, unit);
        take_data(opening, effect);
        auto opened = open(opening);
        if (!opened) return std::move(opened.error());
    }
    return {};
}

Done CaseEngine::open_own(const OpenAction& action, const Effect& effect, const Running& run) {
    Opening opening = child_of(run.record, action.workflow, run.record.unit);
    take_data(opening, effect);
    auto opened = open(opening);
    if (!opened) return std::move(opened.error());
    return {};
}

namespace {

Problem not_recorded(const std::string& path, const CaseRecord& child) {
    Problem problem = impossible({"ghi dòng " + path, "record row " + path},
                                 {"hồ sơ của dòng này đã xong", "the case of this row has ended"});
    if (child.life != life_name(Life::suspended)) return problem;
    problem = impossible({"ghi dòng " + path, "record row " + path},
                         {"hồ sơ của dòng này đang tạm dừng", "the case of this row is suspended"});
    problem.others.push_back(not_going(child));
    return problem;
}

}  // namespace

Done CaseEngine::distribute(const DistributeAction& action, const Running& run) {
    auto rows = run.input.event.answers.find(action.rows);
    if (rows == run.input.event.answers.end() || !rows->is_array()) return {};
    int number = 0;
    for (const Json& row : *rows) {
        std::string path = action.rows + "[" + std::to_string(number++) + "]." + action.key;
        std::string named = row.value(action.key, "");
        auto child = session_.read.cases.child_for(run.record.id, UnitId{named});
        if (!child) {
            return Problem(ProblemCode::form_invalid,
                           {{"form", run.input.event.form},
                            {"field", path},
                            {"why", "“" + named + "” không thuộc cuộc kiểm tra này"},
                            {"why_en", "“" + named + "” is not part of this visit"}},
                           {"", 0, 0, path});
        }
        StepInput input;
        input.event.name = action.event;
        input.event.data = row;
        auto moved = deliver(*child, input);
        if (!moved) return std::move(moved.error());
        if (!*moved) return not_recorded(path, *session_.read.cases.find(*child));
    }
    return {};
}

std::string association_of(const std::string& body_id, const UnitId& unit, Session& session) {
    const Body* body = session.profile().profile.body(body_id);
    if (body && !body->association.empty()) return body->association;
    for (const UnitId& at : unit_and_above(session.read.units, unit)) {
        auto found = session.read.units.find(at);
        if (found && !found->association.empty()) return found->association;
    }
    return {};
}

Done CaseEngine::count_turn(const Running& run) {
    const CaseRecord& record = run.record;
    const Body* body = session_.profile().profile.body(record.body);
    std::string association = association_of(record.body, record.unit, session_);
    Json turn = {{"level", record.level},
                 {"unit", record.unit.value},
                 {"body", record.body},
                 {"body_group", body ? body->group : ""},
                 {"year", record.year ? record.year : session_.today().year()},
                 {"mode", record.mode.empty() ? "inspection" : record.mode},
                 {"variant", record.variant.empty() ? "scheduled" : record.variant},
                 {"on", session_.today().iso()}};
    put(turn, "body_unit", record.body_unit.value);
    put(turn, "association", association);
    put(turn, "plan_type", record.plan_type);
    put(turn, "plan", record.plan.value);
    return session_.record({.kind = "turn.counted/1", .case_id = record.id, .body = std::move(turn)});
}

namespace {

Json notice_body(const std::string& id, const PersonId& to, const std::string& what, const CaseRecord& record,
                 Date on) {
    Json body = {{"notice", id}, {"to", to.value}, {"template", what}, {"about", record.id.value}, {"on", on.iso()}};
    auto due = record.due_on ? record.due_on : record.planned_on;
    if (due) body["due_on"] = due->iso();
    return body;
}

}  // namespace

Done CaseEngine::notify(const NotifyAction& action, const Running& run) {
    for (const PersonId& person :
         persons_for(action.to, run.record, session_.profile().profile, session_.read, session_.today())) {
        Json body = notice_body(session_.new_id("notice"), person, action.template_id, run.record, session_.today());
        GIAMSAT_CHECK(session_.record({.kind = "notice.queued/1", .case_id = run.record.id, .body = std::move(body)}));
    }
    return {};
}

// What the plugin is asked is settled here; it is asked once the step is durable.
Done CaseEngine::call(const CallAction& action, const Effect& effect, const Running& run) {
    Json with = Json::object();
    for (const auto& [name, value] : effect.values) {
        if (name.starts_with("with.") && !value.is_null()) with[name.substr(5)] = value;
    }
    const auto& plugins = session_.profile().plugins;
    const auto manifest = plugins.find(action.plugin);
    const PluginAction* wanted = manifest == plugins.end() ? nullptr : manifest->second.action(action.action);
    if (wanted) GIAMSAT_CHECK(wanted->accept(action.plugin, with));
    return session_.record({.kind = "call.queued/1",
                            .case_id = run.record.id,
                            .body = {{"call", session_.new_id("call")},
                                     {"plugin", action.plugin},
                                     {"action", action.action},
                                     {"with", std::move(with)}}});
}

// A report is written and issued by a person; the workflow's part is to call for it.
Done CaseEngine::notify_about_report(const ReportAction& action, const Running& run) {
    NotifyAction call;
    call.to.kind = By::Kind::body_secretary;
    call.template_id = "report:" + action.report;
    return notify(call, run);
}

}  // namespace giamsat
