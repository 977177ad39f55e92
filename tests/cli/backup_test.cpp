// SPDX-License-Identifier: Apache-2.0
// Backups and restoring from the command line.
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

TEST_CASE("an office comes back out of its backup, its keys and office.key", "[cli][backup]") {
    SmallOffice office;
    const std::string usb = (office.folder() / "usb").string(), keys = (office.folder() / "usb-keys").string();
    const std::string again = (office.folder() / "again").string();
    office.must({"backup", "keys", keys});
    const Json backup = office.json({"backup", usb});
    CHECK(office.run({"backup", "keys", usb}).exit_code == 1);
    CHECK(office.run({"backup"}).exit_code == 2);
    office.must({"backup", "verify", usb});
    office.must({"backup", "verify", keys});
    const Json restored =
        office.json({"restore", usb, again, "--keys", keys, "--office-key", (office.path() / "office.key").string()});
    CHECK(restored["root"] == backup["root"]);
    CHECK(run_giamsat({"--office", again, "journal", "verify"}).exit_code == 0);
    CHECK(office.run({"restore", usb, again, "--keys", keys, "--office-key", (office.path() / "office.key").string()})
              .exit_code == 1);
}

TEST_CASE("a copy of the keys is kept for as long as the profile says, and no longer", "[cli][backup]") {
    SmallOffice office;
    CHECK(office.must({"journal", "root"}).errors.empty());  // founded just now
    office.must({"backup", "keys", (office.folder() / "usb").string(), "--days", "3"});
    CHECK(office.run({"backup", "keys", (office.folder() / "usb").string(), "--days", "15"}).exit_code == 1);
}

TEST_CASE("backups are listed, and copies of keys pruned", "[cli][backup]") {
    SmallOffice office;
    const std::string keys = (office.folder() / "usb").string();
    office.must({"backup", "keys", keys});
    CHECK(office.json({"backup", "list", keys})["backups"].size() == 1);
    CHECK(office.json({"backup", "prune", keys})["removed"].empty());
}
