// SPDX-License-Identifier: Apache-2.0
// What the later words of the workflow language need: late timers, attachments, steps everybody does, calls of plugins.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0002_words = R"sql(
-- What becomes of a timer found late: 'drop', or nothing for one that fires all the same.
ALTER TABLE timer ADD COLUMN late TEXT;

-- Files that came with a step. The bytes lie in `blob`, sealed under the case's key; their names in enc.
CREATE TABLE attachment (
    id         TEXT NOT NULL,
    case_id    TEXT NOT NULL,
    event      TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    blob       TEXT NOT NULL,
    seal       TEXT NOT NULL,
    on_date    TEXT NOT NULL,
    actor      TEXT,
    enc        TEXT,
    enc_cmd    TEXT,
    enc_i      INTEGER,
    PRIMARY KEY (id)
) STRICT;

-- For the attachments of a case.
CREATE INDEX attachment_by_case ON attachment (case_id);

-- Who has done a step that everybody has to do, as long as it has not fired.
CREATE TABLE agreement (
    case_id TEXT NOT NULL,
    event   TEXT NOT NULL,
    person  TEXT NOT NULL,
    on_date TEXT NOT NULL,
    PRIMARY KEY (case_id, event, person)
) STRICT, WITHOUT ROWID;

-- What plugins are asked to do; attempts at it are kept beside those at notices.
CREATE TABLE plugin_call (
    id      TEXT NOT NULL,
    case_id TEXT NOT NULL,
    plugin  TEXT NOT NULL,
    action  TEXT NOT NULL,
    request TEXT NOT NULL,
    on_date TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
)sql";

}  // namespace giamsat::store
