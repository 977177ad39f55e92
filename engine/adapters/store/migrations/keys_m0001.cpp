// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const keys_m0001 = R"sql(
-- Whose keys these are, and the key of the digests that answer equality look-ups; wrapped by the office key.
CREATE TABLE key_office (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    office  TEXT NOT NULL,
    nonce   BLOB NOT NULL CHECK (length(nonce) = 24),
    lookup  BLOB NOT NULL
) STRICT;

-- One key for each subject, wrapped by the office key. Erasing a subject is erasing its row.
CREATE TABLE subject_key (
    subject TEXT NOT NULL PRIMARY KEY,
    kid     TEXT NOT NULL,
    nonce   BLOB NOT NULL CHECK (length(nonce) = 24),
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace giamsat::store
