// SPDX-License-Identifier: Apache-2.0
// One command at work inside the writer's transaction: it reads, records entries, and sees at once what it has changed.
// Entries get their place in the journal when the command is finished, because each says how many they are.
#pragma once

#include "model/workflow/bundle.hpp"
#include "service/commands/command.hpp"
#include "service/commands/live_cases.hpp"
#include "service/ports/readers.hpp"
#include "service/ports/recorder.hpp"
#include "service/ports/vault.hpp"

#include <set>
#include <unordered_map>

namespace giamsat {

struct PersonalText {
    std::string subject;
    std::string path;
    std::string text;
};

struct Draft {
    std::string kind;  // with its version: "case.moved/1"
    CaseId case_id;
    std::string def;
    Json body = Json::object();
    std::vector<PersonalText> personal;
    std::vector<std::string> refs;
};

class Session {
public:
    Session(Readers readers, Recorder& recorder, Vault& vault, const ProfileBundle* profile, OfficeId office,
            CommandMeta meta, LiveCases& live);

    Readers read;
    const CommandMeta& meta() const { return meta_; }
    const ProfileBundle& profile() const;  // REQUIRES: founded
    Date today() const { return meta_.today; }
    Vault& vault() { return vault_; }
    Recorder& recorder() { return recorder_; }
    void found(OfficeId office, const ProfileBundle* profile);
    const OfficeId& office() const { return office_; }
    LiveCases& live() { return live_; }
    // From now on the office works by this edition, when the command succeeds.
    void publish(std::shared_ptr<const ProfileBundle> profile);
    const std::shared_ptr<const ProfileBundle>& published() const { return published_; }
    // The keys of these subjects are destroyed when the command is durable.
    void erase(const SubjectId& subject) { erased_.push_back(subject.value); }
    const std::vector<std::string>& erased() const { return erased_; }
    // Whether the newest version of this workflow opens new cases. not_possible.
    Done may_open(const std::string& workflow);

    // Writes the entry's row changes now. Problems: entry_invalid, subject_erased.
    Done record(Draft draft);
    // The same; the body stays with the caller, who writes the next one over it. For thousands that are nearly alike.
    Done record_again(Draft& draft);
    // The same for an entry about a file: its bytes become a blob, sealed under the case's key.
    Done record_file(Draft draft, const std::string& bytes);
    // The next id of this command; `what` keeps kinds apart.
    std::string new_id(std::string_view what);
    // As many, in the order of their bytes: rows written in the order of their keys lie together in every index.
    std::vector<std::string> new_ids(std::string_view what, std::size_t count);
    // So many cases are about to be opened.
    void expect(std::size_t cases);
    // From now on entries go straight into the journal; their number must be known. For imports of many rows.
    void stream(int entries_total);
    // Gives every entry its place. REQUIRES: called once, last.
    Result<Outcome> finish();
    bool recorded_nothing() const { return next_i_ == 0; }

private:
    // Where a case's own chain of entries stands.
    struct Chain {
        std::int64_t next = 0;     // case_seq of the next entry to be recorded
        std::optional<Hash> head;  // leaf of the last entry that has its place
    };
    // What an entry still has to say when it gets its place; the rest is the same for all of a command.
    struct Unplaced {
        std::string kind;
        CaseId case_id;
        Chain* chain = nullptr;  // of its case
        std::int64_t case_seq = 0;
        std::string def;
        std::string body;  // canonical
        std::vector<Encrypted> enc;
        std::vector<std::string> refs;
        int i = 0;
    };

    Done check_subjects(const Draft& draft);
    void fill(Draft& draft);
    Done place(Unplaced& one, int of);
    Chain& chain_of(const CaseId& id, bool opened);

    Recorder& recorder_;
    Vault& vault_;
    const ProfileBundle* profile_;
    std::shared_ptr<const ProfileBundle> published_;
    std::vector<std::string> erased_;
    std::set<std::string> may_open_;  // asked once for a command that opens thousands
    OfficeId office_;
    CommandMeta meta_;
    LiveCases& live_;
    Entry entry_;  // the one at work
    std::vector<Unplaced> pending_;
    std::unordered_map<CaseId, Chain> chains_;  // of the cases this command has touched
    Outcome outcome_;
    int next_i_ = 0;
    int next_id_ = 0;
    int streaming_total_ = 0;
};

// Carries the command out. The caller has opened a savepoint and rolls back to it when this refuses.
Result<Outcome> execute(const Command& command, Session& session);

}  // namespace giamsat
