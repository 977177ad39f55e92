// SPDX-License-Identifier: Apache-2.0
// SQLite in our words: statements, cursors, and what its failures become.
#include "adapters/store/sqlite.hpp"

#include "adapters/store/row_writer.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"

#include <sqlite3.h>

using namespace giamsat;
using namespace giamsat::store;
using Op = RowChange::Op;

namespace {

std::string problem(int code) { return problem_of(code, "office.db", "why").name(); }

std::string thrown(Database& database, const char* sql) {
    try {
        database.run(sql);
        return "";
    } catch (const StorageError& error) {
        return error.problem.name();
    }
}

struct Memory {
    Memory() : database("memory", Database::Access::memory), rows(database) {
        database.run("CREATE TABLE t (a TEXT, b INTEGER, c TEXT, PRIMARY KEY (a, b)) STRICT");
    }
    std::string all() {
        return database.text(
            "SELECT group_concat(a || b || coalesce(c, '-'), ' ') FROM (SELECT * FROM t ORDER BY a, b)");
    }
    RowChange change(Op op, const char* a, std::int64_t b, CellValue c) {
        return {op, "t", {{"a", std::string(a)}, {"b", b}}, {{"c", std::move(c)}}};
    }
    Database database;
    RowWriter rows;
};

}  // namespace

TEST_CASE("each failure of SQLite has its problem", "[store]") {
    CHECK(problem(SQLITE_FULL) == "disk_full");
    CHECK(problem(SQLITE_BUSY) == "office_busy");
    CHECK(problem(SQLITE_BUSY_SNAPSHOT) == "office_busy");
    CHECK(problem(SQLITE_LOCKED) == "office_busy");
    CHECK(problem(SQLITE_CORRUPT) == "office_damaged");
    CHECK(problem(SQLITE_CORRUPT_INDEX) == "office_damaged");
    CHECK(problem(SQLITE_IOERR_FSYNC) == "office_damaged");
    CHECK(problem(SQLITE_CONSTRAINT_UNIQUE) == "office_damaged");
    CHECK(problem(SQLITE_NOTADB) == "office_foreign");
    CHECK(problem(SQLITE_CANTOPEN) == "file_unreadable");
    CHECK(problem(SQLITE_READONLY) == "file_unreadable");
    CHECK(problem(SQLITE_TOOBIG) == "entry_invalid");
    CHECK_THROWS_AS(problem(SQLITE_NOMEM), std::bad_alloc);
    CHECK(problem(SQLITE_INTERRUPT) == "interrupted");
}

TEST_CASE("no room is told as such, and what was there stays", "[store]") {
    samples::OfficeFolder folder;
    Database database(folder.path() / "small.db", Database::Access::create);
    database.run("PRAGMA max_page_count = 4; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    CHECK(thrown(database, "INSERT INTO t VALUES (randomblob(100000))") == "disk_full");
    CHECK(database.number("SELECT count(*) FROM t") == 1);
}

TEST_CASE("a statement is used again and again, its cursor once at a time", "[store]") {
    Memory memory;
    Statement insert(memory.database, "INSERT INTO t VALUES (?1, ?2, ?3)");
    insert.run("x", 1, nullptr);
    insert.run(std::string("y"), std::uint64_t{2}, "z");
    CHECK(memory.all() == "x1- y2z");

    Statement read(memory.database, "SELECT c FROM t WHERE a = ?1");
    for (int k = 0; k < 3; ++k) {
        Cursor cursor = read.with("x");
        REQUIRE(cursor.next());
        CHECK(cursor.is_null(0));
        CHECK(cursor.text(0).empty());
        CHECK_FALSE(cursor.next());
    }
}

TEST_CASE("a text may hold any character, also none", "[store]") {
    Memory memory;
    const std::string odd("a\0b", 3);
    Statement(memory.database, "INSERT INTO t VALUES (?1, 1, ?2)").run("", odd);
    Statement read(memory.database, "SELECT a, c FROM t");
    Cursor cursor = read.with();
    REQUIRE(cursor.next());
    CHECK(cursor.text(0).empty());
    CHECK_FALSE(cursor.is_null(0));
    CHECK(cursor.text(1) == odd);
}

TEST_CASE("rows are inserted, updated, upserted and erased", "[store]") {
    Memory memory;
    memory.rows.apply(memory.change(Op::insert, "x", 1, std::string("p")));
    memory.rows.apply(memory.change(Op::insert, "x", 2, CellValue{}));
    memory.rows.apply(memory.change(Op::update, "x", 1, std::string("q")));
    memory.rows.apply(memory.change(Op::upsert, "x", 2, std::string("r")));
    memory.rows.apply(memory.change(Op::upsert, "y", 1, std::string("s")));
    CHECK(memory.all() == "x1q x2r y1s");
    CHECK_THROWS_AS(memory.rows.apply(memory.change(Op::insert, "x", 1, CellValue{})), StorageError);
    CHECK_THROWS_AS(memory.rows.apply(memory.change(Op::update, "z", 1, CellValue{})), StorageError);
    CHECK(memory.all() == "x1q x2r y1s");

    memory.rows.apply({Op::erase, "t", {{"a", std::string("x")}, {"b", std::int64_t{1}}}, {}});
    CHECK(memory.all() == "x2r y1s");
    memory.rows.apply({Op::erase, "t", {{"a", std::string("x")}}, {}});
    CHECK(memory.all() == "y1s");
    memory.rows.apply({Op::upsert, "t", {{"a", std::string("y")}, {"b", std::int64_t{1}}}, {}});
    CHECK(memory.all() == "y1s");
    memory.rows.apply({Op::erase, "t", {}, {}});
    CHECK(memory.all().empty());
}

TEST_CASE("two shapes of the same table do not take each other's statement", "[store]") {
    Memory memory;
    memory.rows.apply(memory.change(Op::insert, "x", 1, std::string("p")));
    memory.rows.apply({Op::update, "t", {{"a", std::string("x")}}, {{"b", std::int64_t{5}}, {"c", std::string("q")}}});
    memory.rows.apply({Op::update, "t", {{"a", std::string("x")}, {"b", std::int64_t{5}}}, {{"c", std::string("r")}}});
    CHECK(memory.all() == "x5r");
}

TEST_CASE("a file in a folder that cannot be written is read all the same", "[store]") {
    samples::OfficeFolder folder;
    const auto path = folder.path() / "a 100% odd?name#.db";
    Database(path, Database::Access::create).run("CREATE TABLE t (a); INSERT INTO t VALUES (7)");
    Database frozen(path, Database::Access::frozen);
    CHECK(frozen.number("SELECT a FROM t") == 7);
    CHECK(thrown(frozen, "INSERT INTO t VALUES (8)") == "file_unreadable");
}

TEST_CASE("a long statement stops when asked", "[store]") {
    Memory memory;
    const std::atomic<bool> asked{true};
    memory.database.stop_when(asked);
    CHECK(thrown(memory.database,
                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n") ==
          "interrupted");
}
