// SPDX-License-Identifier: Apache-2.0
// The fifth schema of the office file: checkpoints of the journal, who has cosigned them, and recoveries.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0005_evidence = R"sql(
-- Not a projection: signed by somebody else. The text is what was signed, the line the log's signature.
CREATE TABLE log_checkpoint (
    origin TEXT NOT NULL,
    size   INTEGER NOT NULL CHECK (size >= 0),
    text   TEXT NOT NULL,
    line   TEXT NOT NULL,
    made   INTEGER NOT NULL,
    PRIMARY KEY (origin, size)
) STRICT, WITHOUT ROWID;

-- Not a projection: what witnesses answered, a signature line each.
CREATE TABLE log_cosignature (
    origin TEXT NOT NULL,
    size   INTEGER NOT NULL,
    name   TEXT NOT NULL,
    key_id INTEGER NOT NULL,
    line   TEXT NOT NULL,
    PRIMARY KEY (origin, size, name, key_id)
) STRICT, WITHOUT ROWID;

-- After a restored copy had lost what was signed: from which state the journal goes on, and under which origin.
CREATE TABLE recovery (
    origin      TEXT NOT NULL PRIMARY KEY,
    number      INTEGER NOT NULL,
    size        INTEGER NOT NULL,
    root        TEXT NOT NULL,
    signed_size INTEGER NOT NULL,
    signed_root TEXT NOT NULL,
    on_date     TEXT NOT NULL
) STRICT;
)sql";

}  // namespace giamsat::store
