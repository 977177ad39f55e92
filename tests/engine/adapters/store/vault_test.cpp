// SPDX-License-Identifier: Apache-2.0
// Sealing under a key for each subject: what opens, what does not, what is durable when.
#include "adapters/store/office.hpp"
#include "adapters/store/sqlite.hpp"
#include "base/platform/files.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

using namespace giamsat;
using samples::OfficeFolder;

namespace {

const OfficeId office_id = samples::office_id();
const CommandId cmd{samples::id_of("cmd")};
const std::string hoa = samples::id_of("hoa");
const std::string binh = samples::id_of("binh");

Encrypted sealed_name(Vault& vault) { return vault.seal(office_id, cmd, 0, hoa, "name", "Lê Thị Hoa"); }

}  // namespace

TEST_CASE("a sealed value opens where it belongs", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    const Encrypted sealed = sealed_name(office->vault());
    CHECK(office->vault().open(office_id, cmd, 0, sealed) == "Lê Thị Hoa");
    office->vault().flush();
    office.reset();

    auto later = std::move(folder.open(Office::Mode::read).value());
    CHECK(later->vault().open(office_id, cmd, 0, sealed) == "Lê Thị Hoa");
}

TEST_CASE("a sealed value that was moved or altered opens nowhere", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    Vault& vault = office->vault();
    const Encrypted sealed = sealed_name(vault);
    const Encrypted other = vault.seal(office_id, cmd, 0, binh, "name", "x");

    CHECK_FALSE(vault.open({binh}, cmd, 0, sealed));
    CHECK_FALSE(vault.open(office_id, {binh}, 0, sealed));
    CHECK_FALSE(vault.open(office_id, cmd, 1, sealed));
    for (auto part : {&Encrypted::subject, &Encrypted::kid, &Encrypted::nonce, &Encrypted::ct, &Encrypted::commit,
                      &Encrypted::path}) {
        Encrypted altered = sealed;
        altered.*part = part == &Encrypted::path ? "phone" : other.*part;
        CHECK_FALSE(vault.open(office_id, cmd, 0, altered));
        altered.*part = "";
        CHECK_FALSE(vault.open(office_id, cmd, 0, altered));
    }
}

TEST_CASE("the plaintext is in no file", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    Entry entry = samples::entry("person.registered/1", {{"person", hoa}, {"code", "cb-001"}});
    entry.enc = {office->vault().seal(office_id, entry.cmd, 0, hoa, "personal", "Lê Thị Hoa 0912345678")};
    office->vault().flush();
    office->recorder().begin();
    samples::record(*office, entry);
    office->recorder().commit();

    CHECK(folder.all_bytes().find("0912345678") == std::string::npos);
    CHECK(folder.all_bytes().find("Hoa") == std::string::npos);
}

TEST_CASE("a subject keeps its key; two subjects have two", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    Vault& vault = office->vault();
    const auto first = vault.seal(office_id, cmd, 0, hoa, "name", "x");
    const auto second = vault.seal(office_id, cmd, 1, hoa, "name", "x");
    const auto third = vault.seal(office_id, cmd, 0, binh, "name", "x");
    CHECK(first.kid == second.kid);
    CHECK(first.kid != third.kid);
    CHECK(first.nonce != second.nonce);
    CHECK(first.ct != second.ct);
}

TEST_CASE("keys are durable after flush and gone after discard", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    office->vault().seal(office_id, cmd, 0, hoa, "name", "x");
    office->vault().flush();
    office->vault().seal(office_id, cmd, 0, binh, "name", "x");
    office->vault().discard_unflushed();
    office.reset();

    store::Database keys(folder.keys(), store::Database::Access::read);
    CHECK(keys.number("SELECT count(*) FROM subject_key") == 1);
    CHECK(keys.text("SELECT subject FROM subject_key") == hoa);
}

TEST_CASE("an erased key opens nothing any more", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    const Encrypted sealed = sealed_name(office->vault());
    office->vault().flush();
    office.reset();
    store::Database(folder.keys(), store::Database::Access::write).run("DELETE FROM subject_key");

    auto later = std::move(folder.open(Office::Mode::read).value());
    CHECK_FALSE(later->vault().open(office_id, cmd, 0, sealed));
}

TEST_CASE("without keys nothing opens, and nothing fails", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    const Encrypted sealed = sealed_name(office->vault());
    office->vault().flush();
    auto reader = std::move(folder.open(Office::Mode::without_keys).value());
    CHECK_FALSE(reader->vault().open(office_id, cmd, 0, sealed));
}

TEST_CASE("from one seed come the same keys, nonces and digests, whatever the order", "[store]") {
    OfficeFolder one;
    OfficeFolder two;
    auto first = one.create();
    auto second = two.create();
    const auto name = sealed_name(first->vault());
    const auto phone = first->vault().seal(office_id, cmd, 0, binh, "phone", "1");
    CHECK(second->vault().seal(office_id, cmd, 0, binh, "phone", "1") == phone);
    CHECK(sealed_name(second->vault()) == name);
    CHECK(first->vault().digest("phone", "0912") == second->vault().digest("phone", "0912"));
    CHECK(read_file(one.path() / "office.key", 100).value() == read_file(two.path() / "office.key", 100).value());
}

TEST_CASE("digests tell kinds and texts apart", "[store]") {
    OfficeFolder folder;
    auto office = folder.create();
    Vault& vault = office->vault();
    CHECK(vault.digest("phone", "1").size() == 64);
    CHECK(vault.digest("phone", "1") != vault.digest("phone", "2"));
    CHECK(vault.digest("phone", "1") != vault.digest("code", "1"));
    CHECK(vault.digest("a", "bc") != vault.digest("ab", "c"));
}
