// SPDX-License-Identifier: Apache-2.0
// What the office file and the key file have in common: how an SQLite file of ours is told from a foreign one, opened with
// everything durability needs, and brought to the newest schema.
#pragma once

#include "adapters/store/migrations/migrations.hpp"
#include "adapters/store/sqlite.hpp"

#include <memory>

namespace giamsat::store {

struct FileKind {
    std::int64_t application_id = 0;
    const std::vector<Migration>* migrations = nullptr;
};
const FileKind& office_file_kind();
const FileKind& key_file_kind();

// The files of an office in its folder.
std::filesystem::path office_path(const std::filesystem::path& folder);
std::filesystem::path keys_path(const std::filesystem::path& folder);
std::filesystem::path office_key_path(const std::filesystem::path& folder);
std::filesystem::path lock_path(const std::filesystem::path& folder);

// Throw StorageError. Opening looks at the file without writing first: what is foreign, newer or damaged keeps its bytes.
std::unique_ptr<Database> create_file(const std::filesystem::path& path, const FileKind& kind);
// Closes a file that was just made, with all of it in the file itself: closing alone would hide a failure.
void finish_file(std::unique_ptr<Database> database);
std::unique_ptr<Database> open_to_read(const std::filesystem::path& path, const FileKind& kind);
std::unique_ptr<Database> open_to_write(const std::filesystem::path& path, const FileKind& kind);

// All of the WAL goes into the file and the WAL is cut to nothing. office_busy while somebody reads an older state.
void empty_wal(Database& database);
// The file written anew as a whole, without anything that was deleted.
void vacuum(Database& database);

bool is_up_to_date(const std::filesystem::path& path, const FileKind& kind);  // its schema is the newest
// So many pages may stand in a WAL before a checkpoint moves them into the file. We ask for it ourselves, since SQLite keeps
// quiet about one of its own that failed.
inline constexpr int wal_pages_that_may_wait = 4000;

// Brings the office file of an older schema to the newest for whoever only wants to read it.
void bring_up_to_date(const std::filesystem::path& folder, const FileKind& kind);
// All migrations above the file's number, each in one transaction.
void migrate(Database& database, const FileKind& kind);
void sync_folder(const std::filesystem::path& folder);

}  // namespace giamsat::store
