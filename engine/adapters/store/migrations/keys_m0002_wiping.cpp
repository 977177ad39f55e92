// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/migrations/migrations.hpp"

namespace giamsat::store {

const char* const keys_m0002_wiping = R"sql(
-- Subjects whose row is gone while the file may still hold its bytes: until it has been written anew as a whole.
CREATE TABLE wipe_owed (
    subject TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace giamsat::store
