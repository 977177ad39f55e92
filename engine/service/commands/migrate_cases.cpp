// SPDX-License-Identifier: Apache-2.0
// Moves all running cases of a version to another one, or none of them: one entry for each and one for the whole.
#include "service/commands/migration_plan.hpp"
#include "service/commands/registers.hpp"
#include "service/commands/work_items.hpp"

namespace giamsat {
namespace {

constexpr const char* migrated = "migrated";  // what the step is called in the history of a case

Result<const ProfileBundle*> version(const std::string& workflow, const std::string& hash, const ProfileBundle& newest,
                                     Readers& read) {
    if (!read.journal.definition(workflow, hash))
        return missing({"phiên bản của " + workflow, "version of " + workflow}, hash);
    CaseRecord record;
    record.workflow = workflow, record.def = hash;
    return &bundle_of(record, newest);
}

std::vector<TimerOutlook> timers_of(const Migration& migration, const std::vector<DueTimer>& running,
                                    const Calendar& calendar, Date today, Instant now) {
    std::vector<TimerOutlook> timers;
    for (const TimerMove& move : migration.timers) {
        TimerOutlook outlook{move, {}, move.change.late == LatePolicy::drop};
        if (move.what == TimerMove::What::set) outlook.due = due_instant(move.change, calendar, today, now);
        for (const DueTimer& timer : running) {
            if (move.what == TimerMove::What::set || timer.id != move.id) continue;
            outlook.due = timer.due;
            outlook.drop_late = timer.drop_late;
        }
        timers.push_back(std::move(outlook));
    }
    return timers;
}

// What waits for no event happens as soon as the case has moved; a step that cannot be taken then holds all of them back.
void look_ahead(CaseOutlook& outlook, const Definition& to, Readers& read, Date today) {
    const auto decided = step(to, outlook.migration.after, look_again(migrated), facts_of(outlook.record, read, today));
    const bool hears = outlook.record.life != life_name(Life::suspended);  // that one hears it when it resumes
    if (hears && decided && decided->moved()) outlook.then = state_ids(decided->configuration, to);
    if (decided || decided.error().code == ProblemCode::not_possible) return;
    outlook.fault = LocalText{decided.error().message(Lang::vi), decided.error().message(Lang::en)};
}

CaseOutlook outlook_of(const CaseId& id, const StateMap& map, const MigrationPlan& plan, const Calendar& calendar,
                       Readers& read, Date today, Instant now) {
    CaseOutlook outlook;
    outlook.record = *read.cases.find(id);
    const auto running = read.cases.timers(id);
    std::vector<RunningTimer> timers;
    for (const DueTimer& timer : running) timers.push_back({timer.id, timer.event});
    auto moved = map.migrate(state_of(outlook.record, plan.from), timers);
    if (!moved) {
        outlook.fault = moved.error();
        return outlook;
    }
    outlook.migration = std::move(*moved);
    outlook.to = state_ids(outlook.migration.after.configuration, plan.to);
    outlook.timers = timers_of(outlook.migration, running, calendar, today, now);
    look_ahead(outlook, plan.to, read, today);
    return outlook;
}

Json timers_json(const CaseOutlook& outlook) {
    Json list = Json::array();
    for (const auto& [move, due, drop_late] : outlook.timers) {
        const bool renamed = move.change.id != move.id;
        if (move.what == TimerMove::What::cancelled || renamed) list.push_back({{"id", move.id}, {"off", true}});
        if (move.what == TimerMove::What::cancelled) continue;
        Json timer = {{"id", move.change.id}, {"event", move.change.event}, {"due", due.ms}};
        if (drop_late) timer["late"] = "drop";
        list.push_back(std::move(timer));
    }
    return list;
}

Json data_json(const Migration& migration) {
    Json data = Json::object();
    for (const DataMove& move : migration.data) data[move.field] = move.after;
    return data;
}

Json history_json(const Migration& migration, const Definition& definition) {
    Json history = Json::object();
    for (const auto& [state, targets] : migration.after.history)
        history[definition.at(state).id] = state_ids(targets, definition);
    return history;
}

Done record_one(const CaseOutlook& outlook, const MigrateCases& command, const Definition& to, Session& session) {
    CaseLife& life = session.live().of(outlook.record.id, outlook.record.life);
    GIAMSAT_CHECK(life.begin_migration(session.live().behalf()));
    Json body = {{"event", migrated},
                 {"from", outlook.record.config},
                 {"to", outlook.to},
                 {"was", command.from},
                 {"history", history_json(outlook.migration, to)}};
    if (Json data = data_json(outlook.migration); !data.empty()) body["data"] = std::move(data);
    if (Json timers = timers_json(outlook); !timers.empty()) body["timers"] = std::move(timers);
    if (Json work = all_work_withdrawn(outlook.record.id, session); !work.empty()) body["work_off"] = std::move(work);
    GIAMSAT_CHECK(session.record(
        {.kind = "case.migrated/1", .case_id = outlook.record.id, .def = command.to, .body = std::move(body)}));
    life.migrated();
    return {};
}

Draft whole_draft(const MigrateCases& command, std::size_t cases, Session& session) {
    Draft draft{.kind = "definition.migrated/1",
                .def = command.to,
                .body = {{"workflow", command.workflow},
                         {"from", command.from},
                         {"to", command.to},
                         {"map", command.mapping},
                         {"cases", cases}}};
    if (!command.reason.empty()) draft.personal.push_back({session.office().value, "reason", command.reason});
    return draft;
}

// What waits for no event is not waited for twice: a case that may go on at once does.
Done go_on(const MigrationPlan& plan, Session& session) {
    CaseEngine engine(session);
    for (const CaseOutlook& outlook : plan.cases) {
        auto moved = engine.deliver(outlook.record.id, {look_again(migrated)});
        if (!moved) return std::move(moved.error());
    }
    return engine.tell_parents();
}

}  // namespace

std::vector<Problem> MigrationPlan::faults() const {
    std::vector<Problem> problems;
    for (const CaseOutlook& outlook : cases) {
        if (outlook.fault)
            problems.push_back({ProblemCode::cannot_migrate,
                                {{"name", outlook.record.id.value.substr(0, 8)},
                                 {"why", outlook.fault->vi},
                                 {"why_en", outlook.fault->en}}});
    }
    return problems;
}

Result<MigrationPlan> plan_migration(const MigrateCases& command, const ProfileBundle& newest, Readers& read,
                                     Date today, Instant now) {
    GIAMSAT_TRY(from, version(command.workflow, command.from, newest, read));
    GIAMSAT_TRY(to, version(command.workflow, command.to, newest, read));
    MigrationPlan plan{from->workflows.at(command.workflow), to->workflows.at(command.workflow), {}};
    GIAMSAT_TRY(map, StateMap::make(plan.from, plan.to, command.mapping));
    for (const CaseId& id : read.cases.running_on(command.workflow, command.from))
        plan.cases.push_back(outlook_of(id, map, plan, to->profile.calendar, read, today, now));
    return plan;
}

Done run(const MigrateCases& command, Session& session) {
    GIAMSAT_CHECK(may_change_rules(session));
    if (command.from == command.to)
        return Problem(ProblemCode::nothing_changed,
                       {{"what", "--from và --to là một phiên bản"}, {"what_en", "--from and --to are one version"}});
    GIAMSAT_TRY(plan, plan_migration(command, session.profile(), session.read, session.today(), session.meta().now));
    for (const CaseOutlook& outlook : plan.cases)
        GIAMSAT_CHECK(session.live().take(outlook.record.id, outlook.record.life));
    if (auto faults = plan.faults(); !faults.empty()) return join(std::move(faults));
    if (plan.cases.empty())
        return Problem(ProblemCode::nothing_changed, {{"what", "không hồ sơ nào đang chạy trên phiên bản cũ"},
                                                      {"what_en", "no running case is on the old version"}});
    GIAMSAT_CHECK(session.record(whole_draft(command, plan.cases.size(), session)));
    for (const CaseOutlook& outlook : plan.cases) GIAMSAT_CHECK(record_one(outlook, command, plan.to, session));
    return go_on(plan, session);
}

}  // namespace giamsat
