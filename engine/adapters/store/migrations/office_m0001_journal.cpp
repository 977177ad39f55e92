// SPDX-License-Identifier: Apache-2.0
// The first schema of the office file. The journal itself. Texts compare by their bytes everywhere.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0001_journal = R"sql(
-- The truth: the exact bytes of each entry with their leaf hash, numbered from 0 without a gap.
CREATE TABLE log_entry (
    seq   INTEGER PRIMARY KEY CHECK (seq >= 0),
    leaf  BLOB NOT NULL CHECK (length(leaf) = 32),
    entry BLOB NOT NULL CHECK (length(entry) BETWEEN 2 AND 65535)
) STRICT;

-- Roots of the full subtrees of 256^level leaves, so that opening reads a few hundred hashes and not all.
CREATE TABLE log_node (
    level INTEGER NOT NULL CHECK (level >= 1),
    idx   INTEGER NOT NULL CHECK (idx >= 0),
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

-- Where the journal ends: the one row the writer holds while it gives out numbers.
CREATE TABLE log_head (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    office TEXT NOT NULL,
    size   INTEGER NOT NULL CHECK (size >= 0),
    root   BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;

-- Bytes too large for an entry or kept as they came, by the SHA-256 of what is stored.
CREATE TABLE blob (
    hash  TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- What was tried with a notice. Not a projection: the world outside decides it.
CREATE TABLE outbox_attempt (
    notice  TEXT NOT NULL,
    t       INTEGER NOT NULL,
    outcome TEXT NOT NULL
) STRICT;

-- For which notices are still to be delivered.
CREATE INDEX outbox_attempt_by_notice ON outbox_attempt (notice, outcome);

-- The journal only grows. These stop our own mistakes; against others the tree is the evidence.
CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry BEGIN
    SELECT RAISE(ABORT, 'an entry of the journal is never changed');
END;
-- The same, against deleting an entry.
CREATE TRIGGER log_entry_remains BEFORE DELETE ON log_entry BEGIN
    SELECT RAISE(ABORT, 'an entry of the journal is never deleted');
END;
-- The same for the nodes of the tree.
CREATE TRIGGER log_node_stays BEFORE UPDATE ON log_node BEGIN
    SELECT RAISE(ABORT, 'a node of the tree is never changed');
END;
-- The same, against deleting a node.
CREATE TRIGGER log_node_remains BEFORE DELETE ON log_node BEGIN
    SELECT RAISE(ABORT, 'a node of the tree is never deleted');
END;
)sql";

}  // namespace giamsat::store
