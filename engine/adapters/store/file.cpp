// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/file.hpp"

#include "adapters/store/office_lock.hpp"

#include <sqlite3.h>

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

namespace giamsat::store {

const FileKind& office_file_kind() {
    static const FileKind kind{0x4749414D, &office_migrations()};  // "GIAM"
    return kind;
}
const FileKind& key_file_kind() {
    static const FileKind kind{0x4749414B, &key_migrations()};  // "GIAK"
    return kind;
}

std::filesystem::path office_path(const std::filesystem::path& folder) { return folder / "office.db"; }
std::filesystem::path keys_path(const std::filesystem::path& folder) { return folder / "keys.db"; }
std::filesystem::path office_key_path(const std::filesystem::path& folder) { return folder / "office.key"; }
std::filesystem::path lock_path(const std::filesystem::path& folder) { return folder / "office.lock"; }

namespace {

int newest(const FileKind& kind) { return kind.migrations->back().number; }

void check(const Database& database, int code) {
    if (code != SQLITE_OK) database.fail(code);
}

// A hostile file may hold any schema: what our own statements never need is closed.
void limit(Database& database) {
    sqlite3* db = database.handle();
    constexpr std::pair<int, int> limits[] = {
        {SQLITE_LIMIT_LENGTH, 2'000'000},    {SQLITE_LIMIT_SQL_LENGTH, 100'000}, {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 50},       {SQLITE_LIMIT_COMPOUND_SELECT, 3},  {SQLITE_LIMIT_VDBE_OP, 25'000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},      {SQLITE_LIMIT_ATTACHED, 0},         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 100}, {SQLITE_LIMIT_TRIGGER_DEPTH, 10},   {SQLITE_LIMIT_WORKER_THREADS, 0},
    };
    for (const auto& [id, value] : limits) sqlite3_limit(db, id, value);
    check(database, sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
    check(database, sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr));
    check(database, sqlite3_busy_timeout(db, 5000));
}

void settle(Database& database) {
    database.run(
        "PRAGMA foreign_keys = ON;"
        "PRAGMA cell_size_check = ON;"
        "PRAGMA mmap_size = 0;"
        "PRAGMA cache_size = -65536;");
}

// EXTRA comes before WAL: a rollback journal whose deletion is not yet durable could come back and drop the whole WAL.
void make_durable(Database& database) {
    database.run(
        "PRAGMA page_size = 8192;"  // of a new file only; entries are near 1 kB, and a commit writes half as many pages
        "PRAGMA synchronous = EXTRA;");
    if (database.text("PRAGMA journal_mode = WAL;") != "wal") database.fail(SQLITE_CANTOPEN);
    sync_folder(database.path().parent_path());
    database.run(
        "PRAGMA secure_delete = ON;"
        "PRAGMA wal_autocheckpoint = 4000;"
        "PRAGMA journal_size_limit = 67108864;");
    if (database.number("PRAGMA synchronous;") != 3) database.fail(SQLITE_MISUSE);
}

[[noreturn]] void refuse_foreign(const Database& database) {
    throw StorageError(Problem(ProblemCode::office_foreign, {{"path", database.path().string()},
                                                             {"why", "tệp SQLite của chương trình khác"},
                                                             {"why_en", "it is an SQLite file of another program"}}));
}

[[noreturn]] void damaged(const Database& database) {
    throw StorageError(
        Problem(ProblemCode::office_damaged,
                {{"path", database.path().string()}, {"why", "tệp bị cắt cụt"}, {"why_en", "the file was cut short"}}));
}

bool has_wal(const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::path wal = path;
    wal += "-wal";
    return std::filesystem::exists(wal, ignored) && std::filesystem::file_size(wal, ignored) > 0;
}

bool write_over(int file) {
    std::string bytes(1 << 20, '\0');
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(file, bytes.data(), bytes.size(), at);
        if (got <= 0) return got == 0;
        const ssize_t put = ::pwrite(file, bytes.data(), static_cast<std::size_t>(got), at);
        if (put <= 0) return false;
        at += put;
    }
}

// What a sync that failed could not bring to the disk reads, from memory, as if it were there, and later syncs leave it
// out. So a WAL that somebody left is written once more, as it reads, before anything is built on it.
void renew_wal(const std::filesystem::path& path) {
    if (!has_wal(path)) return;
    std::filesystem::path wal = path;
    wal += "-wal";
    const int file = ::open(wal.c_str(), O_RDWR | O_CLOEXEC);
    const bool renewed = file >= 0 && write_over(file) && ::fdatasync(file) == 0;
    if (file >= 0) ::close(file);
    if (!renewed) throw StorageError(problem_of(SQLITE_IOERR, wal, "it cannot be written again"));
}

