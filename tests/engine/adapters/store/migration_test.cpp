// SPDX-License-Identifier: Apache-2.0
// Files of every schema that was ever released come to the newest one, with what is in them. tests/…/schemas/ holds them as SQL,
// each written once while its number was the newest: GIAMSAT_APPROVE=1 writes those that are missing and never touches another.
#include "adapters/store/file.hpp"
#include "adapters/store/row_writer.hpp"
#include "adapters/store/verify.hpp"
#include "base/platform/files.hpp"
#include "kernel/journal/merkle.hpp"
#include "kernel/projection/project.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <fmt/format.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <cstdlib>

using namespace giamsat;
using namespace giamsat::store;
using samples::OfficeFolder;

namespace {

std::filesystem::path schema_file(const char* kind, int number) {
    return std::filesystem::path(GIAMSAT_SOURCE_DIR) / "tests/engine/adapters/store/schemas" /
           fmt::format("{}-{}.sql", kind, number);
}

int newest(const FileKind& kind) { return kind.migrations->back().number; }

struct UpTo {
    UpTo(const FileKind& all, int number)
        : migrations(all.migrations->begin(), all.migrations->begin() + number),
          kind{all.application_id, &migrations} {}
    std::vector<Migration> migrations;
    FileKind kind;
};

// ---- a file as text

std::string rows_of(Database& database, const std::string& table) {
    std::string columns, text;
    Statement names(database, fmt::format("SELECT name FROM pragma_table_info('{}')", table));
    for (Cursor row = names.with(); row.next();)
        columns += fmt::format("{}quote({})", columns.empty() ? "" : " || ', ' || ", row.view(0));
    Statement rows(database, fmt::format("SELECT {} FROM {} ORDER BY 1", columns, table));
    for (Cursor row = rows.with(); row.next();)
        text += fmt::format("INSERT INTO {} VALUES ({});\n", table, row.view(0));
    return text;
}

std::string dump(Database& database) {
    std::string schema, rows;
    Statement read(database, "SELECT name, sql, type FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid");
    for (Cursor row = read.with(); row.next();) {
        schema += row.text(1) + ";\n";
        if (row.view(2) == "table") rows += rows_of(database, row.text(0));
    }
    return fmt::format("PRAGMA application_id = {};\nPRAGMA user_version = {};\n{}{}",
                       database.number("PRAGMA application_id"), database.number("PRAGMA user_version"), schema, rows);
}

void load(const std::filesystem::path& path, const std::string& sql) {
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path.string() + tail);
    Database(path, Database::Access::create).run(("PRAGMA synchronous = OFF;" + sql).c_str());
}

std::map<std::string, std::string> objects(Database& database) {
    std::map<std::string, std::string> all;
    Statement read(database, "SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema");
    for (Cursor row = read.with(); row.next();) all.emplace(row.text(0), row.text(1));
    return all;
}

std::map<std::string, std::string> fresh_objects(const FileKind& kind) {
    Database fresh("fresh", Database::Access::memory);
    migrate(fresh, kind);
    return objects(fresh);
}

// ---- the journal that was in such a file

// Since when a kind of entry is written; those not named here, from the beginning.
const std::map<std::string, int>& introduced() {
    static const std::map<std::string, int> all = {
        {"attachment.added/1", 2},    {"step.agreed/1", 2},        {"call.queued/1", 2},
        {"children.kept/1", 2},       {"profile.published/1", 3},  {"definition.retired/1", 3},
        {"definition.migrated/1", 3}, {"case.migrated/1", 3},      {"work.claimed/1", 4},
        {"work.started/1", 4},        {"work.released/1", 4},      {"case.suspended/1", 5},
        {"case.resumed/1", 5},        {"journal.recovered/1", 5},  {"attachment.added/2", 5},
        {"clock.regressed/1", 6},     {"personal.disclosed/1", 6}, {"subject.requested/1", 6},
        {"subject.answered/1", 6},    {"subject.extended/1", 6},   {"subject.completed/1", 6},
        {"subject.held/1", 6},        {"subject.freed/1", 6},      {"subject.erased/1", 6},
        {"keys.copied/1", 6},
    };
    return all;
}

