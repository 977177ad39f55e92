// SPDX-License-Identifier: Apache-2.0
// The reader ports on SQLite. Each keeps its statements prepared; all read through the connection of the office, so that
// inside the writer's transaction they see what it has changed.
#pragma once

#include "adapters/store/reading.hpp"
#include "kernel/journal/merkle.hpp"
#include "service/ports/readers.hpp"

namespace giamsat::store {

class SqliteUnits final : public UnitReader {
public:
    explicit SqliteUnits(Database& database);
    std::optional<Unit> find(const UnitId& id) override;
    std::optional<Unit> by_code(const std::string& level, const std::string& code) override;
    std::optional<UnitId> by_digest(const std::string& kind, const std::string& digest) override;
    std::vector<Unit> all(const std::string& level) override;
    std::vector<Unit> children(const UnitId& parent, const std::string& level) override;
    std::vector<UnitVersion> versions(const UnitId& id) override;
    std::vector<Encrypted> personal(const UnitId& id, CommandId& cmd, int& i) override;
    std::vector<UnitId> successors(const UnitId& id) override;

private:
    Database& database_;
    Statement find_;
    Statement by_code_;
    Statement by_digest_;
    Statement all_;
    Statement children_;
    Statement versions_;
    Statement personal_;
    Statement successors_;
};

class SqlitePeople final : public PeopleReader {
public:
    explicit SqlitePeople(Database& database);
    std::optional<Person> find(const PersonId& id) override;
    std::optional<Person> by_code(const std::string& code) override;
    std::vector<Person> all() override;
    std::vector<RoleGrant> roles(const PersonId& id, Date on) override;
    std::vector<RoleGrant> holders(const std::string& role, const UnitId& unit, Date on) override;
    std::vector<Encrypted> personal(const PersonId& id, CommandId& cmd, int& i) override;

private:
    Database& database_;
    Statement find_;
    Statement by_code_;
    Statement all_;
    Statement roles_;
    Statement holders_;
    Statement holders_anywhere_;
    Statement personal_;
};

class SqliteLoans final : public LoanReader {
public:
    explicit SqliteLoans(Database& database);
    std::optional<Loan> find(const LoanId& id) override;
    std::optional<LoanId> by_digest(const std::string& digest) override;
    std::vector<Loan> of_borrower(const UnitId& borrower) override;
    std::vector<Loan> all() override;

private:
    Database& database_;
    Statement find_;
    Statement by_digest_;
    Statement of_borrower_;
    Statement all_;
};

class SqlitePlans final : public PlanReader {
public:
    explicit SqlitePlans(Database& database);
    std::optional<Plan> find(const CaseId& id) override;
    std::vector<Plan> all() override;
    std::vector<PlanLine> lines(const CaseId& plan) override;
    std::optional<PlanLine> line(const PlanLineId& id) override;
    std::vector<PlanLine> child_lines(const PlanLineId& parent) override;
    std::vector<PlanLine> all_lines() override;

private:
    Database& database_;
    Statement find_;
    Statement all_;
    Statement lines_;
    Statement line_;
    Statement child_lines_;
    Statement all_lines_;
};

class SqliteTeams final : public TeamReader {
public:
    explicit SqliteTeams(Database& database);
    std::optional<Team> find(const TeamId& id) override;
    std::optional<Team> by_code(const std::string& code) override;
    std::vector<Team> all() override;

private:
    Team with_members(Team team);

