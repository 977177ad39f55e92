// SPDX-License-Identifier: Apache-2.0
// What `giamsat journal verify` says of an office that is whole, and of one that is not; and that no command goes on behind it.
#include "adapters/store/office.hpp"
#include "adapters/store/sqlite.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <regex>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

// How long it took is another thing every time.
std::string steady_rates(const std::string& text) {
    const std::string timed = std::regex_replace(comparable(text), std::regex("[0-9]+[.,][0-9]+ s "), "<time> s ");
    return std::regex_replace(timed, std::regex("[0-9.,]+ (mục/giây|entries/s)"), "<rate> $1");
}

SignedCheckpoint last_checkpoint(const SmallOffice& office) {
    auto entropy = seeded_entropy(1);
    auto reading = std::move(Office::open(office.path(), Office::Mode::read, *entropy).value());
    return reading->readers().evidence.last_checkpoint()->signed_one;
}

// What an auditor takes along on a stick.
std::string taken_along(const SmallOffice& office) {
    const fs::path file = office.folder() / "usb" / "checkpoint.txt";
    write_text(file, write_note(last_checkpoint(office).note));
    return file.string();
}

void change(const SmallOffice& office, const char* sql) {
    store::Database(office.path() / "office.db", store::Database::Access::write).run(sql);
}

void rename_commune(const SmallOffice& office) {
    office.must({"unit", "change", "commune:405102", "--name", "xã Hòa Đông", "--from", "01/03/2024", "--on-behalf",
                 "CB01", "--act", "04/QĐ-UBND 01/03/2024"});
}

// Everything but the signer's folder as it was before a command.
void put_old_copy_back(const SmallOffice& office) {
    const fs::path copy = office.folder() / "copy.db";
    change(office, "PRAGMA wal_checkpoint(TRUNCATE)");
    fs::copy_file(office.path() / "office.db", copy);
    rename_commune(office);
    change(office, "PRAGMA wal_checkpoint(TRUNCATE)");
    fs::copy_file(copy, office.path() / "office.db", fs::copy_options::overwrite_existing);
}

}  // namespace

TEST_CASE("what verifying says of an office that is whole", "[cli][verify][golden]") {
    SmallOffice office;
    CHECK_GOLDEN("cli/journal-verify.txt", steady_rates(office.must({"journal", "verify"}).output));
    const std::string held = taken_along(office);
    CHECK_GOLDEN("cli/journal-verify-against-en.txt",
                 steady_rates(office.must({"--lang", "en", "journal", "verify", "--against", held}).output));
    const Json json = office.json({"journal", "verify", "--against", held});
    CHECK(json["evidence"]["vouched"] == json["entries"]);
    CHECK(json["evidence"]["signer"] == json["entries"]);
}

TEST_CASE("what verifying says of an office that was tampered with", "[cli][verify][golden]") {
    SmallOffice office;
    const std::string held = taken_along(office);
    change(office,
           "UPDATE role_grant SET role = 'board.head' WHERE role = 'board_head'; DROP TRIGGER log_entry_stays; DELETE "
           "FROM log_checkpoint");
    const Finished vi = office.run({"journal", "verify", "--against", held});
    CHECK(vi.exit_code == 6);
    CHECK_GOLDEN("cli/journal-verify-damaged.txt", steady_rates(vi.output));
    const Finished en = office.run({"--lang", "en", "journal", "verify", "--against", held});
    CHECK_GOLDEN("cli/journal-verify-damaged-en.txt", steady_rates(en.output));
    const Json json = *parse_json(office.run({"--json", "journal", "verify"}).output);
    CHECK(json["clean"] == false);
    CHECK(json["differences"][0]["what"] == "schema");
    CHECK_FALSE(json["differences"][0]["do"]["vi"].get<std::string>().empty());
}

TEST_CASE("an old copy is told, and takes no command before somebody has looked", "[cli][verify]") {
    SmallOffice office;
    put_old_copy_back(office);

    const Json json = *parse_json(office.run({"--json", "journal", "verify"}).output);
    REQUIRE(json["differences"].size() == 1);
    CHECK(json["differences"][0]["what"] == "old_copy");
    const bool marked = GENERATE(true, false);
    if (!marked) fs::remove(office.path() / "office.mark");  // then the signer knows
    const Finished refused = office.run({"unit", "change", "commune:405102", "--name", "xã khác", "--from",
                                         "02/03/2024", "--on-behalf", "CB01", "--act", "05/QĐ-UBND 02/03/2024"});
    INFO(refused.errors);
    CHECK(refused.exit_code == 7);
    CHECK(refused.errors.find("office_read_only") != std::string::npos);
    CHECK(refused.errors.find(marked ? "journal_damaged" : "evidence_refused") != std::string::npos);
    CHECK(office.run({"unit", "list", "--level", "commune"}).exit_code == 0);
}

TEST_CASE("what was cut behind a kept checkpoint takes no command either", "[cli][verify]") {
    SmallOffice office;
    change(
        office,
        "UPDATE log_checkpoint SET text = replace(text, char(10), char(10) || '9') WHERE size = (SELECT max(size) FROM "
        "log_checkpoint)");
    const Finished refused = office.run({"person", "add", "--code", "CB99", "--name", "Người Mới"});
    INFO(refused.errors);
    CHECK(refused.exit_code != 0);
    CHECK(refused.errors.find("journal_damaged") != std::string::npos);
}

TEST_CASE("what is brought along must be of the right form", "[cli][verify]") {
    SmallOffice office(SmallOffice::Start::founded);
    const fs::path file = office.folder() / "notes.txt";
    write_text(file, "nothing of the kind\n");
    const Finished refused = office.run({"journal", "verify", "--against", file.string()});
    CHECK(refused.exit_code == 5);
    CHECK(refused.errors.find("notes.txt") != std::string::npos);
    CHECK(office.run({"journal", "verify", "--policy", file.string()}).exit_code == 5);
    CHECK(office.run({"journal", "verify", "--against", (office.folder() / "none").string()}).exit_code == 5);
}