// As an office is founded: in one command.
std::vector<Entry> entries_at(int number) {
    std::vector<Entry> all = samples::every_kind();
    for (int i = 0; i < 3; ++i) {
        Entry& one = all.at(static_cast<std::size_t>(i));
        one.cmd.value = samples::id_of("founding"), one.i = i, one.n = 3;
    }
    std::erase_if(all, [number](const Entry& entry) {
        const auto since = introduced().find(entry.kind);
        return since != introduced().end() && since->second > number;
    });
    std::map<std::string, std::int64_t> next;
    for (Entry& one : all)
        if (!one.case_id.empty()) one.case_seq = next[one.case_id.value]++;
    return all;
}

class OldWriter {
public:
    explicit OldWriter(Database& database) : database_(database), rows_(database) {}

    void record(Entry entry) {
        const std::string bytes = placing_.place(entry);
        const Hash leaf = leaf_hash(bytes);
        Statement(database_, "INSERT INTO log_entry VALUES (?1, ?2, ?3)")
            .run(frontier_.size(), Blob{as_bytes(leaf)}, Blob{bytes});
        auto changes = project(entry).value();
        for (RowChange& change : changes) apply(std::move(change));
        for (RowChange& change : project_place(entry, frontier_.size())) apply(std::move(change));
        frontier_.append(leaf);
    }
    void finish() {
        const Hash root = frontier_.root();
        Statement(database_, "INSERT INTO log_head (one, office, size, root) VALUES (1, ?1, ?2, ?3)")
            .run(samples::office_id().value, frontier_.size(), Blob{as_bytes(root)});
    }

private:
    // What a later schema added was not written then.
    void apply(RowChange change) {
        const std::string table(change.table);
        if (!has("SELECT count(*) FROM sqlite_schema WHERE name = '" + table + "'")) return;
        for (Cells* cells : {&change.key, &change.values})
            std::erase_if(*cells, [&](const auto& cell) {
                return !has(
                    fmt::format("SELECT count(*) FROM pragma_table_info('{}') WHERE name = '{}'", table, cell.first));
            });
        rows_.apply(change);
    }
    bool has(const std::string& count) { return database_.number(count.c_str()) > 0; }

    Database& database_;
    RowWriter rows_;
    Frontier frontier_;
    samples::Placing placing_;
};

std::string office_at(int number) {
    const UpTo then(office_file_kind(), number);
    Database database("then", Database::Access::memory);
    database.run(fmt::format("PRAGMA application_id = {}", then.kind.application_id).c_str());
    migrate(database, then.kind);
    OldWriter writer(database);
    for (Entry& entry : entries_at(number)) writer.record(std::move(entry));
    writer.finish();
    database.run("INSERT INTO outbox_attempt VALUES ('notice', 1717120800000, 'the relay is down')");
    return dump(database);
}

const std::string secret = "what was sealed";

// Keys of the office the folder makes, and one subject's.
std::string keys_now() {
    OfficeFolder folder;
    {
        auto office = folder.create();
        office->vault().seal(samples::office_id(), {}, 0, samples::id_of("hoa"), "personal", secret);
        office->vault().flush();
    }
    Database database(folder.keys(), Database::Access::read);
    return dump(database);
}

void write_once(const std::filesystem::path& path, const std::function<std::string()>& text) {
    if (std::getenv("GIAMSAT_APPROVE") && !std::filesystem::exists(path)) REQUIRE(write_file(path, text()));
}

std::string released(const char* kind, int number) { return read_file(schema_file(kind, number), 1 << 22).value(); }

}  // namespace

TEST_CASE("every schema that was released is kept as a file", "[store][migration]") {
    for (int number = 1; number <= newest(office_file_kind()); ++number)
        write_once(schema_file("office", number), [=] { return office_at(number); });
    write_once(schema_file("keys", newest(key_file_kind())), keys_now);
    // The newest is not released yet while somebody works on it.
    for (int number = 1; number < newest(office_file_kind()); ++number) CHECK(exists(schema_file("office", number)));
    for (int number = 1; number < newest(key_file_kind()); ++number) CHECK(exists(schema_file("keys", number)));
}

