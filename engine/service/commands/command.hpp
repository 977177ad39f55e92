// SPDX-License-Identifier: Apache-2.0
// What may be asked of giamsat, as values. One struct per command, one file per command for its rules; execute() is the only door.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/result.hpp"
#include "base/core/time.hpp"
#include "base/json/json.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace giamsat {

// Who asks, and whose decision it is. The head signs paper, the secretary types: both are recorded.
struct Requester {
    PersonId actor;      // who enters it; empty = the system itself (founding, timers)
    PersonId on_behalf;  // whose decision it is, when another's
    std::string act;     // document number and date, "04/CTr-BĐD 24/02/2021"
    std::string via;     // cli | web | sync | timer | demo
    std::string auth;    // "os:NAME"
};

struct CommandMeta {
    CommandId id;  // the same id twice is the same command: it is answered, not carried out again
    Requester by;
    Instant now;
    Date today;  // the business day it happened on
};

struct FoundOffice {
    OfficeId office;
    bool demo = false;
    std::int64_t seed = 0;
    std::map<std::string, std::string> profile_sources;  // path -> bytes
};

struct RegisterUnit {
    std::string level;
    std::string code;
    std::string name;
    UnitId parent;
    UnitId place;
    std::string association;
    std::string phone;  // personal levels only
    Date valid_from;
};
struct ChangeUnit {
    UnitId unit;
    Date from;
    std::optional<std::string> name;
    std::optional<UnitId> parent;
    std::optional<UnitId> place;
    std::optional<std::string> association;
    std::optional<std::string> phone;
};
struct EndUnit {
    UnitId unit;
    Date on;  // last day
    std::vector<UnitId> successors;
};

struct FirstRole {
    std::string role;
    UnitId unit;
    Date from;
};
struct RegisterPerson {
    std::string code;
    std::string name;
    std::string phone;
    std::string email;
    std::optional<FirstRole> role;  // granted together with it, or neither
};
struct GrantRole {
    PersonId person;
    std::string role;
    UnitId unit;
    Date from;
};
struct EndRole {
    PersonId person;
    std::string role;
    UnitId unit;
    Date from;  // of the grant
    Date to;    // last day
};

struct RecordLoan {
    std::string code;
    UnitId borrower;
    std::string programme;
    std::string source;
    Date disbursed_on;
    std::int64_t amount = 0;
    std::int64_t outstanding = 0;
    Date as_of;
};

struct CapitalPart {
    std::string source;
    std::string within;
    std::int64_t amount = 0;  // đồng
};
struct RecordCapital {
    Date as_of;
    std::vector<CapitalPart> parts;
};

struct DraftPlan {
    std::string type;
    std::string body;
    UnitId body_unit;  // empty: the one unit of the body's level
    int year = 0;
    Date from;
    Date until;
    std::string number;
    bool from_quotas = true;
};
struct AddPlanLine {
    CaseId plan;
    UnitId unit;
    PlanLineId parent;
    std::string body;  // who goes; empty: the plan's body
    std::string mode = "inspection";
    std::string variant = "scheduled";
    Date planned_on;
    int sample = 0;
};
struct DropPlanLine {
    PlanLineId line;
};

struct FormTeam {
    std::string code;
    std::string body;
    UnitId body_unit;
    int year = 0;
    PersonId head;
    std::vector<PersonId> members;  // without the head
};

// A visit or session outside any plan: surprise, thematic, or a dated event.
struct OpenCase {
    std::string workflow;
    UnitId unit;
    std::string body;
    UnitId body_unit;
    std::string variant = "surprise";
    Date planned_on;
    int sample = 0;
    std::map<std::string, Json> data;
};

// A file that comes with a step.
struct AttachedFile {
    std::string name;  // without its folder
    std::string bytes;
};
inline constexpr std::size_t attachment_bytes_max = 10 * 1024 * 1024;

// A person's step on a case: every event of every workflow comes this way.
struct AdvanceCase {
    CaseId case_id;
    std::string event;
    std::string reason;
    std::optional<Json> answers;       // of the form this step needs
    TeamId team;                       // with `assign`
    std::optional<Date> planned_on;    // with a step that moves the visit
    std::optional<Date> due_on;        // with a step that sets a deadline
    std::map<std::string, Json> data;  // fields of the case set together with the step
    std::vector<AttachedFile> files;
};

// A step of a case as the work of one person: taken on, begun, given back.
struct ClaimWork {
    CaseId case_id;
    std::string event;
};
struct StartWork {
    CaseId case_id;
    std::string event;
};
struct ReleaseWork {
    CaseId case_id;
    std::string event;
};

