// SPDX-License-Identifier: Apache-2.0
// The write side of the store, used by the one writer only.
#pragma once

#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/entry.hpp"
#include "kernel/journal/merkle.hpp"
#include "kernel/projection/row_change.hpp"

namespace giamsat {

class Recorder {
public:
    virtual ~Recorder() = default;
    virtual void begin() = 0;  // BEGIN IMMEDIATE. Storage failures throw StorageError.
    virtual void commit() = 0;
    virtual void tidy() = 0;  // what can wait until everybody whose command was committed has been told
    virtual void rollback() = 0;
    // After lack of room: whether writing may go on. Writes a little, leaving all as it is; disk_full when that did not work.
    virtual Done look_for_room() = 0;
    virtual void savepoint() = 0;
    virtual void release() = 0;
    virtual void rollback_to_savepoint() = 0;  // ends the savepoint, like release(); restores the tree frontier
    virtual void apply(const RowChange& change) = 0;
    // Appends at the end of the log: entry row, leaf hash, full-subtree nodes; returns its sequence number and leaf hash.
    virtual std::pair<std::uint64_t, Hash> append(const std::string& entry_bytes) = 0;
    virtual void put_blob(const std::string& hash, const std::string& bytes) = 0;  // idempotent
    // Not a projection. Outcome "delivered" takes the notice off LedgerReader::notices; see AttemptRecord.
    virtual void note_attempt(const std::string& notice, Instant t, const std::string& outcome) = 0;
    // No projections either: what signers and witnesses said. The same twice changes nothing.
    virtual void keep_checkpoint(const SignedCheckpoint& checkpoint, Instant made) = 0;
    virtual void keep_cosignature(const Checkpoint& checkpoint, const NoteSignature& signature) = 0;
};

}  // namespace giamsat