TEST_CASE("an office of every released schema comes to the newest, whole and verified", "[store][migration]") {
    for (int number = 1; exists(schema_file("office", number)); ++number) {
        INFO("schema " << number);
        OfficeFolder folder;
        load(folder.database(), released("office", number));
        const VerifyReport report = verify_office(folder.path()).value();
        for (const Difference& difference : report.differences) FAIL_CHECK(difference.text.in(Lang::en));
        CHECK(report.entries > 30);
        Database database(folder.database(), Database::Access::read);
        CHECK(database.number("PRAGMA user_version") == newest(office_file_kind()));
        CHECK(objects(database) == fresh_objects(office_file_kind()));
        CHECK(database.text("SELECT outcome FROM outbox_attempt") == "the relay is down");
    }
}

TEST_CASE("keys of every released schema come to the newest and open what they sealed", "[store][migration]") {
    for (int number = 1; exists(schema_file("keys", number)); ++number) {
        INFO("schema " << number);
        OfficeFolder folder;
        folder.create();
        load(folder.keys(), released("keys", number));
        const std::string kid = Database(folder.keys(), Database::Access::read).text("SELECT kid FROM subject_key");
        auto office = std::move(folder.open(Office::Mode::write).value());
        const Encrypted sealed =
            office->vault().seal(samples::office_id(), {}, 0, samples::id_of("hoa"), "personal", secret);
        CHECK(sealed.kid == kid);
        CHECK(office->vault().open(samples::office_id(), {}, 0, sealed) == secret);
        office.reset();
        Database database(folder.keys(), Database::Access::read);
        CHECK(objects(database) == fresh_objects(key_file_kind()));
    }
}

namespace {

// Brings the file to the newest schema in a child that may write files of `bytes` at most; whether it did.
bool migrated_with_room(const std::filesystem::path& path, rlim_t bytes) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit room{bytes, bytes};
        ::setrlimit(RLIMIT_FSIZE, &room);
        try {
            open_to_write(path, office_file_kind());
            ::_exit(0);
        } catch (const StorageError&) {
            ::_exit(1);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// What a file of this schema is after the migrations up to that number.
std::string brought_to(const std::string& old, int number) {
    const UpTo then(office_file_kind(), number);
    Database database("then", Database::Access::memory);
    database.run(old.c_str());
    migrate(database, then.kind);
    return dump(database);
}

}  // namespace

TEST_CASE("a migration the disk has no room for leaves number and content as they were", "[store][migration]") {
    OfficeFolder folder;
    const std::string old = released("office", 1);
    int refused = 0;
    for (rlim_t bytes = 0;; bytes += 12'288) {
        REQUIRE(bytes < 10'000'000);
        load(folder.database(), old);
        const bool done = migrated_with_room(folder.database(), bytes);
        Database database(folder.database(), Database::Access::write);
        const auto number = static_cast<int>(database.number("PRAGMA user_version"));
        INFO("with " << bytes << " bytes it came to schema " << number);
        CHECK(dump(database) == brought_to(old, number));
        if (done) break;
        ++refused;
    }
    CHECK(refused > 5);
}

TEST_CASE("a migration that fails half-way leaves number and content as they were", "[store][migration]") {
    OfficeFolder folder;
    load(folder.database(), released("office", 4));
    std::vector<Migration> broken(office_file_kind().migrations->begin(), office_file_kind().migrations->begin() + 5);
    broken.back().sql = {"CREATE TABLE half (a); DELETE FROM unit;", "CREATE TABLE half (a);"};
    const FileKind kind{office_file_kind().application_id, &broken};
    CHECK_THROWS_AS(open_to_write(folder.database(), kind), StorageError);

    Database database(folder.database(), Database::Access::write);
    CHECK(dump(database) == brought_to(released("office", 4), 4));
    CHECK_THROWS_AS(migrate(database, kind), StorageError);
    CHECK_FALSE(database.in_transaction());
    CHECK(database.number("PRAGMA user_version") == 4);
}
