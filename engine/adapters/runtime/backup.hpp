// SPDX-License-Identifier: Apache-2.0
// Backups of an office, taken while it is at work: the office file (journal and tables, nothing personal that opens), and
// apart from it the keys, each copy of which has to be destroyed by a day. A place is a folder that collects backups of one
// kind; each is a folder of its own in it, there as a whole or not at all.
#pragma once

#include "adapters/runtime/backup_manifest.hpp"
#include "adapters/store/office.hpp"
#include "service/commands/command.hpp"

#include <atomic>
#include <functional>

namespace giamsat {

struct Backup {
    std::filesystem::path folder;
    Manifest manifest;
};

struct BackupWatch {
    std::function<void(int percent)> progress;
    const std::atomic<bool>* stop = nullptr;
};

// Everything acknowledged before the call is in it. May be called from any thread, beside a writer at work in this or another
// process. Problems: keys_together, office_busy (another backup into this place), disk_full, file_unreadable, interrupted.
Result<Backup> back_up(const std::filesystem::path& office, const std::filesystem::path& place, Instant now,
                       const BackupWatch& watch = {});
inline Result<Backup> back_up(const Office& office, const std::filesystem::path& place, Instant now,
                              const BackupWatch& watch = {}) {
    return back_up(office.folder(), place, now, watch);
}

// `record` has the copy written down; where it refuses, there is no copy. Problems as above, and those of `record`.
Result<Backup> back_up_keys(const std::filesystem::path& office, const std::filesystem::path& place, Instant now,
                            Date expires, const std::function<Done(const NoteKeyCopy&)>& record);

// Newest last; what is no backup is left out.
std::vector<Backup> backups_in(const std::filesystem::path& place);
// The backup of this kind that `folder` is, or the newest in it. not_found
Result<Backup> backup_at(const std::filesystem::path& folder, Manifest::Kind kind);

// Overwrites and removes copies of keys whose last day is over, and what an interrupted backup left. Gives what it removed.
Result<std::vector<Backup>> prune_backups(const std::filesystem::path& place, Date today);

// Of the backups of the same office beside `newest` so many of the newest stay, with it; the others go. Those it removed; what
// cannot be removed now is left for the next time. office_busy (another backup into this place)
Result<std::vector<Backup>> thin_backups(const Backup& newest, std::size_t keep);

struct BackupCheck {
    std::uint64_t entries = 0;  // an office's
    bool has_checkpoint = false;
    double seconds = 0;
};
// Every file is what the manifest says; an office's journal and tables hold, with its root and that of its checkpoint.
// backup_damaged
Result<BackupCheck> verify_backup(const Backup& backup, const BackupWatch& watch = {});

}  // namespace giamsat