// Nothing moves a suspended case: no step, no timer, no case below that ends. What came meanwhile reaches it when it resumes.
struct SuspendCase {
    CaseId case_id;
    std::string reason;
};
struct ResumeCase {
    CaseId case_id;
    std::string reason;  // may be empty
};

struct FireTimer {
    CaseId case_id;
    std::string timer;
};

// The clock of the machine went back, as the system finds before anything else is recorded.
struct RecordClock {
    Instant last;  // what it had said before
    Instant now;
};

struct IssueReport {
    std::string report;
    Date from;
    Date until;
    std::string format;
    std::string sha256;
    std::int64_t bytes = 0;
    std::int64_t journal_size = 0;  // entries the report rests on
    std::string journal_root;
};

// A new edition of the profile: every file of it. New cases run on it, running ones stay on what they began with.
struct PublishProfile {
    std::map<std::string, std::string> sources;  // path -> bytes
    std::string reason;
};
// No new case of this workflow; those that run go on.
struct RetireWorkflow {
    std::string workflow;
    std::string reason;
};
// Running cases change from one version of a workflow to another: all of them or none.
struct MigrateCases {
    std::string workflow;
    std::string from;  // hashes, whole
    std::string to;
    std::map<std::string, std::vector<std::string>> mapping;  // old state -> new states; same ids need no mention
    std::string reason;
};

// The journal goes on under another origin after a restored copy has lost what was signed. The number is new to the signer too.
struct RecoverJournal {
    std::int64_t number = 0;
    std::uint64_t signed_size = 0;  // what was signed last under the origin as it is now
    std::string signed_root;        // hex
    std::string reason;
};

struct ImportSummary {
    int rows = 0;
    int added = 0;
    int changed = 0;
    int unchanged = 0;
};
// Personal fields were opened for somebody, who sees them when this is durable.
struct DisclosePersonal {
    std::string purpose;
    std::string door;                                        // view | print | export
    std::string command;                                     // "unit show"
    std::map<std::string, std::vector<std::string>> opened;  // subject -> its fields
};
// Destroys the keys of these subjects: what they sealed opens nowhere any more. Two people answer for it, Requester::actor
// and on_behalf.
struct EraseSubjects {
    std::vector<SubjectId> subjects;
    bool with_cases = false;  // also the free text of the cases about them
    std::string reason;
};
// While they are held, nobody erases them.
struct HoldSubject {
    SubjectId subject;
    std::string reason;
};
struct FreeSubject {
    SubjectId subject;
    std::string reason;  // may be empty
};
// What somebody asks about their own data. Answering, extending and completing happen on the command's business day.
struct ReceiveRequest {
    SubjectId subject;
    std::string kind;  // a code of the profile's privacy.requests
    Date received;
};
struct AnswerRequest {
    std::string request;
    std::string text;  // may be empty
};
struct ExtendRequest {  // once
    std::string request;
    int days = 0;
    std::string reason;
};
struct CompleteRequest {
    std::string request;
    bool refused = false;
    std::string reason;  // of a refusal; else may be empty
};
// A copy of the keys was put somewhere: until when it may be kept.
struct NoteKeyCopy {
    Date expires;
    std::int64_t subjects = 0;
    std::string sha256;
};

// A file of rows, checked before: all of it or nothing. Prepared by service/import, which knows its kinds of rows.
class Session;
struct PreparedImport {
    std::string kind;  // its name
    std::string file;  // as whoever hands it in calls it
    std::string bytes;
    std::shared_ptr<ImportSummary> summary;  // filled when it is carried out
    std::function<Done(const PreparedImport&, Session&)> carry_out;
};

using Command = std::variant<FoundOffice, RegisterUnit, ChangeUnit, EndUnit, RegisterPerson, GrantRole, EndRole,
                             RecordLoan, RecordCapital, DraftPlan, AddPlanLine, DropPlanLine, FormTeam, OpenCase,
                             AdvanceCase, ClaimWork, StartWork, ReleaseWork, SuspendCase, ResumeCase, FireTimer,
                             RecordClock, IssueReport, PublishProfile, RetireWorkflow, MigrateCases, RecoverJournal,
                             DisclosePersonal, EraseSubjects, HoldSubject, FreeSubject, ReceiveRequest, AnswerRequest,
                             ExtendRequest, CompleteRequest, NoteKeyCopy, std::shared_ptr<const PreparedImport>>;

// What a command left in the journal.
struct RecordedEntry {
    std::uint64_t seq = 0;
    std::string kind;
    CaseId case_id;
    std::string body_text;  // canonical JSON: a command may leave tens of thousands of entries that nobody looks into
    Json body() const;
};
struct Outcome {
    bool repeated = false;  // this command id had been carried out before
    std::vector<RecordedEntry> entries;

    const RecordedEntry* first(std::string_view kind) const;
};

}  // namespace giamsat
