// SPDX-License-Identifier: Apache-2.0
// The schema in SQL is the list of projections in C++, and nothing in it is left unexplained.
#include "adapters/store/file.hpp"
#include "kernel/projection/row_change.hpp"
#include "support/catch.hpp"

#include <fmt/format.h>

#include <set>
#include <sstream>

using namespace giamsat;
using namespace giamsat::store;

namespace {

std::unique_ptr<Database> newest() {
    auto database = std::make_unique<Database>("schema", Database::Access::memory);
    migrate(*database, office_file_kind());
    return database;
}

struct Shape {
    std::vector<std::string> columns;  // "name TEXT NOT NULL"
    std::vector<std::string> key;
};

Shape stored(Database& database, std::string_view table) {
    Shape shape;
    std::vector<std::pair<std::int64_t, std::string>> key;
    Statement info(database, fmt::format("SELECT name, type, \"notnull\", pk FROM pragma_table_info('{}')", table));
    for (Cursor row = info.with(); row.next();) {
        shape.columns.push_back(row.text(0) + " " + row.text(1) + (row.integer(2) ? " NOT NULL" : ""));
        if (row.integer(3) > 0) key.emplace_back(row.integer(3), row.text(0));
    }
    std::sort(key.begin(), key.end());
    for (auto& [at, name] : key) shape.key.push_back(name);
    return shape;
}

Shape expected(const Table& table) {
    Shape shape;
    for (const Column& column : table.columns)
        shape.columns.push_back(std::string(column.name) + (column.text ? " TEXT" : " INTEGER") +
                                (column.nullable ? "" : " NOT NULL"));
    for (auto name : table.key) shape.key.emplace_back(name);
    return shape;
}

}  // namespace

TEST_CASE("every projection is a table of the schema, column by column", "[store]") {
    auto database = newest();
    for (const Table& table : projection_tables()) {
        INFO(table.name);
        CHECK(stored(*database, table.name).columns == expected(table).columns);
        CHECK(stored(*database, table.name).key == expected(table).key);
    }
}

TEST_CASE("every table of the schema is a projection, or is known not to be one", "[store]") {
    std::set<std::string> known = {"log_entry",      "log_node",       "log_head",       "blob",
                                   "outbox_attempt", "log_checkpoint", "log_cosignature"};
    for (const Table& table : projection_tables()) known.insert(std::string(table.name));
    auto database = newest();
    Statement read(*database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    for (Cursor row = read.with(); row.next();) CHECK(known.contains(row.text(0)));
}

TEST_CASE("every table is strict", "[store]") {
    auto database = newest();
    CHECK(database->number("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT "
                           "LIKE 'sqlite_%'") == 0);
}

TEST_CASE("each table, index and trigger has its reason above it", "[store]") {
    for (const auto* migrations : {&office_migrations(), &key_migrations()}) {
        for (const Migration& migration : *migrations) {
            for (const char* sql : migration.sql) {
                std::istringstream lines(sql);
                std::string before;
                for (std::string line; std::getline(lines, line); before = line) {
                    if (line.rfind("CREATE ", 0) != 0) continue;
                    INFO(line);
                    CHECK(before.rfind("-- ", 0) == 0);
                }
            }
        }
    }
}

TEST_CASE("migrations are numbered without a gap", "[store]") {
    for (const auto* migrations : {&office_migrations(), &key_migrations()})
        for (std::size_t at = 0; at < migrations->size(); ++at)
            CHECK((*migrations)[at].number == static_cast<int>(at) + 1);
}

TEST_CASE("no statement of a reader scans a large table for one thing", "[store]") {
    auto database = newest();
    const std::pair<const char*, const char*> hot[] = {
        {"SELECT * FROM case_file WHERE id = ?1", "sqlite_autoindex_case_file_1"},
        {"SELECT count(*) FILTER (WHERE life = 'x') FROM case_file WHERE parent = ?1 AND kind <> 'finding'",
         "COVERING INDEX case_file_by_parent"},
        {"SELECT id FROM case_file WHERE parent = ?1 AND unit = ?2", "case_file_by_parent"},
        {"SELECT * FROM timer WHERE due <= ?1 ORDER BY due, case_id, id", "timer_by_due"},
        {"SELECT * FROM unit WHERE parent = ?1 AND level = ?2 ORDER BY code", "unit_by_parent"},
        {"SELECT on_date FROM turn WHERE unit = ?1 AND on_date < ?2 ORDER BY on_date DESC",
         "COVERING INDEX turn_by_unit"},
    };
    for (const auto& [sql, index] : hot) {
        Statement plan(*database, std::string("EXPLAIN QUERY PLAN ") + sql);
        std::string all;
        for (Cursor row = plan.with(); row.next();) all += row.text(3) + "\n";
        INFO(sql);
        INFO(all);
        CHECK(all.find(index) != std::string::npos);
        CHECK(all.find("SCAN") == std::string::npos);
    }
}

TEST_CASE("an office of the first schema keeps its profile as its first edition", "[store]") {
    Database database("schema", Database::Access::memory);
    const FileKind kind = office_file_kind();
    const std::vector<Migration> first(kind.migrations->begin(), kind.migrations->begin() + 1);
    migrate(database, FileKind{kind.application_id, &first});
    database.run(
        "INSERT INTO log_command (cmd, seq, n) VALUES ('founding', 0, 3), ('later', 3, 1);"
        "INSERT INTO profile_file (path, hash) VALUES ('profile.yaml', 'aa');"
        "INSERT INTO definition (workflow, hash, kind, version, published) VALUES ('w', 'bb', 'visit', 1, "
        "'2024-01-01');");
    migrate(database, kind);
    CHECK(database.text("SELECT edition || path || hash FROM profile_file") == "foundingprofile.yamlaa");
    CHECK(database.text("SELECT edition || path || hash FROM edition_file") == "foundingprofile.yamlaa");
    CHECK(database.text("SELECT stage || edition FROM definition") == "publishedfounding");
}
