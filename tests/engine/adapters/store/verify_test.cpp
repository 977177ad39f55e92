// SPDX-License-Identifier: Apache-2.0
// Verification finds every damage, says what and where, and says nothing about an office that is whole.
#include "adapters/store/verify.hpp"

#include "adapters/store/file.hpp"
#include "base/platform/files.hpp"
#include "kernel/journal/merkle.hpp"
#include "kernel/projection/project.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <fmt/format.h>

#include <fstream>

using namespace giamsat;
using samples::OfficeFolder;
using store::Blob;
using store::Database;

namespace {

// One entry of every kind, its blobs, and enough units to fill two tiles of the tree.
void fill_well(OfficeFolder& folder) {
    samples::fill(folder);
    auto office = std::move(folder.open(Office::Mode::write).value());
    office->recorder().begin();
    for (int k = 0; k < 600; ++k) {
        const std::string name = "unit " + std::to_string(k);
        Entry entry = samples::entry("unit.registered/1", {{"unit", samples::id_of(name)},
                                                           {"level", "group"},
                                                           {"code", name},
                                                           {"name", name},
                                                           {"valid_from", "2015-01-01"}});
        if (k == 5) {
            entry.refs = {to_hex(sha256("a blob"))};
            office->recorder().put_blob(entry.refs[0], "a blob");
        }
        samples::record(*office, std::move(entry));
    }
    office->recorder().commit();
}

void tamper(OfficeFolder& folder, const std::string& sql) {
    Database(folder.database(), Database::Access::write).run(sql.c_str());
}

VerifyReport verified(OfficeFolder& folder) { return verify_office(folder.path()).value(); }

// "what where; what where; "
std::string found(OfficeFolder& folder) {
    std::string all;
    for (const Difference& difference : verified(folder).differences)
        all += difference.what + " " + difference.where + "; ";
    return all;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const char* const open_log = "DROP TRIGGER log_entry_stays; DROP TRIGGER log_entry_remains;";
const char* const close_log =
    "CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry BEGIN\n    SELECT RAISE(ABORT, 'an entry of the journal "
    "is never changed');\nEND;"
    "CREATE TRIGGER log_entry_remains BEFORE DELETE ON log_entry BEGIN\n    SELECT RAISE(ABORT, 'an entry of the "
    "journal is never deleted');\nEND;";

void behind_triggers(OfficeFolder& folder, const std::string& sql) { tamper(folder, open_log + sql + close_log); }

}  // namespace

TEST_CASE("a whole office verifies clean", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    std::uint64_t told = 0;
    VerifyOptions options;
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        CHECK(done <= total);
        told = done;
    };
    const VerifyReport report = verify_office(folder.path(), options).value();

    for (const auto& difference : report.differences) FAIL_CHECK(difference.text.en);
    CHECK(report.clean());
    CHECK(report.entries == samples::every_kind().size() + 600);
    CHECK(report.root == folder.open(Office::Mode::read).value()->readers().journal.root());
    CHECK(report.rows > 1800);
    CHECK(report.entries_per_second() > 0);
    CHECK(told == report.entries);
}

TEST_CASE("an empty office verifies clean", "[store]") {
    OfficeFolder folder;
    folder.create();
    CHECK(found(folder).empty());
}

TEST_CASE("verification changes no byte and needs no key", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    const std::string before = read_file(folder.database(), 1 << 26).value();
    std::filesystem::remove(folder.keys());
    CHECK(found(folder).empty());
    CHECK(read_file(folder.database(), 1 << 26).value() == before);
}

TEST_CASE("an altered byte of an entry is found where it is", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    for (int seq : {0, 17, 300, 630}) {
        behind_triggers(
            folder,
            "UPDATE log_entry SET entry = CAST(replace(CAST(entry AS TEXT), 'os:hoa', 'os:hob') AS BLOB) WHERE seq = " +
                std::to_string(seq) + ";");
        CHECK(has(found(folder), "entry_changed entry " + std::to_string(seq) + ";"));
    }
}

TEST_CASE("an entry altered together with its hash is found by the tree", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    {
        Database database(folder.database(), Database::Access::write);
        std::string bytes = database.text("SELECT entry FROM log_entry WHERE seq = 30");
        bytes.replace(bytes.find("os:hoa"), 6, "os:hob");
        database.run(open_log);
        const Hash leaf = leaf_hash(bytes);
        store::Statement(database, "UPDATE log_entry SET entry = ?1, leaf = ?2 WHERE seq = 30")
            .run(Blob{bytes}, Blob{as_bytes(leaf)});
        database.run(close_log);
    }
    const std::string all = found(folder);
    CHECK_FALSE(has(all, "entry_changed"));
    CHECK(has(all, "node node 1/0;"));
    CHECK(has(all, "head log_head;"));
}

TEST_CASE("a missing entry is named", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    behind_triggers(folder, "DELETE FROM log_entry WHERE seq = 100;");
    const std::string all = found(folder);
    CHECK(has(all, "entry_missing entry 100;"));
    CHECK(has(all, "row_extra unit "));
    CHECK(has(all, "head log_head;"));
}

