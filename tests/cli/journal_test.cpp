// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

using namespace giamsat;
using namespace giamsat::test;

TEST_CASE("the journal is read for people, its last entries first asked", "[cli][journal][golden]") {
    SmallOffice office;
    office.must({"unit", "change", "commune:405102", "--name", "xã Hòa Đông", "--from", "01/06/2024", "--on-behalf",
                 "CB01", "--act", "04/QĐ-UBND 01/03/2024"});

    CHECK_GOLDEN("cli/journal-show.txt",
                 comparable(office.must({"journal", "show", "--from", "0", "--last", "0"}).output));
    CHECK_GOLDEN("cli/journal-show-last.txt", comparable(office.must({"journal", "show", "--last", "1"}).output));
    CHECK_GOLDEN("cli/journal-show-en.txt",
                 comparable(office.must({"--lang", "en", "journal", "show", "--last", "3"}).output));
}

TEST_CASE("one entry is shown whole, what is sealed in it is not", "[cli][journal][golden]") {
    SmallOffice office;
    const Json all = office.json({"journal", "show", "--last", "0"});
    std::string person, borrower;
    for (const Json& one : all["entries"]) {
        if (one["entry"]["kind"] == "person.registered/1" && person.empty())
            person = std::to_string(one["seq"].get<int>());
        if (one["entry"]["kind"] == "unit.registered/1" && one["entry"]["body"]["level"] == "borrower")
            borrower = std::to_string(one["seq"].get<int>());
    }
    REQUIRE_FALSE(person.empty());

    const std::string shown = office.must({"journal", "show", "--entry", person}).output;
    CHECK(shown.find("Lê Văn An") == std::string::npos);
    CHECK(shown.find("(đã mã hoá)") != std::string::npos);
    CHECK_GOLDEN("cli/journal-entry.txt", comparable(shown));
    const std::string whole = office.must({"journal", "show", "--last", "0"}).output +
                              office.must({"journal", "show", "--entry", borrower}).output;
    CHECK(whole.find("Nguyễn Văn Bảy") == std::string::npos);
    CHECK(whole.find("4059000001") == std::string::npos);
}

TEST_CASE("raw entries carry the leaf the tree holds", "[cli][journal]") {
    SmallOffice office(SmallOffice::Start::founded);
    const Json all = office.json({"journal", "show", "--from", "0", "--last", "1"});

    REQUIRE(all["entries"].size() == 1);
    CHECK(all["entries"][0]["entry"]["kind"] == "office.founded/1");
    CHECK(all["entries"][0]["leaf"].get<std::string>().size() == 64);
    CHECK(office.run({"journal", "show", "--entry", "99999"}).exit_code == 3);
    const std::string command = all["entries"][0]["entry"]["cmd"];
    CHECK(office.json({"journal", "show", "--command", command})["entries"].size() == all["size"]);
}

TEST_CASE("what verifying looks like", "[cli][journal]") {
    SmallOffice office;
    const Finished verified = office.must({"journal", "verify"});
    CHECK(verified.output.starts_with("✓ "));
    const Json json = office.json({"journal", "verify"});
    CHECK(json["clean"] == true);
    CHECK(json["root"] == office.json({"journal", "root"})["root"]);
}
