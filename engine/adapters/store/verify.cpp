// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/verify.hpp"

#include "adapters/store/file.hpp"
#include "adapters/store/mark.hpp"
#include "adapters/store/verifying.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>

namespace giamsat {

namespace store {

void Verifying::differ(std::string what, std::string where, LocalText text) {
    ++report.differences_total;
    if (report.differences.size() < options.differences_max)
        report.differences.push_back({std::move(what), std::move(where), std::move(text)});
}

void Verifying::stop_if_asked() const {
    if (options.stop && options.stop->load(std::memory_order_relaxed))
        throw StorageError(Problem(ProblemCode::interrupted));
}

// The schema of a new office without its indexes and triggers: rows are only added and compared here.
void prepare_fresh(Verifying& verifying) {
    Database& fresh = verifying.fresh;
    fresh.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;");
    migrate(fresh, office_file_kind());
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

namespace {

std::map<std::string, std::string> schema_of(Database& database) {
    std::map<std::string, std::string> schema;
    Statement read(database, "SELECT name, coalesce(sql, '') FROM sqlite_schema");
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

void check_blobs(Verifying& verifying) {
    Statement read(verifying.office, "SELECT hash, bytes FROM blob ORDER BY hash");
    Cursor cursor = read.with();
    while (cursor.next()) {
        const std::string hash = cursor.text(0);
        const std::string where = "blob " + hash;
        if (to_hex(sha256(cursor.view(1))) != hash)
            verifying.differ("blob_changed", where,
                             {where + ": byte không khớp mã băm", where + ": its bytes do not match its hash"});
        if (verifying.blobs.erase(hash) == 0)
            verifying.differ("blob_extra", where,
                             {where + ": không mục nào nhắc đến", where + ": no entry refers to it"});
        verifying.stop_if_asked();
    }
    for (const std::string& hash : verifying.blobs)
        verifying.differ("blob_missing", "blob " + hash, {"thiếu blob " + hash, "blob " + hash + " is missing"});
}

namespace {

// Where the file itself gives way, the other parts still may say more.
void look(Verifying& verifying, void (*part)(Verifying&)) try { part(verifying); } catch (const StorageError& error) {
    if (error.problem.code != ProblemCode::office_damaged) throw;
    verifying.differ("storage", "office.db", {error.problem.message(Lang::vi), error.problem.message(Lang::en)});
}

}  // namespace

}  // namespace store

Result<VerifyReport> verify_office(const std::filesystem::path& folder, const VerifyOptions& options) try {
    using namespace store;
    const auto begun = std::chrono::steady_clock::now();
    const auto path = office_path(folder);
    if (!std::filesystem::exists(path)) return Problem(ProblemCode::office_missing, {{"path", folder.string()}});
    bring_up_to_date(folder, office_file_kind());
    const auto marked = Mark::read(folder);  // before the view is fixed: the writer may go on meanwhile
    auto office = open_to_read(path, office_file_kind());
    if (options.stop) office->stop_when(*options.stop);
    office->run("BEGIN");
    Verifying verifying(*office, options);
    prepare_fresh(verifying);
    for (auto part : {check_schema, check_storage, check_journal, check_blobs, compare_rows}) look(verifying, part);
    if (auto lost = verifying.report.clean() ? lost_since(marked, *office, verifying.report.entries) : std::nullopt)
        verifying.differ("tail_cut", "office.mark", std::move(*lost));
    verifying.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return std::move(verifying.report);
} catch (const StorageError& error) {
    return error.problem;
}

}  // namespace giamsat
