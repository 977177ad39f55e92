// SPDX-License-Identifier: Apache-2.0
// The first schema of the office file. What the office keeps registers of: itself, units, people, loans. Texts compare by their bytes everywhere.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0001_registers = R"sql(
-- The office this file belongs to: one row, from the first entry.
CREATE TABLE office (
    id      TEXT NOT NULL,
    profile TEXT NOT NULL,
    demo    INTEGER NOT NULL,
    seed    INTEGER,
    founded TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- The files of the adopted profile, by their hash among the blobs.
CREATE TABLE profile_file (
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (path)
) STRICT, WITHOUT ROWID;

-- The published versions of each workflow.
CREATE TABLE definition (
    workflow  TEXT NOT NULL,
    hash      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    level     TEXT,
    version   INTEGER NOT NULL,
    published TEXT NOT NULL,
    PRIMARY KEY (workflow, hash)
) STRICT;

-- Where the entries of a command begin in the journal: what makes a command idempotent.
CREATE TABLE log_command (
    cmd TEXT NOT NULL,
    seq INTEGER NOT NULL,
    n   INTEGER NOT NULL,
    PRIMARY KEY (cmd)
) STRICT, WITHOUT ROWID;

-- Where the entries of a case stand in the journal.
CREATE TABLE case_entry (
    case_id  TEXT NOT NULL,
    case_seq INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    PRIMARY KEY (case_id, case_seq)
) STRICT, WITHOUT ROWID;

-- Notices to send; what was tried with them is in outbox_attempt.
CREATE TABLE notice (
    id        TEXT NOT NULL,
    recipient TEXT NOT NULL,
    template  TEXT NOT NULL,
    about     TEXT,
    on_date   TEXT NOT NULL,
    due_on    TEXT,
    PRIMARY KEY (id)
) STRICT;

-- Reports that were issued, with the root of the journal they rest on.
CREATE TABLE issued_report (
    cmd        TEXT NOT NULL,
    report     TEXT NOT NULL,
    from_date  TEXT,
    until_date TEXT,
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    format     TEXT NOT NULL,
    size       INTEGER NOT NULL,
    root       TEXT NOT NULL,
    PRIMARY KEY (cmd)
) STRICT;

-- Units as they are now.
CREATE TABLE unit (
    id          TEXT NOT NULL,
    level       TEXT NOT NULL,
    code        TEXT,
    name        TEXT,
    parent      TEXT,
    place       TEXT,
    association TEXT,
    valid_from  TEXT NOT NULL,
    valid_to    TEXT,
    enc         TEXT,
    enc_cmd     TEXT,
    enc_i       INTEGER,
    PRIMARY KEY (id)
) STRICT;

-- For children of a unit, in the order of their codes.
CREATE INDEX unit_by_parent ON unit (parent, level, code);

-- For a unit by its code, and all units of a level in the order of their codes.
CREATE INDEX unit_by_code ON unit (level, code);

-- Units as they were, by the day each version began.
CREATE TABLE unit_version (
    unit        TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    name        TEXT,
    parent      TEXT,
    place       TEXT,
    association TEXT,
    PRIMARY KEY (unit, valid_from)
) STRICT, WITHOUT ROWID;

-- Which units went on from one that ended.
CREATE TABLE unit_successor (
    unit      TEXT NOT NULL,
    successor TEXT NOT NULL,
    PRIMARY KEY (unit, successor)
) STRICT, WITHOUT ROWID;

-- Keyed digests of codes and phone numbers: equality look-up without plaintext.
CREATE TABLE lookup (
    kind    TEXT NOT NULL,
    digest  TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (kind, digest)
) STRICT, WITHOUT ROWID;

-- Loans as the last list showed them.
CREATE TABLE loan (
    id           TEXT NOT NULL,
    borrower     TEXT NOT NULL,
    programme    TEXT NOT NULL,
    source       TEXT NOT NULL,
    disbursed_on TEXT NOT NULL,
    amount       INTEGER NOT NULL,
    outstanding  INTEGER NOT NULL,
    as_of        TEXT NOT NULL,
    enc          TEXT,
    enc_cmd      TEXT,
    enc_i        INTEGER,
    PRIMARY KEY (id)
) STRICT;

-- For the loans of one borrower.
CREATE INDEX loan_by_borrower ON loan (borrower);

-- Entrusted capital by source on a day.
CREATE TABLE capital (
    as_of  TEXT NOT NULL,
    source TEXT NOT NULL,
    within TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (as_of, source, within)
) STRICT, WITHOUT ROWID;

-- Staff; the name is sealed in enc.
CREATE TABLE person (
    id      TEXT NOT NULL,
    code    TEXT NOT NULL,
    since   TEXT NOT NULL,
    enc     TEXT,
    enc_cmd TEXT,
    enc_i   INTEGER,
    PRIMARY KEY (id)
) STRICT;

-- For a person by the staff code.
CREATE INDEX person_by_code ON person (code);

-- Who holds which role, at which unit, from when to when.
CREATE TABLE role_grant (
    person     TEXT NOT NULL,
    role       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT,
    PRIMARY KEY (person, role, unit, valid_from)
) STRICT, WITHOUT ROWID;

-- For who holds a role at a unit.
CREATE INDEX role_grant_by_role ON role_grant (role, unit);

-- Inspection teams.
CREATE TABLE team (
    id        TEXT NOT NULL,
    code      TEXT NOT NULL,
    body      TEXT NOT NULL,
    body_unit TEXT,
    year      INTEGER NOT NULL,
    head      TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- For a team by its code.
CREATE INDEX team_by_code ON team (code);

-- Who is in a team, the head first.
CREATE TABLE team_member (
    team     TEXT NOT NULL,
    person   TEXT NOT NULL,
    position INTEGER NOT NULL,
    duty     TEXT NOT NULL,
    PRIMARY KEY (team, person)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace giamsat::store
