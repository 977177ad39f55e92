// SPDX-License-Identifier: Apache-2.0
// The sixth schema of the office file: whose personal data these are, who read them, and what became of them.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0006_subjects = R"sql(
-- Who read whose personal fields, for what. The entry names the subjects.
CREATE TABLE disclosure (
    cmd      TEXT NOT NULL,
    i        INTEGER NOT NULL,
    person   TEXT,
    on_date  TEXT NOT NULL,
    purpose  TEXT NOT NULL,
    door     TEXT NOT NULL,
    command  TEXT NOT NULL,
    about    TEXT NOT NULL,
    subjects INTEGER NOT NULL,
    fields   TEXT NOT NULL,
    PRIMARY KEY (cmd, i)
) STRICT, WITHOUT ROWID;

-- What somebody asked about their own data, with the days the law gives.
CREATE TABLE subject_request (
    id          TEXT NOT NULL,
    subject     TEXT NOT NULL,
    about       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    received    TEXT NOT NULL,
    answer_by   TEXT NOT NULL,
    complete_by TEXT NOT NULL,
    answered    TEXT,
    completed   TEXT,
    outcome     TEXT,
    extended    INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- Whose data may not be erased now.
CREATE TABLE subject_hold (
    subject TEXT NOT NULL,
    about   TEXT NOT NULL,
    on_date TEXT NOT NULL,
    person  TEXT,
    PRIMARY KEY (subject)
) STRICT, WITHOUT ROWID;

-- Whose key was destroyed, by whose decision.
CREATE TABLE erasure (
    subject   TEXT NOT NULL,
    about     TEXT NOT NULL,
    on_date   TEXT NOT NULL,
    actor     TEXT,
    on_behalf TEXT,
    act       TEXT,
    PRIMARY KEY (subject)
) STRICT, WITHOUT ROWID;

-- Copies of the keys, and when each has to be destroyed.
CREATE TABLE key_copy (
    cmd      TEXT NOT NULL,
    on_date  TEXT NOT NULL,
    expires  TEXT NOT NULL,
    subjects INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    PRIMARY KEY (cmd)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace giamsat::store
