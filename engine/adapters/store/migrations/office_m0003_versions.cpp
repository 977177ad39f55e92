// SPDX-License-Identifier: Apache-2.0
// The third schema of the office file: every edition of the profile, and the life of each version of a workflow. What
// an office had before is its first edition, named by the command that founded it. Texts compare by their bytes.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0003_versions = R"sql(
ALTER TABLE profile_file ADD COLUMN edition TEXT NOT NULL DEFAULT '';
UPDATE profile_file SET edition = (SELECT cmd FROM log_command WHERE seq = 0);

-- The files of each edition of the profile, by their hash among the blobs: what older cases run on.
CREATE TABLE edition_file (
    edition TEXT NOT NULL,
    path    TEXT NOT NULL,
    hash    TEXT NOT NULL,
    PRIMARY KEY (edition, path)
) STRICT, WITHOUT ROWID;
INSERT INTO edition_file (edition, path, hash) SELECT edition, path, hash FROM profile_file;

ALTER TABLE definition ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE definition ADD COLUMN edition TEXT NOT NULL DEFAULT '';
UPDATE definition SET stage = 'published', edition = (SELECT cmd FROM log_command WHERE seq = 0);

-- Migrations of running cases from one version to another.
CREATE TABLE migration (
    cmd       TEXT NOT NULL,
    workflow  TEXT NOT NULL,
    from_hash TEXT NOT NULL,
    to_hash   TEXT NOT NULL,
    mapping   TEXT NOT NULL,
    cases     INTEGER NOT NULL,
    on_date   TEXT NOT NULL,
    PRIMARY KEY (cmd)
) STRICT;
)sql";

}  // namespace giamsat::store