    Database& database_;
    Statement find_;
    Statement by_code_;
    Statement all_;
    Statement members_;
};

class SqliteCases final : public CaseReader {
public:
    explicit SqliteCases(Database& database);
    std::optional<CaseRecord> find(const CaseId& id) override;
    std::vector<CaseId> by_prefix(const std::string& id_prefix) override;
    std::vector<CaseRecord> children(const CaseId& parent) override;
    std::optional<CaseId> child_for(const CaseId& parent, const UnitId& unit) override;
    ChildCounts count_children(const CaseId& parent) override;
    int count_open_findings(const CaseId& visit) override;
    std::vector<CaseRecord> list(const std::string& kind, const std::string& life, int limit) override;
    std::vector<CaseId> running_on(const std::string& workflow, const std::string& hash) override;
    std::vector<RunningCount> count_running() override;
    std::vector<CaseStep> steps(const CaseId& id) override;
    std::vector<FormRecord> forms(const CaseId& id) override;
    std::vector<DueTimer> due_timers(Instant until, int limit) override;
    std::vector<DueTimer> timers(const CaseId& id) override;
    std::vector<AgreementRecord> agreements(const CaseId& id) override;
    std::vector<WorkRecord> work(const CaseId& id) override;
    std::vector<WorkRecord> all_work() override;
    std::vector<AttachmentRecord> attachments(const CaseId& id) override;
    std::optional<Date> last_turn_on(const UnitId& unit, Date before) override;

private:
    Database& database_;
    Statement find_;
    Statement data_;
    Statement by_prefix_;
    Statement children_;
    Statement child_for_;
    Statement count_children_;
    Statement count_findings_;
    Statement list_;
    Statement running_on_;
    Statement count_running_;
    Statement steps_;
    Statement forms_;
    Statement due_timers_;
    Statement timers_;
    Statement agreements_;
    Statement work_;
    Statement all_work_;
    Statement attachments_;
    Statement last_turn_;
};

class SqliteFindings final : public FindingReader {
public:
    explicit SqliteFindings(Database& database);
    std::optional<FindingRecord> find(const CaseId& id) override;
    std::vector<FindingRecord> all() override;
    std::vector<FindingRecord> of_visit(const CaseId& visit) override;
    int open_at(const UnitId& unit) override;
    std::vector<RecommendationRecord> recommendations() override;
    std::vector<RecommendationRecord> recommendations_of(const CaseId& source_or_finding) override;
    std::vector<Encrypted> personal(const CaseId& finding, CommandId& cmd, int& i) override;

private:
    Database& database_;
    Statement find_;
    Statement all_;
    Statement of_visit_;
    Statement open_at_;
    Statement recommendations_;
    Statement recommendations_of_;
    Statement personal_;
};

class SqliteLedger final : public LedgerReader {
public:
    explicit SqliteLedger(Database& database);
    std::vector<Turn> turns() override;
    std::vector<CapitalRow> capital() override;
    std::vector<NoticeRecord> notices(int limit) override;
    std::vector<CallRecord> calls(int limit) override;
    std::vector<AttemptRecord> attempts(const std::string& notice_or_call) override;

private:
    Database& database_;
    Statement turns_;
    Statement capital_;
    Statement notices_;
    Statement calls_;
    Statement attempts_;
};

// The end of the journal: from the writer's memory, or from the file's log_head when nobody writes here.
using JournalEnd = std::function<std::pair<std::uint64_t, Hash>()>;

class SqliteJournal final : public JournalReader {
public:
    SqliteJournal(Database& database, JournalEnd end);
    std::optional<OfficeInfo> office() override;
    std::uint64_t size() override { return end_().first; }
    Hash root() override { return end_().second; }
    std::optional<std::string> entry_bytes(std::uint64_t seq) override;
    void each(std::uint64_t from,
              const std::function<bool(std::uint64_t seq, const std::string& bytes, const Hash& leaf)>& visit) override;
    std::vector<std::pair<std::uint64_t, Entry>> of_command(const CommandId& cmd) override;
    std::vector<std::pair<std::uint64_t, Entry>> of_case(const CaseId& id) override;
    std::optional<std::pair<std::int64_t, Hash>> case_head(const CaseId& id) override;
    std::optional<std::string> blob(const std::string& hash) override;
    std::vector<std::pair<std::string, std::string>> profile_files() override;
    std::vector<std::pair<std::string, std::string>> edition_files(const std::string& edition) override;
    std::string edition() override;
    std::optional<DefinitionRecord> definition(const std::string& workflow, const std::string& hash) override;
    std::vector<DefinitionRecord> definitions() override;

private:
    std::vector<std::pair<std::uint64_t, Entry>> entries(Cursor cursor);

    Database& database_;
    JournalEnd end_;
    Statement office_;
    Statement entry_;
    Statement of_command_;
    Statement of_case_;
    Statement case_head_;
    Statement blob_;
    Statement profile_files_;
    Statement edition_files_;
    Statement edition_;
    Statement definition_;
    Statement definitions_;
};

class SqliteEvidence final : public EvidenceReader {
public:
    explicit SqliteEvidence(Database& database);
    std::string origin() override;
    StoredHashes hashes() override { return hashes_; }
    std::optional<KeptCheckpoint> last_checkpoint() override;
    std::vector<KeptCheckpoint> checkpoints() override;

private:
    KeptCheckpoint checkpoint_of(Reading& row);

    Database& database_;
    StoredHashes hashes_;
    Statement origin_;
    Statement last_;
    Statement all_;
    Statement cosignatures_;
};

class SqliteSubjects final : public SubjectReader {
public:
    explicit SqliteSubjects(Database& database);
    bool erased(const std::string& subject) override;
    std::vector<ErasureRecord> erasures() override;
    std::optional<HoldRecord> hold(const std::string& subject) override;
    std::vector<HoldRecord> holds() override;
    std::optional<SubjectRequest> request(const std::string& id) override;
    std::vector<SubjectRequest> requests() override;
    std::vector<DisclosureRecord> disclosures() override;
    std::vector<KeyCopyRecord> key_copies() override;
    std::vector<LookupRow> lookups_of(const std::string& subject) override;

private:
    Database& database_;
    Statement erased_;
    Statement erasures_;
    Statement hold_;
    Statement holds_;
    Statement request_;
    Statement requests_;
    Statement disclosures_;
    Statement key_copies_;
    Statement lookups_;
};

// One of each, over one connection.
struct AllReaders {
    AllReaders(Database& database, JournalEnd end);
    Readers ports() {
        return {units, people, loans, plans, teams, cases, findings, ledger, journal, evidence, subjects};
    }

    SqliteUnits units;
    SqlitePeople people;
    SqliteLoans loans;
    SqlitePlans plans;
    SqliteTeams teams;
    SqliteCases cases;
    SqliteFindings findings;
    SqliteLedger ledger;
    SqliteJournal journal;
    SqliteEvidence evidence;
    SqliteSubjects subjects;
};

}  // namespace giamsat::store
