// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/sqlite.hpp"

#include <sqlite3.h>

#include <fmt/format.h>

#include <cerrno>
#include <new>

namespace giamsat::store {

namespace {

std::string version_text(int number) {
    return fmt::format("{}.{}.{}", number / 1'000'000, number / 1'000 % 1'000, number % 1'000);
}

int flags_of(Database::Access access) {
    switch (access) {
        case Database::Access::read: return SQLITE_OPEN_READONLY;
        case Database::Access::frozen: return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        case Database::Access::write: return SQLITE_OPEN_READWRITE;
        case Database::Access::create: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
        case Database::Access::memory: break;
    }
    return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
}

// What SQLite is told to open.
std::string name_of(const std::filesystem::path& path, Database::Access access) {
    if (access == Database::Access::memory) return ":memory:";
    if (access != Database::Access::frozen) return path.string();
    std::string uri = "file:";
    for (char c : std::filesystem::absolute(path).string())
        uri += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02x}", static_cast<unsigned>(c)) : std::string(1, c);
    return uri + "?immutable=1";
}

constexpr int steps_between_looks = 20'000;

int was_asked(void* asked) {
    return static_cast<const std::atomic<bool>*>(asked)->load(std::memory_order_relaxed) ? 1 : 0;
}

Problem damaged(const std::filesystem::path& path, const std::string& message) {
    return Problem(ProblemCode::office_damaged, {{"path", path.string()}, {"why", message}});
}

}  // namespace

int library_number() { return sqlite3_libversion_number(); }

Done check_library(int number) {
    if (number >= library_number_min) return {};
    return Problem(ProblemCode::library_too_old,
                   {{"found", version_text(number)}, {"known", version_text(library_number_min)}});
}

Problem problem_of(int code, const std::filesystem::path& path, const std::string& message) {
    switch (code & 0xff) {
        case SQLITE_FULL: return Problem(ProblemCode::disk_full, {{"path", path.string()}});
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Problem(ProblemCode::office_busy, {{"path", path.string()}});
        case SQLITE_TOOBIG:
            return Problem(ProblemCode::entry_invalid, {{"why", "dữ liệu quá dài"}, {"why_en", "it is too long"}});
        case SQLITE_NOMEM: throw std::bad_alloc();
        case SQLITE_INTERRUPT: return Problem(ProblemCode::interrupted);
        case SQLITE_NOTADB:
            return Problem(
                ProblemCode::office_foreign,
                {{"path", path.string()}, {"why", "không phải tệp SQLite"}, {"why_en", "it is not an SQLite file"}});
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_READONLY: return Problem(ProblemCode::file_unreadable, {{"file", path.string()}, {"why", message}});
        default: return damaged(path, message);
    }
}

Database::Database(const std::filesystem::path& path, Access access) : path_(path) {
    const int code = sqlite3_open_v2(name_of(path, access).c_str(), &handle_,
                                     flags_of(access) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code == SQLITE_OK) return;
    const Problem problem = problem_of(code, path, sqlite3_errstr(code));
    sqlite3_close(handle_);
    throw StorageError(problem);
}

Database::~Database() { sqlite3_close_v2(handle_); }

namespace {

// SQLite calls some lack of room an I/O error. Not so a sync that fails: nobody knows then what was written.
bool lacks_room(int code, int system_error) {
    const bool writes = code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE || (code & 0xff) == SQLITE_CANTOPEN;
    return writes && (system_error == ENOSPC || system_error == EDQUOT);
}

}  // namespace

void Database::fail(int code) const {
    const std::string message = sqlite3_errmsg(handle_);
    const bool full = lacks_room(sqlite3_extended_errcode(handle_), sqlite3_system_errno(handle_));
    throw StorageError(problem_of(full ? SQLITE_FULL : code, path_, message));
}

void Database::run(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::number(const char* sql) {
    Statement statement(*this, sql);
    Cursor cursor = statement.with();
    return cursor.next() ? cursor.integer(0) : 0;
}

std::string Database::text(const char* sql) {
    Statement statement(*this, sql);
    Cursor cursor = statement.with();
    return cursor.next() ? cursor.text(0) : std::string();
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

void Database::stop_when(const std::atomic<bool>& asked) {
    sqlite3_progress_handler(handle_, steps_between_looks, was_asked, const_cast<std::atomic<bool>*>(&asked));
}

void Database::count_wal(int& pages) {
    const auto note = [](void* to, sqlite3*, const char*, int in_wal) {
        *static_cast<int*>(to) = in_wal;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle_, note, &pages);
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::check(int code) {
    if (code != SQLITE_OK) database_.fail(code);
}

sqlite3_stmt* Statement::handle() {
    if (!handle_)
        check(sqlite3_prepare_v3(database_.handle(), sql_.data(), static_cast<int>(sql_.size()),
                                 SQLITE_PREPARE_PERSISTENT, &handle_, nullptr));
    return handle_;
}

void Statement::bind(int at, std::nullptr_t) { check(sqlite3_bind_null(handle(), at)); }
void Statement::bind(int at, std::int64_t value) { check(sqlite3_bind_int64(handle(), at, value)); }
void Statement::bind(int at, std::string_view text) {
    check(
        sqlite3_bind_text64(handle(), at, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bind_kept(int at, std::string_view text) {
    check(sqlite3_bind_text64(handle(), at, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8));
}
void Statement::bind(int at, Blob blob) {
    check(sqlite3_bind_blob64(handle(), at, blob.bytes.data() ? blob.bytes.data() : "", blob.bytes.size(),
                              SQLITE_TRANSIENT));
}

bool Statement::step() {
    const int code = sqlite3_step(handle());
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_.fail(code);
    return false;
}

void Statement::reset() { sqlite3_reset(handle_); }

bool Cursor::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
std::int64_t Cursor::integer(int column) const { return sqlite3_column_int64(handle_, column); }
int Cursor::columns() const { return sqlite3_column_count(handle_); }

std::string_view Cursor::view(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)))
                 : std::string_view();
}

}  // namespace giamsat::store
