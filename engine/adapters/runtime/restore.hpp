// SPDX-License-Identifier: Apache-2.0
// An office made again out of its backup, a copy of its keys, and its office.key.
#pragma once

#include "adapters/runtime/backup.hpp"

namespace giamsat {

struct RestoreOrder {
    std::filesystem::path office;      // a backup, or a place of them: then its newest
    std::filesystem::path keys;        // the same, of keys
    std::filesystem::path office_key;  // the file
    std::filesystem::path to;          // not there yet, or empty
};

struct Restored {
    Backup office;
    Backup keys;
    BackupCheck check;
    std::int64_t subjects = 0;  // whose keys all open
    std::int64_t without = 0;   // sealed values of so many subjects have no key in this copy, and were not erased
};

// Verifies before the office takes its name: it is there as a whole, with the erasures of its journal made good in its keys, or
// not at all. Problems: not_found, office_exists, backup_damaged, keys_foreign, keys_missing, disk_full, file_unreadable.
Result<Restored> restore(const RestoreOrder& order, const BackupWatch& watch = {});

}  // namespace giamsat
