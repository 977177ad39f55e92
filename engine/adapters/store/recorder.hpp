// SPDX-License-Identifier: Apache-2.0
// The write side on SQLite. The tree's right edge lives in memory and follows every rollback.
#pragma once

#include "adapters/store/mark.hpp"
#include "adapters/store/row_writer.hpp"
#include "kernel/journal/proof.hpp"
#include "service/ports/recorder.hpp"

namespace giamsat::store {

class SqliteRecorder final : public Recorder {
public:
    SqliteRecorder(Database& database, Frontier frontier);

    void begin() override;
    void commit() override;
    void tidy() override;
    void rollback() override;
    Done look_for_room() override;
    void savepoint() override;
    void release() override;
    void rollback_to_savepoint() override;
    void apply(const RowChange& change) override { rows_.apply(change); }
    std::pair<std::uint64_t, Hash> append(const std::string& entry_bytes) override;
    void put_blob(const std::string& hash, const std::string& bytes) override;
    void note_attempt(const std::string& notice, Instant t, const std::string& outcome) override;
    void keep_checkpoint(const SignedCheckpoint& checkpoint, Instant made) override;
    void keep_cosignature(const Checkpoint& checkpoint, const NoteSignature& signature) override;

    const Frontier& frontier() const { return frontier_; }

private:
    void store_nodes();
    void write_a_little();

    Database& database_;
    RowWriter rows_;
    Frontier frontier_;
    Frontier committed_;
    std::vector<Frontier> savepoints_;
    std::vector<FullNode> completed_;
    int wal_pages_ = 0;
    Mark mark_;
    std::string origin_;
    Statement begin_;
    Statement commit_;
    Statement savepoint_;
    Statement release_;
    Statement back_;
    Statement entry_;
    Statement node_;
    Statement head_;
    Statement blob_;
    Statement attempt_;
    Statement checkpoint_;
    Statement cosignature_;
};

// The stored hashes, read through statements of their own. `database` outlives them; a hash that is not there throws
// StorageError (journal_damaged).
StoredHashes stored_hashes(Database& database);
// The frontier of the stored tree, from its leaves and nodes. Throws StorageError (journal_damaged) when one is missing.
Frontier stored_frontier(Database& database, std::uint64_t size);

}  // namespace giamsat::store
