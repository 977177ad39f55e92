// SPDX-License-Identifier: Apache-2.0
// SQLite in our words: a connection, statements prepared once, cursors that let go by themselves. Nothing else of the house
// includes sqlite3.h. Failures are thrown as StorageError. One thread at a time.
#pragma once

#include "base/core/failure.hpp"
#include "base/core/result.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace giamsat::store {

// The oldest library without the WAL-reset bug. Problems: library_too_old.
inline constexpr int library_number_min = 3'051'003;
int library_number();
Done check_library(int number);

struct Blob {
    std::string_view bytes;
};

class Database {
public:
    enum class Access {
        read,
        frozen,  // read a file that nobody writes, from a folder that cannot be written either: no lock, no WAL
        write,
        create,
        memory,
    };

    // The file itself is not looked at before the first statement.
    Database(const std::filesystem::path& path, Access access);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql);             // one or more statements without parameters
    std::int64_t number(const char* sql);  // the first cell of the first row; 0 when there is none
    std::string text(const char* sql);
    std::int64_t changes() const;
    bool in_transaction() const;
    void stop_when(const std::atomic<bool>& asked);  // statements then end with interrupted
    void count_wal(int& pages);  // `pages` is set at each commit, and a commit moves nothing out of the WAL any more

    [[noreturn]] void fail(int code) const;  // throws what `code` means for this file
    const std::filesystem::path& path() const { return path_; }
    sqlite3* handle() const { return handle_; }

private:
    std::filesystem::path path_;
    sqlite3* handle_ = nullptr;
};

// The Problem a result code of SQLite stands for: disk_full, office_busy, office_foreign, office_damaged, file_unreadable,
// entry_invalid (too long), interrupted. Lack of memory throws std::bad_alloc.
Problem problem_of(int code, const std::filesystem::path& path, const std::string& message);

class Cursor;

// Prepared at its first use and kept. At most one cursor at a time.
class Statement {
public:
    Statement(Database& database, std::string sql) : database_(database), sql_(std::move(sql)) {}
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Values are copied: they need not outlive the call.
    template <class... Values>
    Cursor with(const Values&... values);
    // Steps a statement that gives no rows.
    template <class... Values>
    void run(const Values&... values);

    void bind(int at, std::nullptr_t);
    void bind(int at, std::int64_t value);
    void bind(int at, std::string_view text);
    void bind(int at, Blob blob);
    void bind_kept(int at, std::string_view text);  // REQUIRES: `text` lives until reset()
    bool step();
    void reset();
    sqlite3_stmt* handle();

private:
    void check(int code);

    Database& database_;
    std::string sql_;
    sqlite3_stmt* handle_ = nullptr;
};

// The rows of one run of a statement; the statement is free again when the cursor goes.
class Cursor {
public:
    explicit Cursor(Statement& statement) : statement_(&statement), handle_(statement.handle()) {}
    Cursor(Cursor&& other) noexcept : statement_(other.statement_), handle_(other.handle_) {
        other.statement_ = nullptr;
    }
    Cursor& operator=(Cursor&&) = delete;
    ~Cursor() {
        if (statement_) statement_->reset();
    }

    bool next() { return statement_->step(); }
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string_view view(int column) const;  // text or blob; "" for null; valid until next()
    std::string text(int column) const { return std::string(view(column)); }
    int columns() const;

private:
    Statement* statement_;
    sqlite3_stmt* handle_;
};

// How C++ values are bound.
inline void bind_value(Statement& to, int at, std::nullptr_t) { to.bind(at, nullptr); }
inline void bind_value(Statement& to, int at, std::string_view text) { to.bind(at, text); }
inline void bind_value(Statement& to, int at, Blob blob) { to.bind(at, blob); }
template <class Number>
requires std::is_integral_v<Number>
void bind_value(Statement& to, int at, Number number) { to.bind(at, static_cast<std::int64_t>(number)); }

template <class... Values>
Cursor Statement::with(const Values&... values) {
    Cursor cursor(*this);
    int at = 0;
    (bind_value(*this, ++at, values), ...);
    return cursor;
}

template <class... Values>
void Statement::run(const Values&... values) {
    Cursor cursor = with(values...);
    while (cursor.next()) {
    }
}

}  // namespace giamsat::store
