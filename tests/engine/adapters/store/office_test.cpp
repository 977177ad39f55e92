// SPDX-License-Identifier: Apache-2.0
// Making, opening, refusing offices, and what the writer's transaction promises.
#include "adapters/store/office.hpp"

#include "adapters/store/file.hpp"
#include "adapters/store/sqlite.hpp"
#include "base/platform/files.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <sys/stat.h>

#include <fstream>

using namespace giamsat;
using samples::OfficeFolder;
using store::Database;

namespace {

std::string refusal(OfficeFolder& folder, Office::Mode mode) {
    auto office = folder.open(mode);
    return office ? "" : office.error().name();
}

// Every way of opening refuses with `name`, and leaves office.db as it is.
void refused_untouched(OfficeFolder& folder, const std::string& name) {
    const std::string before = read_file(folder.database(), 1 << 24).value();
    CHECK(refusal(folder, Office::Mode::read) == name);
    CHECK(refusal(folder, Office::Mode::without_keys) == name);
    CHECK(refusal(folder, Office::Mode::write) == name);
    CHECK(read_file(folder.database(), 1 << 24).value() == before);
}

void change(const std::filesystem::path& path, const char* sql) { Database(path, Database::Access::write).run(sql); }

void overwrite(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

Entry unit(const std::string& name) {
    return samples::entry("unit.registered/1", {{"unit", samples::id_of(name)},
                                                {"level", "commune"},
                                                {"code", name},
                                                {"name", name},
                                                {"valid_from", "2015-01-01"}});
}

}  // namespace

TEST_CASE("a new office is empty, and knows its id again", "[store]") {
    OfficeFolder folder;
    folder.create();

    auto again = std::move(folder.open(Office::Mode::read).value());
    CHECK(again->id() == samples::office_id());
    CHECK(again->readers().journal.size() == 0);
    CHECK(to_hex(again->readers().journal.root()).substr(0, 8) == "e3b0c442");
    CHECK_FALSE(again->readers().journal.office());
}

TEST_CASE("an office is made once", "[store]") {
    OfficeFolder folder;
    folder.create();
    auto entropy = seeded_entropy(1);
    CHECK(Office::create(folder.path(), samples::office_id(), *entropy).error().code == ProblemCode::office_exists);
}

TEST_CASE("a making that was cut short is begun again", "[store]") {
    OfficeFolder folder;
    overwrite(folder.path() / "office.db.new", "half");
    overwrite(folder.path() / "office.key", "half");
    overwrite(folder.keys(), "half");
    folder.create();
    CHECK(refusal(folder, Office::Mode::read).empty());
}

TEST_CASE("keys without an office are somebody's: none is made over them", "[store]") {
    OfficeFolder folder;
    overwrite(folder.keys(), "precious");
    auto entropy = seeded_entropy(1);
    CHECK(Office::create(folder.path(), samples::office_id(), *entropy).error().code == ProblemCode::office_exists);
    CHECK(read_file(folder.keys(), 100).value() == "precious");
}

TEST_CASE("the office key is for its owner only", "[store]") {
    OfficeFolder folder;
    folder.create();
    struct stat about {};
    REQUIRE(::stat((folder.path() / "office.key").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("a folder without an office is said to have none", "[store]") {
    OfficeFolder folder;
    CHECK(refusal(folder, Office::Mode::read) == "office_missing");
    CHECK(refusal(folder, Office::Mode::write) == "office_missing");
}

TEST_CASE("what is not an SQLite file is foreign and keeps its bytes", "[store]") {
    OfficeFolder folder;
    folder.create();
    overwrite(folder.database(), std::string(5000, 'x'));
    refused_untouched(folder, "office_foreign");
    overwrite(folder.database(), "");
    refused_untouched(folder, "office_foreign");
}

TEST_CASE("another program's SQLite file is foreign and keeps its bytes", "[store]") {
    OfficeFolder folder;
    folder.create();
    std::filesystem::remove(folder.database());
    Database(folder.database(), Database::Access::create).run("CREATE TABLE t (a); INSERT INTO t VALUES (1);");
    refused_untouched(folder, "office_foreign");
}

TEST_CASE("a truncated office is damaged and keeps its bytes", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    const std::string whole = read_file(folder.database(), 1 << 24).value();
    for (std::size_t kept :
         {whole.size() - 1, whole.size() / 2, std::size_t{4096}, std::size_t{1000}, std::size_t{100}}) {
        overwrite(folder.database(), whole.substr(0, kept));
        INFO("kept " << kept);
        const std::string found = refusal(folder, Office::Mode::write);
        CHECK((found == "office_damaged" || found == "office_foreign"));
        CHECK(read_file(folder.database(), 1 << 24).value() == whole.substr(0, kept));
    }
}

TEST_CASE("an office of a newer giamsat is refused with both numbers", "[store]") {
    OfficeFolder folder;
    folder.create();
    change(folder.database(), "PRAGMA user_version = 999");
    refused_untouched(folder, "office_newer");
}

TEST_CASE("the key file is asked for, and must be this office's", "[store]") {
    OfficeFolder folder;
    OfficeFolder other;
    folder.create();
    auto entropy = seeded_entropy(8);
    Office::create(other.path(), OfficeId{samples::id_of("other office")}, *entropy).value();

    std::filesystem::copy_file(other.path() / "office.key", folder.path() / "office.key",
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(refusal(folder, Office::Mode::write) == "keys_foreign");
    std::filesystem::copy_file(other.keys(), folder.keys(), std::filesystem::copy_options::overwrite_existing);
    CHECK(refusal(folder, Office::Mode::read) == "keys_foreign");
    std::filesystem::remove(folder.keys());
    CHECK(refusal(folder, Office::Mode::read) == "keys_missing");
    CHECK(refusal(folder, Office::Mode::without_keys).empty());
}

TEST_CASE("a missing or unreadable office key is said so", "[store]") {
    OfficeFolder folder;
    folder.create();
    overwrite(folder.path() / "office.key", "not a key\n");
    CHECK(refusal(folder, Office::Mode::read) == "keys_foreign");
    std::filesystem::remove(folder.path() / "office.key");
    CHECK(refusal(folder, Office::Mode::read) == "keys_missing");
}

TEST_CASE("there is one writer; readers come and go beside it", "[store]") {
    OfficeFolder folder;
    auto writer = folder.create();

    auto second = folder.open(Office::Mode::write);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ProblemCode::office_busy);
    CHECK(second.error().message(Lang::en).find("pid " + std::to_string(::getpid())) != std::string::npos);
    CHECK(refusal(folder, Office::Mode::read).empty());

    writer.reset();
    CHECK(refusal(folder, Office::Mode::write).empty());
}

TEST_CASE("the second writer is told which process holds the office, what that does, and since when", "[store]") {
    OfficeFolder folder;
    set_task("visit accept");
    auto writer = folder.create();
    set_task("");

    const Problem refused = folder.open(Office::Mode::write).error();

    const std::string pid = std::to_string(::getpid());
    CHECK_THAT(refused.message(Lang::en), Catch::Contains("(pid " + pid + ", giamsat visit accept, since "));
    CHECK_THAT(refused.message(Lang::vi), Catch::Contains("(pid " + pid + ", giamsat visit accept, từ "));
}

TEST_CASE("a reader sees one moment, the next reader the next", "[store]") {
    OfficeFolder folder;
    auto writer = folder.create();
    auto reader = std::move(folder.open(Office::Mode::read).value());
    CHECK(reader->readers().journal.size() == 0);

    writer->recorder().begin();
    samples::record(*writer, unit("a"));
    CHECK(writer->readers().units.by_code("commune", "a"));
    CHECK(writer->readers().journal.size() == 1);
    CHECK_FALSE(reader->readers().units.by_code("commune", "a"));
    writer->recorder().commit();

    CHECK_FALSE(reader->readers().units.by_code("commune", "a"));
    auto later = std::move(folder.open(Office::Mode::read).value());
    CHECK(later->readers().units.by_code("commune", "a"));
    CHECK(later->readers().journal.root() == writer->readers().journal.root());
}

TEST_CASE("a command that is rolled back alone leaves no trace, nor in the tree", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    office->recorder().begin();
    for (const char* name : {"a", "refused", "b"}) {
        office->recorder().savepoint();
        samples::record(*office, unit(name));
        if (std::string(name) == "refused")
            office->recorder().rollback_to_savepoint();
        else
            office->recorder().release();
    }
    office->recorder().commit();

    Frontier expected;
    for (std::uint64_t seq : {0u, 1u}) expected.append(leaf_hash(office->readers().journal.entry_bytes(seq).value()));
    CHECK(office->readers().journal.size() == 2);
    CHECK(office->readers().journal.root() == expected.root());
    CHECK_FALSE(office->readers().units.by_code("commune", "refused"));
}

TEST_CASE("a transaction that is rolled back leaves no trace, nor in the tree", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    const Hash before = office->readers().journal.root();
    office->recorder().begin();
    office->recorder().savepoint();
    samples::record(*office, unit("a"));
    office->recorder().rollback();

    CHECK(office->readers().journal.size() == 0);
    CHECK(office->readers().journal.root() == before);
    office->recorder().begin();
    samples::record(*office, unit("b"));
    office->recorder().commit();
    CHECK(office->readers().journal.size() == 1);
}

TEST_CASE("the tree goes on across openings as if it had never stopped", "[store]") {
    OfficeFolder folder;
    folder.create();
    Frontier expected;
    for (int opening = 0; opening < 4; ++opening) {
        auto office = std::move(folder.open(Office::Mode::write).value());
        CHECK(office->readers().journal.root() == expected.root());
        office->recorder().begin();
        for (int k = 0; k < 190; ++k) {
            samples::record(*office, unit(std::to_string(opening * 1000 + k)));
            expected.append(leaf_hash(office->readers().journal.entry_bytes(expected.size()).value()));
        }
        office->recorder().commit();
        CHECK(office->readers().journal.root() == expected.root());
    }
}

TEST_CASE("the triggers stop changes to the journal", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    for (const char* sql : {"UPDATE log_entry SET entry = entry", "DELETE FROM log_entry"})
        CHECK_THROWS_AS(change(folder.database(), sql), StorageError);
}

TEST_CASE("an update without its row is damage, not silence", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    office->recorder().begin();
    CHECK_THROWS_AS(office->recorder().apply(
                        {RowChange::Op::update, "plan", {{"id", std::string("x")}}, {{"number", std::string("1")}}}),
                    StorageError);
    office->recorder().rollback();
}

TEST_CASE("durability is what was asked for", "[store]") {
    OfficeFolder folder;
    folder.create();
    auto database = store::open_to_write(folder.database(), store::office_file_kind());
    CHECK(database->number("PRAGMA synchronous") == 3);
    CHECK(database->text("PRAGMA journal_mode") == "wal");
    CHECK(database->number("PRAGMA secure_delete") == 1);
    CHECK(database->number("PRAGMA foreign_keys") == 1);
    CHECK(database->number("PRAGMA cell_size_check") == 1);
    CHECK(database->number("PRAGMA trusted_schema") == 0);
    CHECK(database->number("PRAGMA mmap_size") == 0);
    CHECK_THROWS_AS(database->run("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'"), StorageError);
    CHECK_THROWS_AS(database->run("ATTACH ':memory:' AS other"), StorageError);
}

TEST_CASE("an older SQLite is refused by its number", "[store]") {
    CHECK(store::check_library(3'040'001).error().code == ProblemCode::library_too_old);
    CHECK(store::check_library(3'051'002).error().message(Lang::en).find("3.51.2") != std::string::npos);
    CHECK(store::check_library(3'051'003));
    CHECK(store::check_library(store::library_number()));
}
