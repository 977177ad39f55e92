// SPDX-License-Identifier: Apache-2.0
// One function for each kind of entry. A new kind is a function in the file of its area and a row in project.cpp.
#pragma once

#include "kernel/projection/fields.hpp"

namespace giamsat::kinds {

using Kind = void (*)(Fields& fields, Rows& rows);

void office_founded(Fields& fields, Rows& rows);
void profile_adopted(Fields& fields, Rows& rows);
void profile_published(Fields& fields, Rows& rows);
void definition_published(Fields& fields, Rows& rows);
void definition_retired(Fields& fields, Rows& rows);
void definition_migrated(Fields& fields, Rows& rows);
void notice_queued(Fields& fields, Rows& rows);
void report_issued(Fields& fields, Rows& rows);
void journal_recovered(Fields& fields, Rows& rows);
void clock_regressed(Fields& fields, Rows& rows);

void unit_registered(Fields& fields, Rows& rows);
void unit_changed(Fields& fields, Rows& rows);
void unit_ended(Fields& fields, Rows& rows);
void loan_recorded(Fields& fields, Rows& rows);
void loan_changed(Fields& fields, Rows& rows);
void capital_recorded(Fields& fields, Rows& rows);

void person_registered(Fields& fields, Rows& rows);
void person_changed(Fields& fields, Rows& rows);
void role_granted(Fields& fields, Rows& rows);
void role_ended(Fields& fields, Rows& rows);
void team_formed(Fields& fields, Rows& rows);

void case_opened(Fields& fields, Rows& rows);
void case_moved(Fields& fields, Rows& rows);
void case_suspended(Fields& fields, Rows& rows);
void case_resumed(Fields& fields, Rows& rows);
void case_migrated(Fields& fields, Rows& rows);
void form_submitted(Fields& fields, Rows& rows);
void timer_passed(Fields& fields, Rows& rows);
void visit_assigned(Fields& fields, Rows& rows);
void attachment_added(Fields& fields, Rows& rows);
void attachment_added_with_digest(Fields& fields, Rows& rows);
void step_agreed(Fields& fields, Rows& rows);
void work_claimed(Fields& fields, Rows& rows);
void work_started(Fields& fields, Rows& rows);
void work_released(Fields& fields, Rows& rows);
void children_kept(Fields& fields, Rows& rows);
void call_queued(Fields& fields, Rows& rows);

void plan_drafted(Fields& fields, Rows& rows);
void plan_numbered(Fields& fields, Rows& rows);
void plan_line_added(Fields& fields, Rows& rows);
void plan_line_dropped(Fields& fields, Rows& rows);
void turn_counted(Fields& fields, Rows& rows);

void finding_recorded(Fields& fields, Rows& rows);
void finding_reopened(Fields& fields, Rows& rows);
void recommendation_made(Fields& fields, Rows& rows);
void recommendation_settled(Fields& fields, Rows& rows);

void personal_disclosed(Fields& fields, Rows& rows);
void subject_requested(Fields& fields, Rows& rows);
void subject_answered(Fields& fields, Rows& rows);
void subject_extended(Fields& fields, Rows& rows);
void subject_completed(Fields& fields, Rows& rows);
void subject_held(Fields& fields, Rows& rows);
void subject_freed(Fields& fields, Rows& rows);
void subject_erased(Fields& fields, Rows& rows);
void keys_copied(Fields& fields, Rows& rows);

// Rows of `lookup` for the digests in the body, which name their kind: {"unit.code/borrower": "6f…"}.
void add_lookups(Fields& fields, const CellValue& subject, RowChange::Op op, Rows& rows);

}  // namespace giamsat::kinds
