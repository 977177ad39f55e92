// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string seen(const SmallOffice& office, const std::vector<std::string>& words) {
    return comparable(office.must(words).output);
}

}  // namespace

TEST_CASE("an import tells what it added, changed and left", "[cli][import]") {
    SmallOffice office;
    const auto file = office.folder() / "people.csv";
    std::string people = read_whole(example_file("people.csv").string());

    const Json same = office.json({"import", "people", example_file("people.csv").string()});
    CHECK(same["added"] == 0);
    CHECK(same["changed"] == 0);
    CHECK(same["unchanged"] == same["rows"]);

    people.replace(people.find("Lê Văn An"), std::string("Lê Văn An").size(), "Lê Văn Anh");
    write_text(file, people);
    const Json changed = office.json({"import", "people", file.string()});
    CHECK(changed["changed"] == 1);
    CHECK(office.json({"person", "show", "CB01"})["name"] == "Lê Văn Anh");
}

TEST_CASE("the first people need nobody to enter them; later ones do", "[cli][import]") {
    SmallOffice office(SmallOffice::Start::founded);
    office.must({"import", "units", example_file("units.csv").string()});
    CHECK(office
              .run({"person", "add", "--code", "A1", "--name", "Lê Văn An", "--role", "board_secretary", "--unit",
                    "district:405"})
              .exit_code == 0);

    CHECK(office.run({"person", "add", "--code", "A2", "--name", "Lê Thị Ba"}).exit_code == 2);
    CHECK(office.run({"person", "add", "--code", "A2", "--name", "Lê Thị Ba", "--as", "A1"}).exit_code == 0);
    CHECK(office.run({"person", "add", "--code", "A3", "--name", "Lê Thị Tư", "--as", "A2"}).exit_code == 4);
}

TEST_CASE("a person whose role is refused is not added", "[cli][person]") {
    SmallOffice office;

    CHECK(office
              .run({"person", "add", "--code", "CB90", "--name", "Mới", "--role", "commune_chair", "--unit",
                    "district:405"})
              .exit_code == 1);
    CHECK(office.run({"person", "show", "CB90"}).exit_code == 3);
}

TEST_CASE("roles are granted and ended", "[cli][person]") {
    SmallOffice office;
    office.must({"person", "add", "--code", "CB90", "--name", "Vũ Thị Mới", "--email", "moi@dongson.example"});
    office.must(
        {"person", "grant", "CB90", "--role", "bank_officer", "--unit", "district:405", "--from", "01/02/2024"});

    CHECK(office.json({"person", "show", "CB90"})["roles"][0]["role"] == "bank_officer");
    CHECK(office.run({"person", "grant", "CB90", "--role", "bank_officer", "--unit", "district:405"}).exit_code == 1);
    office.must(
        {"person", "end-role", "CB90", "--role", "bank_officer", "--unit", "district:405", "--to", "31/03/2024"});
    CHECK(office.json({"person", "show", "CB90", "--on", "01/04/2024"})["roles"].empty());
    CHECK(office.run({"person", "end-role", "CB90", "--role", "bank_director", "--unit", "district:405"}).exit_code ==
          3);
}

TEST_CASE("a unit changes from a day on and keeps what it was", "[cli][unit]") {
    SmallOffice office;
    office.must({"unit", "change", "commune:405102", "--name", "xã Hòa Đông", "--from", "01/06/2024"});

    const Json unit = office.json({"unit", "show", "405102"});
    CHECK(unit["name"] == "xã Hòa Đông");
    CHECK(unit["versions"].size() == 2);
    CHECK(office.json({"unit", "find", "dong hoa"})["units"][0]["code"] == "405102");  // by its earlier name
    CHECK(office.run({"unit", "change", "commune:405102"}).exit_code == 2);
}

TEST_CASE("a unit ends with its successors", "[cli][unit]") {
    SmallOffice office;
    office.must({"unit", "add", "--level", "commune", "--code", "405101", "--name", "xã Đông Anh", "--parent",
                 "district:405", "--from", "01/01/2014"});
    office.must({"unit", "end", "commune:405101", "--on", "30/11/2024", "--successor", "commune:405102"});

    const Json unit = office.json({"unit", "show", "commune:405101"});
    CHECK(unit["valid_to"] == "2024-11-30");
    CHECK(unit["successors"][0]["code"] == "405102");
    CHECK(office.run({"unit", "end", "commune:405101"}).exit_code == 1);
    CHECK(
        office.run({"unit", "add", "--level", "commune", "--code", "405101", "--name", "x", "--parent", "district:405"})
            .exit_code == 1);
}

TEST_CASE("units are found without marks, in either spelling", "[cli][unit]") {
    SmallOffice office;
    for (const char* words : {"dong hoa", "ĐÔNG HOÀ", "Đông Hòa", "hoa đong"}) {
        const Json found = office.json({"unit", "find", words});
        INFO(words);
        REQUIRE_FALSE(found["units"].empty());
        CHECK(found["units"][0]["code"] == "405102");
    }
    CHECK(office.json({"unit", "find", "cuc"})["units"][0]["name"] == "Lê Thị Cúc");  // borrowers too
    CHECK(office.json({"unit", "find", "khong co dau ca"})["units"].empty());
}

TEST_CASE("what units and people look like", "[cli][golden]") {
    SmallOffice office;
    CHECK_GOLDEN("cli/unit-list.txt", seen(office, {"unit", "list"}));
    CHECK_GOLDEN("cli/unit-list-borrowers.txt", seen(office, {"unit", "list", "--under", "group:4059001"}));
    CHECK_GOLDEN("cli/unit-list-en.txt",
                 seen(office, {"--lang", "en", "unit", "list", "--level", "group", "--limit", "1"}));
    CHECK_GOLDEN("cli/unit-show.txt", seen(office, {"unit", "show", "commune:405102"}));
    CHECK_GOLDEN("cli/unit-show-borrower.txt", seen(office, {"unit", "show", "borrower:4059000001"}));
    CHECK_GOLDEN("cli/unit-show.json", seen(office, {"--json", "unit", "show", "borrower:4059000001"}));
    CHECK_GOLDEN("cli/unit-add.txt", seen(office, {"unit", "add", "--level", "commune", "--code", "405101", "--name",
                                                   "xã Đông Anh", "--parent", "district:405"}));
    CHECK_GOLDEN("cli/person-list.txt", seen(office, {"person", "list"}));
    CHECK_GOLDEN("cli/person-show.txt", seen(office, {"person", "show", "CB02"}));
    CHECK_GOLDEN("cli/person-show.json", seen(office, {"--json", "person", "show", "CB02"}));
    CHECK_GOLDEN("cli/import.txt", seen(office, {"import", "people", example_file("people.csv").string()}));
}
