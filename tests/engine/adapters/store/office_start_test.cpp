// SPDX-License-Identifier: Apache-2.0
// What is looked at before an office is written to: who had it before, the end of its journal, and what was signed.
#include "adapters/store/office.hpp"
#include "adapters/store/sqlite.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <fstream>

using namespace giamsat;
using samples::OfficeFolder;
using store::Database;

namespace {

void change(const std::filesystem::path& path, const char* sql) { Database(path, Database::Access::write).run(sql); }

}  // namespace

TEST_CASE("who did not close the office left a mark, which goes when somebody has found it sound", "[store]") {
    OfficeFolder folder;
    folder.create();
    const auto left_open = [&](bool sound) {
        auto office = std::move(folder.open(Office::Mode::write).value());
        const bool was = office->was_left_open();
        if (sound) office->found_sound();
        return was;
    };
    CHECK_FALSE(left_open(false));
    std::ofstream(folder.path() / "office.lock") << "4711\nserve\n";
    CHECK(left_open(false));
    CHECK(left_open(true));
    CHECK_FALSE(left_open(false));
    folder.open(Office::Mode::write).value()->leave_open();
    CHECK(left_open(false));
}

TEST_CASE("before it is served, the last entries are hashed again", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    CHECK(folder.open(Office::Mode::write).value()->verify_start());
    const auto verify_after = [&](const char* sql) {
        change(folder.database(), sql);
        return folder.open(Office::Mode::write).value()->verify_start();
    };
    SECTION("an entry that was changed") {
        const auto verified = verify_after(
            "DROP TRIGGER log_entry_stays; UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), '2024', "
            "'2025') AS BLOB) WHERE seq = 3");
        REQUIRE_FALSE(verified);
        CHECK(verified.error().message(Lang::en) == "The journal does not hold: entry 3 does not match its hash.");
    }
    SECTION("and with it its hash") {
        CHECK_FALSE(
            verify_after("DROP TRIGGER log_entry_stays; UPDATE log_entry SET leaf = zeroblob(32) WHERE seq = 3"));
    }
}

TEST_CASE("a writer does not go on behind a journal whose end was cut or altered", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    SECTION("the tail is cut") {
        change(folder.database(), "DROP TRIGGER log_entry_remains; DELETE FROM log_entry WHERE seq > 20");
    }
    SECTION("an entry is added") {
        change(folder.database(), "INSERT INTO log_entry SELECT max(seq) + 1, leaf, entry FROM log_entry");
    }
    SECTION("a hash of the last tile is altered") {
        change(folder.database(),
               "DROP TRIGGER log_entry_stays; UPDATE log_entry SET leaf = zeroblob(32) WHERE seq = 3");
    }
    SECTION("the last entry is altered") {
        change(folder.database(),
               "DROP TRIGGER log_entry_stays; UPDATE log_entry SET entry = x'7b7d' WHERE seq = "
               "(SELECT max(seq) FROM log_entry)");
    }
    auto office = std::move(folder.open(Office::Mode::write).value());
    const auto verified = office->verify_end();
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == ProblemCode::journal_damaged);
    CHECK_THROWS_AS(office->recorder(), StorageError);
    CHECK(office->readers().journal.size() > 0);
    office.reset();
    CHECK(folder.open(Office::Mode::read));
}

namespace {

void keep_checkpoint(Office& office, const Checkpoint& checkpoint) {
    const std::string text = write_checkpoint(checkpoint);
    office.recorder().begin();
    office.recorder().keep_checkpoint({checkpoint, {text, {sign_note(sha256("key"), checkpoint.origin, text)}}},
                                      Instant{1});
    office.recorder().commit();
}

}  // namespace

TEST_CASE("a writer does not go on behind a journal that is not what was signed", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    {
        auto office = std::move(folder.open(Office::Mode::write).value());
        Readers read = office->readers();
        Checkpoint checkpoint{read.evidence.origin(), read.journal.size(), read.journal.root()};
        keep_checkpoint(*office, checkpoint);
        CHECK(office->verify_end());
        SECTION("it was rewritten") { checkpoint.root = sha256("another tree"); }
        SECTION("its tail was cut") { checkpoint.size += 1; }
        change(folder.database(), "DELETE FROM log_checkpoint");
        keep_checkpoint(*office, checkpoint);
    }
    auto office = std::move(folder.open(Office::Mode::write).value());
    const auto verified = office->verify_end();
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == ProblemCode::journal_damaged);
    CHECK(verified.error().message(Lang::en).find("signed") != std::string::npos);
}

TEST_CASE("the end of a journal that was left whole holds", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    auto office = std::move(folder.open(Office::Mode::write).value());
    CHECK(office->verify_end());
}
