// SPDX-License-Identifier: Apache-2.0
// What commands and queries may ask of the store. Inside the writer's transaction a reader sees what the running command
// has already changed. Lists are ordered by a stable key (code, then id), never by rowid.
#pragma once

#include "model/domain/loan.hpp"
#include "model/domain/person.hpp"
#include "model/domain/plan.hpp"
#include "model/domain/team.hpp"
#include "model/domain/turn.hpp"
#include "model/domain/unit.hpp"
#include "service/ports/evidence.hpp"
#include "service/ports/records.hpp"
#include "service/ports/subjects.hpp"

#include <functional>

namespace giamsat {

struct UnitVersion {
    UnitId unit;
    Date from;
    std::string name;
    UnitId parent;
    UnitId place;
    std::string association;
};

class UnitReader {
public:
    virtual ~UnitReader() = default;
    virtual std::optional<Unit> find(const UnitId& id) = 0;
    virtual std::optional<Unit> by_code(const std::string& level, const std::string& code) = 0;
    virtual std::optional<UnitId> by_digest(const std::string& kind, const std::string& digest) = 0;
    virtual std::vector<Unit> all(const std::string& level) = 0;
    virtual std::vector<Unit> children(const UnitId& parent, const std::string& level) = 0;  // direct, current parents
    virtual std::vector<UnitVersion> versions(const UnitId& id) = 0;                         // oldest first
    virtual std::vector<Encrypted> personal(const UnitId& id, CommandId& cmd,
                                            int& i) = 0;  // sealed fields and their place
    virtual std::vector<UnitId> successors(const UnitId& id) = 0;
};

class PeopleReader {
public:
    virtual ~PeopleReader() = default;
    virtual std::optional<Person> find(const PersonId& id) = 0;
    virtual std::optional<Person> by_code(const std::string& code) = 0;
    virtual std::vector<Person> all() = 0;
    virtual std::vector<RoleGrant> roles(const PersonId& id, Date on) = 0;
    virtual std::vector<RoleGrant> holders(const std::string& role, const UnitId& unit,
                                           Date on) = 0;  // empty unit: anywhere
    virtual std::vector<Encrypted> personal(const PersonId& id, CommandId& cmd, int& i) = 0;
};

class LoanReader {
public:
    virtual ~LoanReader() = default;
    virtual std::optional<Loan> find(const LoanId& id) = 0;
    virtual std::optional<LoanId> by_digest(const std::string& digest) = 0;
    virtual std::vector<Loan> of_borrower(const UnitId& borrower) = 0;
    virtual std::vector<Loan> all() = 0;
};

struct CapitalRow {
    Date as_of;
    std::string source;
    std::string within;       // a part of this source's sum, or ""
    std::int64_t amount = 0;  // đồng
};

class PlanReader {
public:
    virtual ~PlanReader() = default;
    virtual std::optional<Plan> find(const CaseId& id) = 0;
    virtual std::vector<Plan> all() = 0;                          // by year, type, body
    virtual std::vector<PlanLine> lines(const CaseId& plan) = 0;  // in drafted order
    virtual std::optional<PlanLine> line(const PlanLineId& id) = 0;
    virtual std::vector<PlanLine> child_lines(const PlanLineId& parent) = 0;
    virtual std::vector<PlanLine> all_lines() = 0;
};

class TeamReader {
public:
    virtual ~TeamReader() = default;
    virtual std::optional<Team> find(const TeamId& id) = 0;
    virtual std::optional<Team> by_code(const std::string& code) = 0;
    virtual std::vector<Team> all() = 0;
};

class CaseReader {
public:
    virtual ~CaseReader() = default;
    virtual std::optional<CaseRecord> find(const CaseId& id) = 0;
    virtual std::vector<CaseId> by_prefix(const std::string& id_prefix) = 0;  // at most 10
    virtual std::vector<CaseRecord> children(const CaseId& parent) = 0;       // findings not among them
    virtual std::optional<CaseId> child_for(const CaseId& parent, const UnitId& unit) = 0;
    virtual ChildCounts count_children(const CaseId& parent) = 0;  // without findings
    virtual int count_open_findings(const CaseId& visit) = 0;
    // "" = any kind, any life; `not_ended` = those that are under way or suspended.
    virtual std::vector<CaseRecord> list(const std::string& kind, const std::string& life, int limit) = 0;
    static constexpr const char* not_ended = "not ended";
    virtual std::vector<CaseId> running_on(const std::string& workflow, const std::string& hash) = 0;  // by id
    virtual std::vector<RunningCount> count_running() = 0;  // by workflow, hash; without those nobody runs on
    virtual std::vector<CaseStep> steps(const CaseId& id) = 0;
    virtual std::vector<FormRecord> forms(const CaseId& id) = 0;
    virtual std::vector<DueTimer> due_timers(Instant until,
                                             int limit) = 0;  // by (due, case, id); not those of suspended cases
    virtual std::vector<DueTimer> timers(const CaseId& id) = 0;
    virtual std::vector<AgreementRecord> agreements(const CaseId& id) = 0;
    virtual std::vector<WorkRecord> work(const CaseId& id) = 0;               // what is held there; by event, person
    virtual std::vector<WorkRecord> all_work() = 0;                           // the longest held first
    virtual std::vector<AttachmentRecord> attachments(const CaseId& id) = 0;  // as they came
    virtual std::optional<Date> last_turn_on(const UnitId& unit, Date before) = 0;
};

class FindingReader {
public:
    virtual ~FindingReader() = default;
    virtual std::optional<FindingRecord> find(const CaseId& id) = 0;
    virtual std::vector<FindingRecord> all() = 0;
    virtual std::vector<FindingRecord> of_visit(const CaseId& visit) = 0;
    virtual int open_at(const UnitId& unit) = 0;
    virtual std::vector<RecommendationRecord> recommendations() = 0;
    virtual std::vector<RecommendationRecord> recommendations_of(const CaseId& source_or_finding) = 0;
    virtual std::vector<Encrypted> personal(const CaseId& finding, CommandId& cmd, int& i) = 0;
};

class LedgerReader {  // what reports count
public:
    virtual ~LedgerReader() = default;
    virtual std::vector<Turn> turns() = 0;
    virtual std::vector<CapitalRow> capital() = 0;
    virtual std::vector<NoticeRecord> notices(int limit) = 0;  // not yet delivered, oldest first
    virtual std::vector<CallRecord> calls(int limit) = 0;      // not yet carried out, oldest first
    virtual std::vector<AttemptRecord> attempts(const std::string& notice_or_call) = 0;  // oldest first
};

struct OfficeInfo {
    OfficeId id;
    std::string profile;
    bool demo = false;
    std::int64_t demo_seed = 0;
    Date founded;
};

class JournalReader {
public:
    virtual ~JournalReader() = default;
    virtual std::optional<OfficeInfo> office() = 0;
    virtual std::uint64_t size() = 0;
    virtual Hash root() = 0;
    virtual std::optional<std::string> entry_bytes(std::uint64_t seq) = 0;
    virtual void each(
        std::uint64_t from,
        const std::function<bool(std::uint64_t seq, const std::string& bytes, const Hash& leaf)>& visit) = 0;
    virtual std::vector<std::pair<std::uint64_t, Entry>> of_command(const CommandId& cmd) = 0;
    virtual std::vector<std::pair<std::uint64_t, Entry>> of_case(const CaseId& id) = 0;
    virtual std::optional<std::pair<std::int64_t, Hash>> case_head(
        const CaseId& id) = 0;  // (case_seq, leaf) of its last entry
    virtual std::optional<std::string> blob(const std::string& hash) = 0;
    virtual std::vector<std::pair<std::string, std::string>> profile_files() = 0;  // (path, hash) now
    virtual std::vector<std::pair<std::string, std::string>> edition_files(const std::string& edition) = 0;
    virtual std::string edition() = 0;  // the newest
    virtual std::optional<DefinitionRecord> definition(const std::string& workflow, const std::string& hash) = 0;
    virtual std::vector<DefinitionRecord> definitions() = 0;  // by workflow; the oldest first
};

struct Readers {
    UnitReader& units;
    PeopleReader& people;
    LoanReader& loans;
    PlanReader& plans;
    TeamReader& teams;
    CaseReader& cases;
    FindingReader& findings;
    LedgerReader& ledger;
    JournalReader& journal;
    EvidenceReader& evidence;
    SubjectReader& subjects;
};

}  // namespace giamsat
