// SPDX-License-Identifier: Apache-2.0
// Plans, their lines, and what reports count.
#include "adapters/store/readers.hpp"

namespace giamsat::store {

namespace {

#define PLAN_COLUMNS "SELECT id, type, body, body_unit, year, from_date, until_date, number, dated FROM plan "
#define LINE_COLUMNS                                                                                              \
    "SELECT id, plan, position, parent, unit, level, body, body_unit, mode, variant, month, planned_on, sample, " \
    "quota, status, opened FROM plan_line "

Plan plan_of(Reading& row) {
    Plan plan;
    row.id(plan.id);
    plan.type = row.text();
    plan.body = row.text();
    row.id(plan.body_unit);
    plan.year = row.small();
    plan.from = row.day();
    plan.until = row.day();
    plan.number = row.text();
    plan.dated = row.text();
    return plan;
}

PlanLine line_of(Reading& row) {
    PlanLine line;
    row.id(line.id);
    row.id(line.plan);
    line.position = row.small();
    row.id(line.parent);
    row.id(line.unit);
    line.level = row.text();
    line.body = row.text();
    row.id(line.body_unit);
    line.mode = row.text();
    line.variant = row.text();
    line.month = row.small();
    line.planned_on = row.day();
    line.sample = row.small();
    line.quota = row.text();
    line.dropped = row.text() == "dropped";
    row.id(line.opened);
    return line;
}

Turn turn_of(Reading& row) {
    Turn turn;
    row.id(turn.visit);
    turn.level = row.text();
    row.id(turn.unit);
    turn.body = row.text();
    row.id(turn.body_unit);
    turn.body_group = row.text();
    turn.association = row.text();
    turn.plan_type = row.text();
    row.id(turn.plan);
    turn.year = row.small();
    turn.mode = row.text();
    turn.variant = row.text();
    turn.on = row.day();
    return turn;
}

CapitalRow capital_of(Reading& row) {
    CapitalRow capital;
    capital.as_of = row.day();
    capital.source = row.text();
    capital.within = row.text();
    capital.amount = row.integer();
    return capital;
}

NoticeRecord notice_of(Reading& row) {
    NoticeRecord notice;
    notice.id = row.text();
    row.id(notice.to);
    notice.template_id = row.text();
    row.id(notice.about);
    notice.on = row.day();
    notice.due_on = row.maybe_day();
    return notice;
}

}  // namespace

SqlitePlans::SqlitePlans(Database& database)
    : database_(database),
      find_(database, PLAN_COLUMNS "WHERE id = ?1"),
      all_(database, PLAN_COLUMNS "ORDER BY year, type, body, body_unit, id"),
      lines_(database, LINE_COLUMNS "WHERE plan = ?1 ORDER BY position, id"),
      line_(database, LINE_COLUMNS "WHERE id = ?1"),
      child_lines_(database, LINE_COLUMNS "WHERE parent = ?1 ORDER BY position, id"),
      all_lines_(database, LINE_COLUMNS "ORDER BY plan, position, id") {}

std::optional<Plan> SqlitePlans::find(const CaseId& id) { return first_row(find_.with(id.value), database_, plan_of); }
std::vector<Plan> SqlitePlans::all() { return all_rows(all_.with(), database_, plan_of); }

std::vector<PlanLine> SqlitePlans::lines(const CaseId& plan) {
    return all_rows(lines_.with(plan.value), database_, line_of);
}

std::optional<PlanLine> SqlitePlans::line(const PlanLineId& id) {
    return first_row(line_.with(id.value), database_, line_of);
}

std::vector<PlanLine> SqlitePlans::child_lines(const PlanLineId& parent) {
    return all_rows(child_lines_.with(parent.value), database_, line_of);
}

std::vector<PlanLine> SqlitePlans::all_lines() { return all_rows(all_lines_.with(), database_, line_of); }

SqliteLedger::SqliteLedger(Database& database)
    : database_(database),
      turns_(database,
             "SELECT case_id, level, unit, body, body_unit, body_group, association, plan_type, plan, year, mode, "
             "variant, on_date FROM turn ORDER BY on_date, case_id"),
      capital_(database, "SELECT as_of, source, within, amount FROM capital ORDER BY as_of, source, within"),
      notices_(database,
               "SELECT id, recipient, template, about, on_date, due_on FROM notice AS n WHERE NOT EXISTS "
               "(SELECT 1 FROM outbox_attempt AS a WHERE a.notice = n.id AND a.outcome = 'delivered') "
               "ORDER BY on_date, id LIMIT ?1"),
      calls_(database,
             "SELECT id, case_id, plugin, action, request, on_date FROM plugin_call AS c WHERE NOT EXISTS "
             "(SELECT 1 FROM outbox_attempt AS a WHERE a.notice = c.id AND a.outcome = 'delivered') "
             "ORDER BY on_date, id LIMIT ?1"),
      attempts_(database, "SELECT t, outcome FROM outbox_attempt WHERE notice = ?1 ORDER BY t, rowid") {}

std::vector<Turn> SqliteLedger::turns() { return all_rows(turns_.with(), database_, turn_of); }
std::vector<CapitalRow> SqliteLedger::capital() { return all_rows(capital_.with(), database_, capital_of); }

std::vector<NoticeRecord> SqliteLedger::notices(int limit) {
    return all_rows(notices_.with(limit), database_, notice_of);
}

std::vector<CallRecord> SqliteLedger::calls(int limit) {
    return all_rows(calls_.with(limit), database_, [](Reading& row) {
        CallRecord call;
        call.id = row.text();
        row.id(call.case_id);
        call.plugin = row.text();
        call.action = row.text();
        call.request = row.json();
        call.on = row.day();
        return call;
    });
}

std::vector<AttemptRecord> SqliteLedger::attempts(const std::string& notice_or_call) {
    return all_rows(attempts_.with(notice_or_call), database_, [](Reading& row) {
        AttemptRecord attempt;
        attempt.t.ms = row.integer();
        attempt.outcome = row.text();
        return attempt;
    });
}

}  // namespace giamsat::store
