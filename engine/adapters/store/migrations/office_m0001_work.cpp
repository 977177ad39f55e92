// SPDX-License-Identifier: Apache-2.0
// The first schema of the office file. The work: plans, cases, findings. Texts compare by their bytes everywhere.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0001_work = R"sql(
-- Plans of a year; each is a case of its own.
CREATE TABLE plan (
    id         TEXT NOT NULL,
    type       TEXT NOT NULL,
    body       TEXT NOT NULL,
    body_unit  TEXT,
    year       INTEGER NOT NULL,
    from_date  TEXT NOT NULL,
    until_date TEXT NOT NULL,
    number     TEXT,
    dated      TEXT,
    PRIMARY KEY (id)
) STRICT;

-- Lines of a plan: one unit, one month, one mode.
CREATE TABLE plan_line (
    id         TEXT NOT NULL,
    plan       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    parent     TEXT,
    unit       TEXT NOT NULL,
    level      TEXT NOT NULL,
    body       TEXT NOT NULL,
    body_unit  TEXT,
    mode       TEXT NOT NULL,
    variant    TEXT NOT NULL,
    month      INTEGER NOT NULL,
    planned_on TEXT NOT NULL,
    sample     INTEGER NOT NULL,
    quota      TEXT,
    why        TEXT,
    status     TEXT NOT NULL,
    opened     TEXT,
    PRIMARY KEY (id)
) STRICT;

-- For the lines of a plan in drafted order.
CREATE INDEX plan_line_by_plan ON plan_line (plan, position);

-- For the lines below a line.
CREATE INDEX plan_line_by_parent ON plan_line (parent);

-- Turns that count: one signed minutes, or one row of a sheet.
CREATE TABLE turn (
    case_id     TEXT NOT NULL,
    level       TEXT NOT NULL,
    unit        TEXT NOT NULL,
    body        TEXT NOT NULL,
    body_unit   TEXT,
    body_group  TEXT NOT NULL,
    association TEXT,
    plan_type   TEXT,
    plan        TEXT,
    year        INTEGER NOT NULL,
    mode        TEXT NOT NULL,
    variant     TEXT NOT NULL,
    on_date     TEXT NOT NULL,
    PRIMARY KEY (case_id)
) STRICT;

-- For when a unit was last visited.
CREATE INDEX turn_by_unit ON turn (unit, on_date);

-- Cases: where each stands.
CREATE TABLE case_file (
    id         TEXT NOT NULL,
    workflow   TEXT NOT NULL,
    def        TEXT,
    kind       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    level      TEXT NOT NULL,
    parent     TEXT,
    plan       TEXT,
    line       TEXT,
    body       TEXT,
    body_unit  TEXT,
    variant    TEXT,
    mode       TEXT,
    plan_type  TEXT,
    year       INTEGER NOT NULL,
    sample     INTEGER NOT NULL,
    team       TEXT,
    config     TEXT NOT NULL,
    history    TEXT,
    life       TEXT NOT NULL,
    outcome    TEXT,
    opened_on  TEXT NOT NULL,
    planned_on TEXT,
    due_on     TEXT,
    ended_on   TEXT,
    steps      INTEGER NOT NULL,
    last_event TEXT,
    moved_on   TEXT,
    PRIMARY KEY (id)
) STRICT;

-- For the child for a unit, and counting open children without touching their rows.
CREATE INDEX case_file_by_parent ON case_file (parent, unit, kind, life);

-- For lists of cases by kind and by life.
CREATE INDEX case_file_by_kind ON case_file (kind, life);

-- Data of cases, one row for each field, as canonical JSON.
CREATE TABLE case_value (
    case_id TEXT NOT NULL,
    field   TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (case_id, field)
) STRICT, WITHOUT ROWID;

-- The steps a case took.
CREATE TABLE case_step (
    case_id     TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    event       TEXT NOT NULL,
    from_states TEXT NOT NULL,
    to_states   TEXT NOT NULL,
    actor       TEXT,
    on_behalf   TEXT,
    act         TEXT,
    via         TEXT,
    t           INTEGER NOT NULL,
    on_date     TEXT NOT NULL,
    enc         TEXT,
    enc_cmd     TEXT,
    enc_i       INTEGER,
    PRIMARY KEY (case_id, seq)
) STRICT;

-- Timers that wait, with the instant they are due (UTC milliseconds).
CREATE TABLE timer (
    case_id TEXT NOT NULL,
    id      TEXT NOT NULL,
    event   TEXT NOT NULL,
    due     INTEGER NOT NULL,
    PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

-- For the timers that are due, oldest first.
CREATE INDEX timer_by_due ON timer (due);

-- Forms handed in, as canonical JSON; what is personal is sealed in enc.
CREATE TABLE form_submission (
    case_id TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    form    TEXT NOT NULL,
    event   TEXT,
    on_date TEXT NOT NULL,
    answers TEXT NOT NULL,
    enc     TEXT,
    enc_cmd TEXT,
    enc_i   INTEGER,
    PRIMARY KEY (case_id, seq)
) STRICT;

-- What visits found; free text is sealed in enc.
CREATE TABLE finding (
    id          TEXT NOT NULL,
    visit       TEXT NOT NULL,
    unit        TEXT NOT NULL,
    level       TEXT NOT NULL,
    code        TEXT NOT NULL,
    severity    TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    body_group  TEXT NOT NULL,
    association TEXT,
    fingerprint TEXT NOT NULL,
    found_on    TEXT NOT NULL,
    due_on      TEXT NOT NULL,
    reopened    INTEGER NOT NULL,
    enc         TEXT,
    enc_cmd     TEXT,
    enc_i       INTEGER,
    PRIMARY KEY (id)
) STRICT;

-- For the findings of a visit.
CREATE INDEX finding_by_visit ON finding (visit);

-- For the findings at a unit.
CREATE INDEX finding_by_unit ON finding (unit);

-- What was recommended, to whom, until when.
CREATE TABLE recommendation (
    id         TEXT NOT NULL,
    source     TEXT NOT NULL,
    finding    TEXT,
    unit       TEXT NOT NULL,
    addressee  TEXT NOT NULL,
    made_on    TEXT NOT NULL,
    due_on     TEXT NOT NULL,
    outcome    TEXT,
    settled_on TEXT,
    enc        TEXT,
    enc_cmd    TEXT,
    enc_i      INTEGER,
    PRIMARY KEY (id)
) STRICT;

-- For the recommendations of a visit, session or finding.
CREATE INDEX recommendation_by_source ON recommendation (source);

-- For the recommendations that follow a finding.
CREATE INDEX recommendation_by_finding ON recommendation (finding);
)sql";

}  // namespace giamsat::store