TEST_CASE("a cut tail is found, also when the tree and the rows were cut with it", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    behind_triggers(folder, "DELETE FROM log_entry WHERE seq >= 630;");
    CHECK(has(found(folder), "tail_cut log_head;"));
    CHECK(has(found(folder), "row_extra unit "));
}

TEST_CASE("swapped entries are found", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    behind_triggers(folder,
                    "UPDATE log_entry SET seq = 100000 WHERE seq = 20; UPDATE log_entry SET seq = 20 WHERE seq = 21; "
                    "UPDATE log_entry SET seq = 21 WHERE seq = 100000;");
    const std::string all = found(folder);
    CHECK(has(all, "entry_reordered entry 21; "));  // of two neighbours, one is told
    CHECK(has(all, "node node 1/0;"));
    CHECK(has(all, "head log_head;"));
}

TEST_CASE("bytes that stand where another entry's hash is are told by the place they belong to", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    {
        Database database(folder.database(), Database::Access::write);
        const std::string first = database.text("SELECT entry FROM log_entry WHERE seq = 30");
        const std::string second = database.text("SELECT entry FROM log_entry WHERE seq = 90");
        database.run(open_log);
        store::Statement put(database, "UPDATE log_entry SET entry = ?1 WHERE seq = ?2");
        put.run(Blob{second}, 30);
        put.run(Blob{first}, 90);
        database.run(close_log);
    }
    const VerifyReport report = verified(folder);
    std::string moved;
    for (const Difference& difference : report.differences)
        if (difference.what == "entry_reordered") moved += difference.text.in(Lang::en) + "; ";
    CHECK(has(moved, "entry 30: what stands here belongs at number 90; "));
    CHECK(has(moved, "entry 90: what stands here belongs at number 30; "));
}

TEST_CASE("an entry that was put in or taken out, the rest numbered anew, is told where it was", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    SECTION("put in") {
        behind_triggers(folder,
                        "UPDATE log_entry SET seq = seq + 100000 WHERE seq >= 50; UPDATE log_entry SET seq = seq - "
                        "99999 WHERE seq >= 100000;"
                        "INSERT INTO log_entry SELECT 50, leaf, entry FROM log_entry WHERE seq = 20;");
        CHECK(has(found(folder), "entry_inserted entry 50; "));
        CHECK_FALSE(has(found(folder), "entry_reordered"));
    }
    SECTION("taken out") {
        behind_triggers(folder,
                        "DELETE FROM log_entry WHERE seq = 50; UPDATE log_entry SET seq = seq + 100000 WHERE seq > 50;"
                        "UPDATE log_entry SET seq = seq - 100001 WHERE seq > 100000;");
        CHECK(has(found(folder), "entry_missing entry 50; "));
        CHECK_FALSE(has(found(folder), "entry_inserted"));
    }
}

TEST_CASE("an entry put in at the end is found", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    tamper(folder, "INSERT INTO log_entry SELECT max(seq) + 1, leaf, entry FROM log_entry;");
    const std::string all = found(folder);
    CHECK(has(all, "head log_head;"));
    CHECK(has(all, "entry_inserted"));
    CHECK(has(all, "entry_not_applied"));
}

TEST_CASE("a row that was altered, added or taken away is named with its column", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    const std::string visit = samples::id_of("visit");
    const std::string commune = samples::id_of("commune");

    tamper(folder, "UPDATE case_file SET outcome = 'cancelled' WHERE id = '" + visit + "'");
    CHECK(found(folder) == "row_changed case_file " + visit + ", outcome; ");
    tamper(folder, "UPDATE case_file SET outcome = 'done', ended_on = NULL WHERE id = '" + visit + "'");
    CHECK(found(folder) == "row_changed case_file " + visit + ", ended_on; ");
    tamper(folder, "UPDATE case_file SET ended_on = '2024-05-31'; UPDATE case_file SET ended_on = NULL WHERE id <> '" +
                       visit + "'");
    CHECK(found(folder).empty());
    tamper(folder, "DELETE FROM turn");
    CHECK(found(folder) == "row_missing turn " + visit + "; ");
    OfficeFolder other;
    fill_well(other);
    tamper(other, "INSERT INTO unit_successor VALUES ('" + commune + "', 'x')");
    CHECK(found(other) == "row_extra unit_successor " + commune + " x; ");
}

TEST_CASE("every column of every projection is compared", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    const std::string whole = read_file(folder.database(), 1 << 26).value();
    for (const Table& table : projection_tables()) {
        for (const Column& column : table.columns) {
            std::ofstream(folder.database(), std::ios::binary | std::ios::trunc) << whole;
            const std::string name(table.name);
            const std::string key = fmt::format("({})", fmt::join(table.key, ", "));
            tamper(folder, "UPDATE " + name + " SET " + std::string(column.name) +
                               (column.text ? " = 'tampered'" : " = 987654") + " WHERE " + key + " = (SELECT " +
                               key.substr(1, key.size() - 2) + " FROM " + name + " LIMIT 1)");
            INFO(name << "." << column.name);
            CHECK(has(found(folder), name));
        }
    }
}

