// SPDX-License-Identifier: Apache-2.0
// Inner header of adapters/store: what is looked at before an office is served. Both throw StorageError.
#pragma once

#include "adapters/store/sqlite.hpp"

namespace giamsat::store {

// SQLite's quick_check. office_damaged with the first thing it finds.
void check_file(Database& database);
// Of the last entries of a journal of `size`: each hashes to its leaf, the leaves to the stored nodes. journal_damaged
void check_tail(Database& database, std::uint64_t size);

}  // namespace giamsat::store