// Even to read, SQLite keeps an index of the WAL beside the file. From a disc that cannot be written, a file without a WAL
// is read without one. Where such an index lies somebody may be writing, whom this user may only watch: nothing is frozen.
Database::Access way_to_read(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const bool writable = ::access(folder.c_str(), W_OK) == 0;
    const bool changes = has_wal(path) || std::filesystem::exists(path.string() + "-shm");
    return writable || changes ? Database::Access::read : Database::Access::frozen;
}

// SQLite reads a cut last page as if its rest were zeros. While a WAL is there, it may still hold that page whole.
void check_length(Database& database) {
    if (has_wal(database.path())) return;
    std::error_code ignored;
    const auto page = static_cast<std::uintmax_t>(database.number("PRAGMA page_size;"));
    if (page == 0 || std::filesystem::file_size(database.path(), ignored) % page != 0) damaged(database);
}

void check_kind(Database& database, const FileKind& kind) {
    if (database.number("PRAGMA application_id;") != kind.application_id) refuse_foreign(database);
    const auto found = database.number("PRAGMA user_version;");
    if (found > newest(kind))
        throw StorageError(Problem(ProblemCode::office_newer, {{"path", database.path().string()},
                                                               {"found", std::to_string(found)},
                                                               {"known", std::to_string(newest(kind))}}));
    if (found < 1) refuse_foreign(database);
    check_length(database);
    database.number("SELECT count(*) FROM sqlite_schema;");  // reads the schema: a cut file fails here
}

// All of it or nothing: the number is part of the transaction.
void apply(Database& database, const Migration& migration) try {
    database.run("BEGIN IMMEDIATE;");
    for (const char* sql : migration.sql) database.run(sql);
    database.run(fmt::format("PRAGMA user_version = {};", migration.number).c_str());
    database.run("COMMIT;");
} catch (const StorageError&) {
    if (database.in_transaction()) database.run("ROLLBACK;");
    throw;
}

void check_library_now() {
    if (auto done = check_library(library_number()); !done) throw StorageError(done.error());
}

}  // namespace

// SQLite hides a failing sync of the folder; we do not.
void sync_folder(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder.empty() ? "." : folder;
    const int number = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = number >= 0 && ::fsync(number) == 0;
    if (number >= 0) ::close(number);
    if (!synced) throw StorageError(problem_of(SQLITE_IOERR, path, "the folder cannot be synced"));
}

void migrate(Database& database, const FileKind& kind) {
    const auto now = database.number("PRAGMA user_version;");
    for (const Migration& migration : *kind.migrations)
        if (migration.number > now) apply(database, migration);
}

std::unique_ptr<Database> create_file(const std::filesystem::path& path, const FileKind& kind) {
    check_library_now();
    auto database = std::make_unique<Database>(path, Database::Access::create);
    limit(*database);
    make_durable(*database);
    settle(*database);
    database->run(fmt::format("PRAGMA application_id = {};", kind.application_id).c_str());
    migrate(*database, kind);
    return database;
}

void finish_file(std::unique_ptr<Database> database) { empty_wal(*database); }

void empty_wal(Database& database) {
    if (database.number("PRAGMA wal_checkpoint(TRUNCATE);") != 0) database.fail(SQLITE_BUSY);
}

// It attaches a second database of its own, in memory: what it writes out must not come to lie in a temporary file.
void vacuum(Database& database) {
    const int attached = sqlite3_limit(database.handle(), SQLITE_LIMIT_ATTACHED, 1);
    database.run("PRAGMA temp_store = MEMORY; VACUUM;");
    sqlite3_limit(database.handle(), SQLITE_LIMIT_ATTACHED, attached);
}

std::unique_ptr<Database> open_to_read(const std::filesystem::path& path, const FileKind& kind) {
    check_library_now();
    auto database = std::make_unique<Database>(path, way_to_read(path));
    limit(*database);
    check_kind(*database, kind);
    settle(*database);
    return database;
}

bool is_up_to_date(const std::filesystem::path& path, const FileKind& kind) {
    return open_to_read(path, kind)->number("PRAGMA user_version;") == newest(kind);
}

void bring_up_to_date(const std::filesystem::path& folder, const FileKind& kind) {
    if (is_up_to_date(office_path(folder), kind)) return;
    const OfficeLock lock = OfficeLock::take(folder);
    open_to_write(office_path(folder), kind);
}

std::unique_ptr<Database> open_to_write(const std::filesystem::path& path, const FileKind& kind) {
    open_to_read(path, kind);
    renew_wal(path);
    auto database = std::make_unique<Database>(path, Database::Access::write);
    limit(*database);
    check_kind(*database, kind);
    make_durable(*database);
    settle(*database);
    migrate(*database, kind);
    return database;
}

}  // namespace giamsat::store
