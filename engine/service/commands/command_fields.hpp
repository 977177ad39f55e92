// SPDX-License-Identifier: Apache-2.0
// The name of every command and of every field it has, said once: writing commands, reading them and making them up in tests
// all go by this.
#pragma once

#include "service/commands/command.hpp"

#include <tuple>

namespace giamsat {

template <class Owner, class Value>
struct Field {
    const char* name;
    Value Owner::*member;
};
template <class Owner, class Value>
struct BytesField {  // text that need not be UTF-8: base64 in JSON
    const char* name;
    Value Owner::*member;
};

template <class Owner, class Value>
constexpr Field<Owner, Value> field(const char* name, Value Owner::*member) {
    return {name, member};
}
template <class Owner, class Value>
constexpr BytesField<Owner, Value> bytes(const char* name, Value Owner::*member) {
    return {name, member};
}

template <class T>
struct FieldsOf;  // `name` (of commands) and `all`

#define GIAMSAT_FIELDS(type, command_name, ...)              \
    template <>                                              \
    struct FieldsOf<type> {                                  \
        using T = type;                                      \
        static constexpr const char* name = command_name;    \
        static constexpr auto all = std::tuple{__VA_ARGS__}; \
    };

GIAMSAT_FIELDS(FirstRole, "", field("role", &T::role), field("unit", &T::unit), field("from", &T::from))
GIAMSAT_FIELDS(CapitalPart, "", field("source", &T::source), field("within", &T::within), field("amount", &T::amount))
GIAMSAT_FIELDS(AttachedFile, "", field("name", &T::name), bytes("bytes", &T::bytes))

GIAMSAT_FIELDS(FoundOffice, "found_office", field("office", &T::office), field("demo", &T::demo),
               field("seed", &T::seed), bytes("profile_sources", &T::profile_sources))
GIAMSAT_FIELDS(RegisterUnit, "register_unit", field("level", &T::level), field("code", &T::code),
               field("name", &T::name), field("parent", &T::parent), field("place", &T::place),
               field("association", &T::association), field("phone", &T::phone), field("valid_from", &T::valid_from))
GIAMSAT_FIELDS(ChangeUnit, "change_unit", field("unit", &T::unit), field("from", &T::from), field("name", &T::name),
               field("parent", &T::parent), field("place", &T::place), field("association", &T::association),
               field("phone", &T::phone))
GIAMSAT_FIELDS(EndUnit, "end_unit", field("unit", &T::unit), field("on", &T::on), field("successors", &T::successors))
GIAMSAT_FIELDS(RegisterPerson, "register_person", field("code", &T::code), field("name", &T::name),
               field("phone", &T::phone), field("email", &T::email), field("role", &T::role))
GIAMSAT_FIELDS(GrantRole, "grant_role", field("person", &T::person), field("role", &T::role), field("unit", &T::unit),
               field("from", &T::from))
GIAMSAT_FIELDS(EndRole, "end_role", field("person", &T::person), field("role", &T::role), field("unit", &T::unit),
               field("from", &T::from), field("to", &T::to))
GIAMSAT_FIELDS(RecordLoan, "record_loan", field("code", &T::code), field("borrower", &T::borrower),
               field("programme", &T::programme), field("source", &T::source), field("disbursed_on", &T::disbursed_on),
               field("amount", &T::amount), field("outstanding", &T::outstanding), field("as_of", &T::as_of))
GIAMSAT_FIELDS(RecordCapital, "record_capital", field("as_of", &T::as_of), field("parts", &T::parts))
GIAMSAT_FIELDS(DraftPlan, "draft_plan", field("type", &T::type), field("body", &T::body),
               field("body_unit", &T::body_unit), field("year", &T::year), field("from", &T::from),
               field("until", &T::until), field("number", &T::number), field("from_quotas", &T::from_quotas))
GIAMSAT_FIELDS(AddPlanLine, "add_plan_line", field("plan", &T::plan), field("unit", &T::unit),
               field("parent", &T::parent), field("body", &T::body), field("mode", &T::mode),
               field("variant", &T::variant), field("planned_on", &T::planned_on), field("sample", &T::sample))
GIAMSAT_FIELDS(DropPlanLine, "drop_plan_line", field("line", &T::line))
GIAMSAT_FIELDS(FormTeam, "form_team", field("code", &T::code), field("body", &T::body),
               field("body_unit", &T::body_unit), field("year", &T::year), field("head", &T::head),
               field("members", &T::members))
GIAMSAT_FIELDS(OpenCase, "open_case", field("workflow", &T::workflow), field("unit", &T::unit), field("body", &T::body),
               field("body_unit", &T::body_unit), field("variant", &T::variant), field("planned_on", &T::planned_on),
               field("sample", &T::sample), field("data", &T::data))
GIAMSAT_FIELDS(AdvanceCase, "advance_case", field("case", &T::case_id), field("event", &T::event),
               field("reason", &T::reason), field("answers", &T::answers), field("team", &T::team),
               field("planned_on", &T::planned_on), field("due_on", &T::due_on), field("data", &T::data),
               field("files", &T::files))
GIAMSAT_FIELDS(ClaimWork, "claim_work", field("case", &T::case_id), field("event", &T::event))
GIAMSAT_FIELDS(StartWork, "start_work", field("case", &T::case_id), field("event", &T::event))
GIAMSAT_FIELDS(ReleaseWork, "release_work", field("case", &T::case_id), field("event", &T::event))
GIAMSAT_FIELDS(SuspendCase, "suspend_case", field("case", &T::case_id), field("reason", &T::reason))
GIAMSAT_FIELDS(ResumeCase, "resume_case", field("case", &T::case_id), field("reason", &T::reason))
GIAMSAT_FIELDS(FireTimer, "fire_timer", field("case", &T::case_id), field("timer", &T::timer))
GIAMSAT_FIELDS(RecordClock, "record_clock", field("last", &T::last), field("now", &T::now))
GIAMSAT_FIELDS(IssueReport, "issue_report", field("report", &T::report), field("from", &T::from),
               field("until", &T::until), field("format", &T::format), field("sha256", &T::sha256),
               field("bytes", &T::bytes), field("journal_size", &T::journal_size),
               field("journal_root", &T::journal_root))
GIAMSAT_FIELDS(PublishProfile, "publish_profile", bytes("sources", &T::sources), field("reason", &T::reason))
GIAMSAT_FIELDS(RetireWorkflow, "retire_workflow", field("workflow", &T::workflow), field("reason", &T::reason))
GIAMSAT_FIELDS(MigrateCases, "migrate_cases", field("workflow", &T::workflow), field("from", &T::from),
               field("to", &T::to), field("mapping", &T::mapping), field("reason", &T::reason))
GIAMSAT_FIELDS(RecoverJournal, "recover_journal", field("number", &T::number), field("signed_size", &T::signed_size),
               field("signed_root", &T::signed_root), field("reason", &T::reason))
GIAMSAT_FIELDS(DisclosePersonal, "disclose_personal", field("purpose", &T::purpose), field("door", &T::door),
               field("command", &T::command), field("opened", &T::opened))
GIAMSAT_FIELDS(EraseSubjects, "erase_subjects", field("subjects", &T::subjects), field("with_cases", &T::with_cases),
               field("reason", &T::reason))
GIAMSAT_FIELDS(HoldSubject, "hold_subject", field("subject", &T::subject), field("reason", &T::reason))
GIAMSAT_FIELDS(FreeSubject, "free_subject", field("subject", &T::subject), field("reason", &T::reason))
GIAMSAT_FIELDS(ReceiveRequest, "receive_request", field("subject", &T::subject), field("kind", &T::kind),
               field("received", &T::received))
GIAMSAT_FIELDS(AnswerRequest, "answer_request", field("request", &T::request), field("text", &T::text))
GIAMSAT_FIELDS(ExtendRequest, "extend_request", field("request", &T::request), field("days", &T::days),
               field("reason", &T::reason))
GIAMSAT_FIELDS(CompleteRequest, "complete_request", field("request", &T::request), field("refused", &T::refused),
               field("reason", &T::reason))
GIAMSAT_FIELDS(NoteKeyCopy, "note_key_copy", field("expires", &T::expires), field("subjects", &T::subjects),
               field("sha256", &T::sha256))
GIAMSAT_FIELDS(PreparedImport, "import", field("kind", &T::kind), field("file", &T::file), bytes("bytes", &T::bytes))

#undef GIAMSAT_FIELDS

// Calls `work(field)` for each field of T.
template <class T, class Work>
constexpr void each_field_of(Work&& work) {
    std::apply([&](const auto&... one) { (work(one), ...); }, FieldsOf<T>::all);
}

}  // namespace giamsat