TEST_CASE("a blob that was altered, added or taken away is named", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    const std::string hash = to_hex(sha256("a blob"));
    tamper(folder, "UPDATE blob SET bytes = x'00'");
    CHECK(found(folder) == "blob_changed blob " + hash + "; ");
    tamper(folder, "DELETE FROM blob");
    CHECK(found(folder) == "blob_missing blob " + hash + "; ");
}

TEST_CASE("a dropped trigger, an altered table and a strange one are named", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    tamper(folder, "DROP TRIGGER log_entry_stays");
    CHECK(found(folder) == "schema schema log_entry_stays; ");
    tamper(folder, "CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry BEGIN SELECT 1; END");
    CHECK(found(folder) == "schema schema log_entry_stays; ");
    tamper(folder, "DROP INDEX unit_by_code; CREATE TABLE strange (a)");
    CHECK(has(found(folder), "schema schema unit_by_code;"));
    CHECK(has(found(folder), "schema schema strange;"));
}

TEST_CASE("an altered node or head is found", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    tamper(folder, "DROP TRIGGER log_node_stays; UPDATE log_node SET hash = zeroblob(32) WHERE idx = 1");
    CHECK(has(found(folder), "node node 1/1;"));
    tamper(folder, "UPDATE log_head SET root = zeroblob(32)");
    CHECK(has(found(folder), "head log_head;"));
    tamper(folder, "INSERT INTO log_node VALUES (2, 0, zeroblob(32))");
    CHECK(has(found(folder), "node log_node;"));
}

TEST_CASE("an entry of another office is named", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    tamper(folder, "UPDATE log_head SET office = '" + samples::id_of("another") + "'");
    CHECK(has(found(folder), "entry_foreign entry 0;"));
}

TEST_CASE("a case whose chain was broken and a command cut short are named", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    office->recorder().begin();
    Entry first = samples::entry("unit.registered/1",
                                 {{"unit", samples::id_of("a")}, {"level", "commune"}, {"valid_from", "2015-01-01"}});
    first.n = 2;
    samples::record(*office, first);
    Entry opened = samples::case_entry("case.opened/1", "visit",
                                       {{"workflow", "w"},
                                        {"kind", "visit"},
                                        {"unit", "u"},
                                        {"level", "l"},
                                        {"opened_on", "2024-01-01"},
                                        {"config", {"a"}},
                                        {"life", "idle"}});
    opened.case_seq = 1;
    opened.case_prev = samples::hash_of("nothing");
    const auto rows = project(opened).value();
    for (const RowChange& change : rows) office->recorder().apply(change);
    const auto seq = office->recorder().append(encode_entry(opened).value()).first;
    for (const RowChange& change : project_place(opened, seq)) office->recorder().apply(change);
    office->recorder().commit();
    office.reset();

    CHECK(found(folder) == "command_incomplete entry 1; case_chain entry 1; ");
}

TEST_CASE("the last command must be whole as well", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    office->recorder().begin();
    Entry first = samples::entry("unit.registered/1",
                                 {{"unit", samples::id_of("a")}, {"level", "commune"}, {"valid_from", "2015-01-01"}});
    first.n = 2;
    samples::record(*office, first);
    office->recorder().commit();
    office.reset();
    CHECK(found(folder) == "command_incomplete entry 0; ");
}

TEST_CASE("differences are counted beyond those that are kept", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    tamper(folder, "UPDATE unit SET name = 'x'");
    VerifyOptions options;
    options.differences_max = 3;
    const VerifyReport report = verify_office(folder.path(), options).value();
    CHECK(report.differences.size() == 3);
    CHECK(report.differences_total > 600);
}

TEST_CASE("verification stops when asked", "[store]") {
    OfficeFolder folder;
    fill_well(folder);
    const std::atomic<bool> stop{true};
    VerifyOptions options;
    options.stop = &stop;
    CHECK(verify_office(folder.path(), options).error().code == ProblemCode::interrupted);
}

TEST_CASE("flipped bytes of the file are refused, found, or provably of no meaning", "[store]") {
    OfficeFolder folder;
    samples::fill(folder);
    const std::string whole = read_file(folder.database(), 1 << 26).value();
    const Hash root = verified(folder).root;
    int noticed = 0;
    const std::size_t step = whole.size() / 300;
    for (std::size_t at = 3; at < whole.size(); at += step) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x41);
        std::ofstream(folder.database(), std::ios::binary | std::ios::trunc) << bytes;
        auto report = verify_office(folder.path());
        if (!report || !report->clean())
            ++noticed;
        else
            CHECK(report->root == root);
    }
    CHECK(noticed > 20);
}
