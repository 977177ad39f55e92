// SPDX-License-Identifier: Apache-2.0
// Cases: the hottest reads of a step. A case has ended when its life is completed or cancelled.
#include "adapters/store/readers.hpp"

namespace giamsat::store {

namespace {

#define CASE_COLUMNS                                                                                               \
    "SELECT id, workflow, def, kind, unit, level, parent, plan, line, body, body_unit, variant, mode, plan_type, " \
    "year, "                                                                                                       \
    "sample, team, config, life, outcome, opened_on, planned_on, due_on, ended_on, steps, history FROM case_file "

// Where the case stands among others: what never changes after opening.
void read_place(Reading& row, CaseRecord& record) {
    row.id(record.id);
    record.workflow = row.text();
    record.def = row.text();
    record.kind = row.text();
    row.id(record.unit);
    record.level = row.text();
    row.id(record.parent);
    row.id(record.plan);
    row.id(record.line);
    record.body = row.text();
    row.id(record.body_unit);
    record.variant = row.text();
    record.mode = row.text();
    record.plan_type = row.text();
    record.year = row.small();
    record.sample = row.small();
}

CaseRecord case_of(Reading& row) {
    CaseRecord record;
    read_place(row, record);
    row.id(record.team);
    record.config = row.texts();
    record.life = row.text();
    record.outcome = row.text();
    record.opened_on = row.day();
    record.planned_on = row.maybe_day();
    record.due_on = row.maybe_day();
    record.ended_on = row.maybe_day();
    record.steps = row.integer();
    record.history = row.named_texts();
    return record;
}

CaseStep step_of(Reading& row) {
    CaseStep step;
    step.seq = row.integer();
    step.event = row.text();
    step.from = row.texts();
    step.to = row.texts();
    step.actor = row.text();
    step.on_behalf = row.text();
    step.act = row.text();
    step.via = row.text();
    step.t.ms = row.integer();
    step.date = row.day();
    step.personal = row.encrypted();
    row.id(step.cmd);
    step.i = row.small();
    return step;
}

FormRecord form_of(Reading& row) {
    FormRecord form;
    row.id(form.case_id);
    form.seq = row.integer();
    form.form = row.text();
    form.on = row.day();
    form.answers = row.json();
    form.personal = row.encrypted();
    row.id(form.cmd);
    form.i = row.small();
    return form;
}

DueTimer timer_of(Reading& row) {
    DueTimer timer;
    row.id(timer.case_id);
    timer.id = row.text();
    timer.event = row.text();
    timer.due.ms = row.integer();
    timer.drop_late = row.text() == "drop";
    return timer;
}

WorkRecord work_of(Reading& row) {
    WorkRecord work;
    row.id(work.case_id);
    work.event = row.text();
    row.id(work.person);
    work.stage = row.text();
    work.since = row.day();
    return work;
}

AgreementRecord agreement_of(Reading& row) {
    AgreementRecord agreement;
    agreement.event = row.text();
    row.id(agreement.person);
    agreement.on = row.day();
    return agreement;
}

AttachmentRecord attachment_of(Reading& row) {
    AttachmentRecord file;
    file.id = row.text();
    row.id(file.case_id);
    file.event = row.text();
    file.seq = row.integer();
    file.bytes = row.integer();
    file.blob = row.text();
    const Json seal = row.json();
    file.seal = {seal.value("subject", ""), seal.value("kid", ""),
                 seal.value("nonce", ""),   {},
                 seal.value("commit", ""),  "file"};
    file.on = row.day();
    file.actor = row.text();
    file.personal = row.encrypted();
    row.id(file.cmd);
    file.i = row.small();
    return file;
}

}  // namespace

SqliteCases::SqliteCases(Database& database)
    : database_(database),
      find_(database, CASE_COLUMNS "WHERE id = ?1"),
      data_(database, "SELECT field, value FROM case_value WHERE case_id = ?1"),
      by_prefix_(database, "SELECT id FROM case_file WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 10"),
      children_(database, CASE_COLUMNS "WHERE parent = ?1 AND kind <> 'finding' ORDER BY unit, id"),
      child_for_(database,
                 "SELECT id FROM case_file WHERE parent = ?1 AND unit = ?2 AND kind <> 'finding' ORDER BY id LIMIT 1"),
      count_children_(
          database,
          "SELECT count(*), count(*) FILTER (WHERE life NOT IN ('completed', 'cancelled')), "
          "count(*) FILTER (WHERE life = 'completed') FROM case_file WHERE parent = ?1 AND kind <> 'finding'"),
      count_findings_(database,
                      "SELECT count(*) FROM finding AS f JOIN case_file AS c ON c.id = f.id "
                      "WHERE f.visit = ?1 AND c.life NOT IN ('completed', 'cancelled')"),
      list_(database, CASE_COLUMNS
            "WHERE (?1 = '' OR kind = ?1) AND (?2 = '' OR life = ?2 OR "
            "(?2 = 'not ended' AND life NOT IN ('completed', 'cancelled'))) ORDER BY opened_on, id LIMIT ?3"),
      running_on_(
          database,
          "SELECT id FROM case_file WHERE workflow = ?1 AND def = ?2 AND life NOT IN ('completed', 'cancelled') "
          "ORDER BY id"),
      count_running_(database,
                     "SELECT workflow, def, count(*) FROM case_file WHERE life NOT IN ('completed', 'cancelled') "
                     "GROUP BY workflow, def ORDER BY workflow, def"),
      steps_(database,
             "SELECT seq, event, from_states, to_states, actor, on_behalf, act, via, t, on_date, enc, enc_cmd, enc_i "
             "FROM case_step WHERE case_id = ?1 ORDER BY seq"),
      forms_(database,
             "SELECT case_id, seq, form, on_date, answers, enc, enc_cmd, enc_i FROM form_submission "
             "WHERE case_id = ?1 ORDER BY seq"),
      due_timers_(database,
                  "SELECT case_id, id, event, due, late FROM timer WHERE due <= ?1 AND NOT EXISTS "
                  "(SELECT 1 FROM case_file AS c WHERE c.id = timer.case_id AND c.life = 'suspended') "
                  "ORDER BY due, case_id, id LIMIT ?2"),
      timers_(database, "SELECT case_id, id, event, due, late FROM timer WHERE case_id = ?1 ORDER BY due, id"),
      agreements_(database, "SELECT event, person, on_date FROM agreement WHERE case_id = ?1 ORDER BY event, person"),
      work_(database,
            "SELECT case_id, event, person, stage, on_date FROM work_item WHERE case_id = ?1 ORDER BY event, person"),
      all_work_(
          database,
          "SELECT case_id, event, person, stage, on_date FROM work_item ORDER BY on_date, case_id, event, person"),
      attachments_(database,
                   "SELECT id, case_id, event, seq, bytes, blob, seal, on_date, actor, enc, enc_cmd, enc_i "
                   "FROM attachment WHERE case_id = ?1 ORDER BY seq"),
      last_turn_(database, "SELECT on_date FROM turn WHERE unit = ?1 AND on_date < ?2 ORDER BY on_date DESC LIMIT 1") {}

std::optional<CaseRecord> SqliteCases::find(const CaseId& id) {
    auto record = first_row(find_.with(id.value), database_, case_of);
    if (!record) return record;
    Cursor cursor = data_.with(id.value);
    while (cursor.next()) {
        Reading row(cursor, database_);
        std::string field = row.text();
        record->data.emplace(std::move(field), row.json());
    }
    return record;
}

std::vector<CaseId> SqliteCases::by_prefix(const std::string& id_prefix) {
    return all_rows(by_prefix_.with(id_prefix, id_prefix + "g"), database_,  // 'g' comes after every hex digit
                    [](Reading& row) { return CaseId{row.text()}; });
}

std::vector<CaseRecord> SqliteCases::children(const CaseId& parent) {
    return all_rows(children_.with(parent.value), database_, case_of);
}

std::optional<CaseId> SqliteCases::child_for(const CaseId& parent, const UnitId& unit) {
    return first_row(child_for_.with(parent.value, unit.value), database_,
                     [](Reading& row) { return CaseId{row.text()}; });
}

ChildCounts SqliteCases::count_children(const CaseId& parent) {
    Cursor cursor = count_children_.with(parent.value);
    if (!cursor.next()) return {};
    return {static_cast<int>(cursor.integer(0)), static_cast<int>(cursor.integer(1)),
            static_cast<int>(cursor.integer(2))};
}

int SqliteCases::count_open_findings(const CaseId& visit) {
    Cursor cursor = count_findings_.with(visit.value);
    return cursor.next() ? static_cast<int>(cursor.integer(0)) : 0;
}

std::vector<CaseRecord> SqliteCases::list(const std::string& kind, const std::string& life, int limit) {
    return all_rows(list_.with(kind, life, limit), database_, case_of);
}

std::vector<CaseId> SqliteCases::running_on(const std::string& workflow, const std::string& hash) {
    return all_rows(running_on_.with(workflow, hash), database_, [](Reading& row) { return CaseId{row.text()}; });
}

std::vector<RunningCount> SqliteCases::count_running() {
    return all_rows(count_running_.with(), database_, [](Reading& row) {
        RunningCount count;
        count.workflow = row.text();
        count.hash = row.text();
        count.cases = row.small();
        return count;
    });
}

std::vector<CaseStep> SqliteCases::steps(const CaseId& id) {
    return all_rows(steps_.with(id.value), database_, step_of);
}

std::vector<FormRecord> SqliteCases::forms(const CaseId& id) {
    return all_rows(forms_.with(id.value), database_, form_of);
}

std::vector<DueTimer> SqliteCases::due_timers(Instant until, int limit) {
    return all_rows(due_timers_.with(until.ms, limit), database_, timer_of);
}

std::vector<DueTimer> SqliteCases::timers(const CaseId& id) {
    return all_rows(timers_.with(id.value), database_, timer_of);
}

std::vector<AgreementRecord> SqliteCases::agreements(const CaseId& id) {
    return all_rows(agreements_.with(id.value), database_, agreement_of);
}

std::vector<WorkRecord> SqliteCases::work(const CaseId& id) {
    return all_rows(work_.with(id.value), database_, work_of);
}
std::vector<WorkRecord> SqliteCases::all_work() { return all_rows(all_work_.with(), database_, work_of); }

std::vector<AttachmentRecord> SqliteCases::attachments(const CaseId& id) {
    return all_rows(attachments_.with(id.value), database_, attachment_of);
}

std::optional<Date> SqliteCases::last_turn_on(const UnitId& unit, Date before) {
    return first_row(last_turn_.with(unit.value, before.iso()), database_, [](Reading& row) { return row.day(); });
}

}  // namespace giamsat::store
