// SPDX-License-Identifier: Apache-2.0
// What becomes of a visit once it is opened: assigned, accepted or declined, perhaps postponed, made, signed, reported.
#include "app/demo/play.hpp"

#include <algorithm>

namespace giamsat::demo {

bool Play::is_reserve(const Followed& visit) const {
    auto plan = plans_.find(visit.plan);
    if (plan == plans_.end()) return false;
    auto quota = plan->second.quotas.find(visit.line);
    if (quota == plan->second.quotas.end()) return false;
    const auto& cancelled = files_.behaviour.list({"cancelled"});
    return std::any_of(cancelled.begin(), cancelled.end(),
                       [&](const YamlNode& one) { return Settings::text_of(one, "quota") == quota->second; });
}

std::string Play::form_of(const Followed& visit) const {
    auto workflow = bundle_.workflows.find(visit.workflow);
    if (workflow == bundle_.workflows.end()) return "";
    for (const Transition& transition : workflow->second.transitions) {
        bool records = !transition.events.empty() &&
                       (transition.events.front() == "hand_in_record" || transition.events.front() == "note");
        if (records) return transition.form;
    }
    return "";
}

void Play::follow_visit(Followed visit) {
    CaseId id = visit.id;
    Date last = last_visit(visit.year);
    Followed& v = visits_[id];
    v.planned = std::min(visit.planned, last);
    if (is_reserve(v)) return cancel(id);
    int before = files_.behaviour.number({"steps", v.workflow, "assign", "before"});
    Date day = std::max(stage_.working_days_later(stage_.today(), 1), stage_.working_days_earlier(v.planned, before));
    assign(id, 0, day);
}

void Play::cancel(CaseId id) {
    const Followed& v = visits_[id];
    Date day = std::max(stage_.working_days_later(stage_.today(), 1), stage_.working_days_earlier(v.planned, 5));
    AdvanceCase command;
    command.reason = answers_.say({"reasons", "cancel"}, v.key, v.year);
    step(day, id, "cancel", by(head_of(v.body, v.body_unit)), command, "");
}

void Play::assign(CaseId id, int round, Date day) {
    Followed& v = visits_[id];
    const auto& teams = teams_[{v.year, v.body, v.body_unit}];
    if (teams.empty()) return;
    auto first = choices_.draw(v.key, v.year, "team") % teams.size();
    const TeamInPlay& team = teams[(first + static_cast<std::size_t>(round)) % teams.size()];
    v.head = team.head;
    AdvanceCase command;
    command.team = team.id;
    step(day, id, "assign", by(secretary_of(v.body, v.body_unit)), command, std::to_string(round),
         [this, id, round, day](const Outcome&) {
             const std::string& workflow = visits_[id].workflow;
             if (workflow == "borrower-check") return check_alone(id);
             if (workflow == "supervision") return supervise(id);
             accept_or_decline(id, round, day);
         });
}

void Play::accept_or_decline(CaseId id, int round, Date assigned) {
    const Followed& v = visits_[id];
    Date day = stage_.working_days_later(assigned, 1 + wait({"steps", v.workflow, "accept"}, v.key, v.year, "accept"));
    if (round == 0 && chance({"rates", "decline", v.workflow}, v, "decline")) {
        AdvanceCase command;
        command.reason = answers_.say({"reasons", "decline"}, v.key, v.year);
        step(day, id, "decline", by(v.head), command, "",
             [this, id](const Outcome&) { assign(id, 1, stage_.working_days_later(stage_.today(), 1)); });
        return;
    }
    if (chance({"rates", "accept_late"}, v, "accept late")) day = stage_.working_days_later(assigned, 7);
    step(day, id, "accept", by(v.head), {}, "", [this, id](const Outcome&) { before_start(id); });
}

void Play::before_start(CaseId id) {
    Followed& v = visits_[id];
    v.planned = std::max(v.planned, stage_.working_days_later(stage_.today(), 1));
    Date last = last_visit(v.year);
    Date to = stage_.working_days_later(v.planned, wait({"postpone_by"}, v.key, v.year, "postpone by"));
    bool postponed = chance({"rates", "postpone", v.workflow}, v, "postpone") && to <= last;
    if (postponed) return postpone(id, to);
    start(id);
}

void Play::postpone(CaseId id, Date to) {
    Followed& v = visits_[id];
    Date day = std::max(stage_.today(), stage_.working_days_earlier(v.planned, 1));
    AdvanceCase command;
    command.reason = answers_.say({"reasons", "postpone"}, v.key, v.year);
    command.answers = Json{{"new_date", to.iso()}};
    command.planned_on = to;
    v.planned = to;
    step(day, id, "postpone", by(v.head), command, "", [this, id](const Outcome&) { start(id); });
}

void Play::start(CaseId id) {
    const Followed& v = visits_[id];
    step(v.planned, id, "start", by(v.head), {}, "", [this, id](const Outcome&) {
        const Followed& started = visits_[id];
        bool broken_off =
            started.workflow == "group-inspection" && chance({"rates", "interrupted"}, started, "interrupted");
        if (broken_off) return interrupt(id);
        do_visit(id, stage_.today());
    });
}

void Play::interrupt(CaseId id) {
    const Followed& v = visits_[id];
    AdvanceCase command;
    command.reason = answers_.say({"reasons", "interrupt"}, v.key, v.year);
    Date next = stage_.working_days_later(stage_.today(), 1);
    step(stage_.today(), id, "interrupt", by(v.head), command, "");
    step(next, id, "resume", by(v.head), {}, "", [this, id, next](const Outcome&) { do_visit(id, next); });
}

void Play::do_visit(CaseId id, Date day) {
    const Followed& v = visits_[id];
    Date record_day =
        stage_.working_days_later(day, wait({"steps", v.workflow, "hand_in_record"}, v.key, v.year, "record"));
    Date signed_from = record_day;
    if (!v.sampled.empty()) {
        Date sheet_day =
            stage_.working_days_later(day, wait({"steps", v.workflow, "hand_in_sheet"}, v.key, v.year, "sheet"));
        AdvanceCase sheet;
        sheet.answers = answers_.sheet(visited(v, sheet_day), v.sampled);
        step(sheet_day, id, "hand_in_sheet", by(v.head), sheet, "");
        signed_from = std::max(signed_from, sheet_day);
    }
    auto form = bundle_.forms.find(form_of(v));
    if (form == bundle_.forms.end()) return;
    AdvanceCase record;
    record.answers = answers_.record(form->second, visited(v, record_day));
    step(record_day, id, "hand_in_record", by(v.head), record, "");
    sign_and_report(id, signed_from);
}

void Play::sign_and_report(CaseId id, Date day) {
    const Followed& v = visits_[id];
    Date signed_on = stage_.working_days_later(day, wait({"steps", v.workflow, "sign"}, v.key, v.year, "sign"));
    Requester signer = by(v.head);
    signer.act = std::to_string(choices_.between({1, 99}, v.key, v.year, "minutes")) + "/BB-ĐKT " + signed_on.iso();
    int days = wait({"steps", v.workflow, "report"}, v.key, v.year, "report");
    if (chance({"rates", "report_late"}, v, "report late")) days = 8;  // after the deadline of every workflow
    Date reported_on = stage_.working_days_later(signed_on, days);
    step(signed_on, id, "sign", signer, {}, "");
    step(reported_on, id, "report", by(v.head), {}, "");
}

void Play::check_alone(CaseId id) {
    Followed& v = visits_[id];
    v.planned = std::max(v.planned, stage_.working_days_later(stage_.today(), 1));
    Date day =
        stage_.working_days_later(v.planned, wait({"steps", v.workflow, "hand_in_record"}, v.key, v.year, "record"));
    AdvanceCase record;
    record.answers = answers_.borrower_record(visited(v, day));
    step(day, id, "hand_in_record", by(v.head), record, "");
}

void Play::supervise(CaseId id) {
    Followed& v = visits_[id];
    v.planned = std::max(v.planned, stage_.working_days_later(stage_.today(), 1));
    Date day = stage_.working_days_later(v.planned, wait({"steps", v.workflow, "note"}, v.key, v.year, "note"));
    auto form = bundle_.forms.find(form_of(v));
    if (form == bundle_.forms.end()) return;
    AdvanceCase note;
    note.answers = answers_.record(form->second, visited(v, day));
    step(day, id, "note", by(v.head), note, "");
}

}  // namespace giamsat::demo
