// SPDX-License-Identifier: Apache-2.0
// What becomes of a finding: answered, put right in time or late, verified, now and then reopened, extended or handed over.
#include "app/demo/play.hpp"

#include <algorithm>

namespace giamsat::demo {

void Play::follow_finding(const RecordedEntry& entry) {
    const Json body = entry.body();
    FindingInPlay finding;
    finding.id = entry.case_id;
    finding.unit = UnitId{body.value("unit", "")};
    finding.level = body.value("level", ""), finding.severity = body.value("severity", "");
    auto visit = visits_.find(CaseId{body.value("visit", "")});
    if (visit != visits_.end()) finding.body = visit->second.body, finding.body_unit = visit->second.body_unit;
    finding.year = stage_.today().year();
    finding.key = cast_.key(finding.unit) + "/" + body.value("code", "") + "/" + finding.body;
    auto due = Date::parse(body.value("due_on", ""));
    finding.due = due ? *due : stage_.today().plus_days(30);
    findings_[finding.id] = finding;
    auto open_from = Date::parse(files_.behaviour.text({"follow_up", "open_at_end", "from"}));
    bool stays_open = open_from && stage_.today() >= *open_from &&
                      choices_.chance(files_.behaviour.number({"follow_up", "open_at_end", "rate"}), finding.key,
                                      finding.year, "stays open");
    if (!stays_open) respond(finding.id);
}

void Play::respond(CaseId id) {
    const FindingInPlay& f = findings_[id];
    Date day =
        stage_.working_days_later(stage_.today(), wait({"follow_up", "respond_after"}, f.key, f.year, "respond"));
    PersonId person = cast_.responsible(f.unit, day);
    if (person.empty()) return;
    AdvanceCase command;
    command.answers = answers_.response({f.unit, f.key, f.level, f.year, day}, f.key);
    step(day, id, "respond", by(person), command, "", [this, id](const Outcome&) {
        const FindingInPlay& answered = findings_[id];
        const char* rate = answered.severity == "fraud" ? "handed_over_fraud" : "handed_over";
        if (choices_.chance(files_.behaviour.number({"follow_up", rate}), answered.key, answered.year, "handed over"))
            return hand_over(id);
        if (choices_.chance(files_.behaviour.number({"follow_up", "extended"}), answered.key, answered.year,
                            "extended"))
            return extend(id);
        bool late =
            choices_.chance(files_.behaviour.number({"follow_up", "late"}), answered.key, answered.year, "late");
        Date on =
            late
                ? answered.due.plus_days(wait({"follow_up", "late_by"}, answered.key, answered.year, "late by"))
                : answered.due.plus_days(-wait({"follow_up", "rectify_before"}, answered.key, answered.year, "before"));
        rectify(id, stage_.calendar().first_working_day_from(std::max(on, stage_.today().plus_days(1))), 0);
    });
}

void Play::hand_over(CaseId id) {
    const FindingInPlay& f = findings_[id];
    AdvanceCase command;
    command.reason = answers_.say({"reasons", "hand_over"}, f.key, f.year);
    step(stage_.working_days_later(stage_.today(), 2), id, "hand_over", by(head_of(f.body, f.body_unit)), command, "");
}

void Play::extend(CaseId id) {
    FindingInPlay& f = findings_[id];
    Date later = stage_.working_days_later(f.due, wait({"follow_up", "extend_by"}, f.key, f.year, "extend by"));
    AdvanceCase command;
    command.reason = answers_.say({"reasons", "extend"}, f.key, f.year);
    command.answers = Json{{"new_deadline", later.iso()}};
    command.due_on = later;
    step(stage_.working_days_later(stage_.today(), 1), id, "extend", by(head_of(f.body, f.body_unit)), command, "",
         [this, id, later](const Outcome&) {
             findings_[id].due = later;
             rectify(id, std::max(stage_.working_days_later(stage_.today(), 1), stage_.working_days_earlier(later, 1)),
                     0);
         });
}

void Play::rectify(CaseId id, Date on, int round) {
    const FindingInPlay& f = findings_[id];
    AdvanceCase command;
    command.answers = answers_.rectification({f.unit, f.key, f.level, f.year, on}, f.key);
    step(on, id, "rectify", by(cast_.responsible(f.unit, on)), command, std::to_string(round),
         [this, id, round](const Outcome&) { verify(id, round); });
}

void Play::verify(CaseId id, int round) {
    const FindingInPlay& f = findings_[id];
    Date day = stage_.working_days_later(
        stage_.today(), wait({"follow_up", "verify_after"}, f.key, f.year, "verify " + std::to_string(round)));
    PersonId verifier = head_of(f.body, f.body_unit);
    bool reopened =
        round == 0 && choices_.chance(files_.behaviour.number({"follow_up", "reopened"}), f.key, f.year, "reopened");
    AdvanceCase command;
    if (reopened) {
        command.reason = answers_.say({"reasons", "return"}, f.key, f.year);
        step(day, id, "return", by(verifier), command, "", [this, id](const Outcome&) {
            const FindingInPlay& again = findings_[id];
            int days = wait({"follow_up", "rectify_again_after"}, again.key, again.year, "again");
            rectify(id, stage_.working_days_later(stage_.today(), days), 1);
        });
        return;
    }
    command.answers = answers_.verification({f.unit, f.key, f.level, f.year, day}, f.key);
    step(day, id, "verify", by(verifier), command, std::to_string(round));
}

}  // namespace giamsat::demo
