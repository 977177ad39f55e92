// SPDX-License-Identifier: Apache-2.0
// The file as SQLite sees it: whether it is whole, and whether its tables, indexes and triggers are those of a new office.
#include "adapters/store/file.hpp"
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

namespace giamsat::store {

namespace {

std::map<std::string, std::string> schema_of(Database& database) {
    std::map<std::string, std::string> schema;
    Statement read(database, "SELECT name, type || ' on ' || tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema");
    Cursor cursor = read.with();
    while (cursor.next()) schema.emplace(cursor.text(0), cursor.text(1));
    return schema;
}

void drop_indexes(Database& database) {
    std::string drops;
    Statement read(database, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL");
    for (Cursor cursor = read.with(); cursor.next();) drops += fmt::format("DROP INDEX {};", cursor.view(0));
    database.run(drops.c_str());
}

void schema_differs(Verifying& verifying, const std::string& name, const char* vi, const char* en) {
    verifying.differ("schema", "schema " + name,
                     {fmt::format("lược đồ: “{}” {}", name, vi), fmt::format("schema: “{}” {}", name, en)});
}

}  // namespace

// Rows are only added and compared here: nothing has to be safe, and indexes go once the schema has been compared.
void prepare_fresh(Verifying& verifying) {
    Database& fresh = verifying.fresh;
    fresh.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;");
    migrate(fresh, office_file_kind());
}

void check_schema(Verifying& verifying) {
    const auto expected = schema_of(verifying.fresh);
    const auto found = schema_of(verifying.office);
    for (const auto& [name, sql] : expected) {
        const auto at = found.find(name);
        if (at == found.end())
            schema_differs(verifying, name, "không còn", "is gone");
        else if (at->second != sql)
            schema_differs(verifying, name, "đã bị đổi", "was altered");
    }
    for (const auto& [name, sql] : found)
        if (!expected.contains(name)) schema_differs(verifying, name, "không phải của giamsat", "is none of giamsat's");
    drop_indexes(verifying.fresh);
}

void check_storage(Verifying& verifying) {
    Statement check(verifying.office, "PRAGMA integrity_check(20)");
    Cursor cursor = check.with();
    while (cursor.next()) {
        const std::string found = cursor.text(0);
        if (found == "ok") continue;
        verifying.differ("storage", "office.db",
                         {"tệp cơ sở dữ liệu hỏng: " + found, "the database file is damaged: " + found});
    }
}

}  // namespace giamsat::store
