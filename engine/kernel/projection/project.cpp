// SPDX-License-Identifier: Apache-2.0
#include "kernel/projection/project.hpp"

#include "kernel/projection/kinds.hpp"

#include <unordered_map>

namespace giamsat {

namespace {

const std::unordered_map<std::string_view, kinds::Kind>& all_kinds() {
    static const std::unordered_map<std::string_view, kinds::Kind> all = {
        {"office.founded/1", kinds::office_founded},
        {"profile.adopted/1", kinds::profile_adopted},
        {"profile.published/1", kinds::profile_published},
        {"definition.published/1", kinds::definition_published},
        {"definition.retired/1", kinds::definition_retired},
        {"definition.migrated/1", kinds::definition_migrated},
        {"notice.queued/1", kinds::notice_queued},
        {"report.issued/1", kinds::report_issued},
        {"journal.recovered/1", kinds::journal_recovered},
        {"unit.registered/1", kinds::unit_registered},
        {"unit.changed/1", kinds::unit_changed},
        {"unit.ended/1", kinds::unit_ended},
        {"loan.recorded/1", kinds::loan_recorded},
        {"loan.changed/1", kinds::loan_changed},
        {"capital.recorded/1", kinds::capital_recorded},
        {"person.registered/1", kinds::person_registered},
        {"person.changed/1", kinds::person_changed},
        {"role.granted/1", kinds::role_granted},
        {"role.ended/1", kinds::role_ended},
        {"team.formed/1", kinds::team_formed},
        {"case.opened/1", kinds::case_opened},
        {"case.moved/1", kinds::case_moved},
        {"case.suspended/1", kinds::case_suspended},
        {"case.resumed/1", kinds::case_resumed},
        {"case.migrated/1", kinds::case_migrated},
        {"form.submitted/1", kinds::form_submitted},
        {"timer.passed/1", kinds::timer_passed},
        {"visit.assigned/1", kinds::visit_assigned},
        {"attachment.added/1", kinds::attachment_added},
        {"attachment.added/2", kinds::attachment_added_with_digest},
        {"step.agreed/1", kinds::step_agreed},
        {"work.claimed/1", kinds::work_claimed},
        {"work.started/1", kinds::work_started},
        {"work.released/1", kinds::work_released},
        {"children.kept/1", kinds::children_kept},
        {"call.queued/1", kinds::call_queued},
        {"plan.drafted/1", kinds::plan_drafted},
        {"plan.numbered/1", kinds::plan_numbered},
        {"plan_line.added/1", kinds::plan_line_added},
        {"plan_line.dropped/1", kinds::plan_line_dropped},
        {"turn.counted/1", kinds::turn_counted},
        {"finding.recorded/1", kinds::finding_recorded},
        {"finding.reopened/1", kinds::finding_reopened},
        {"recommendation.made/1", kinds::recommendation_made},
        {"recommendation.settled/1", kinds::recommendation_settled},
        {"clock.regressed/1", kinds::clock_regressed},
        {"personal.disclosed/1", kinds::personal_disclosed},
        {"subject.requested/1", kinds::subject_requested},
        {"subject.answered/1", kinds::subject_answered},
        {"subject.extended/1", kinds::subject_extended},
        {"subject.completed/1", kinds::subject_completed},
        {"subject.held/1", kinds::subject_held},
        {"subject.freed/1", kinds::subject_freed},
        {"subject.erased/1", kinds::subject_erased},
        {"keys.copied/1", kinds::keys_copied},
    };
    return all;
}

Problem unknown(const Entry& entry) {
    return Problem(ProblemCode::journal_damaged, {{"what", "không biết loại mục “" + entry.kind + "”"},
                                                  {"what_en", "kind of entry “" + entry.kind + "” is not known"}});
}

}  // namespace

Result<std::vector<RowChange>> project(const Entry& entry) {
    const auto kind = all_kinds().find(entry.kind);
    if (kind == all_kinds().end()) return unknown(entry);
    Rows rows;
    Fields fields(entry);
    kind->second(fields, rows);
    if (fields.problem()) return std::move(*fields.problem());
    return rows;
}

std::vector<RowChange> project_place(const Entry& entry, std::uint64_t seq) {
    const auto place = static_cast<std::int64_t>(seq);
    Rows rows;
    if (entry.i == 0)
        rows.push_back({RowChange::Op::insert,
                        "log_command",
                        {{"cmd", entry.cmd.value}},
                        {{"seq", place}, {"n", std::int64_t{entry.n}}}});
    if (!entry.case_id.empty())
        rows.push_back({RowChange::Op::insert,
                        "case_entry",
                        {{"case_id", entry.case_id.value}, {"case_seq", entry.case_seq}},
                        {{"seq", place}}});
    return rows;
}

}  // namespace giamsat
