// SPDX-License-Identifier: Apache-2.0
// Before the first write: the journal still begins with what was signed last, as far as the office itself keeps it.
#pragma once

#include "adapters/store/sqlite.hpp"

namespace giamsat::store {

// `size`: of the journal as it is. Reads a few hundred stored hashes, whatever the length. Throws StorageError: journal_damaged.
void check_signed_end(Database& database, std::uint64_t size);

}  // namespace giamsat::store
