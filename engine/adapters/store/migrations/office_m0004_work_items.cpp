// SPDX-License-Identifier: Apache-2.0
// The fourth schema of the office file: steps of cases that somebody has claimed or started as work.
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const office_m0004_work_items = R"sql(
-- What is only offered has no row.
CREATE TABLE work_item (
    case_id TEXT NOT NULL,
    event   TEXT NOT NULL,
    person  TEXT NOT NULL,
    stage   TEXT NOT NULL,
    on_date TEXT NOT NULL,
    PRIMARY KEY (case_id, event, person)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace giamsat::store
