// SPDX-License-Identifier: Apache-2.0
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string id_at(const SmallOffice& office, const std::string& unit) {
    return office.json({"case", "show", unit})["id"];
}

std::string problem_of(const SmallOffice& office, Words words) {
    words.insert(words.begin(), "--json");
    Finished finished = office.run(words);
    auto said = parse_json(finished.output);
    return said && said->contains("problem") ? (*said)["problem"]["code"].get<std::string>()
                                             : "?" + finished.output + finished.errors;
}

Json next_of(const SmallOffice& office, const std::string& unit, const std::string& event, const Words& more = {}) {
    Words words = {"case", "show", unit};
    words.insert(words.end(), more.begin(), more.end());
    const Json shown = office.json(words);
    for (const Json& option : shown["next"]) {
        if (option["event"] == event) return option;
    }
    return Json::object();
}

}  // namespace

TEST_CASE("a case is named by the beginning of its id, by its unit, a plan by type and year", "[cli][names]") {
    SmallOffice office;
    approve_plan(office);
    const std::string commune = id_at(office, "commune:405102");

    for (const std::string& name :
         {commune, commune.substr(0, 12), std::string("405102"), std::string("commune:405102")}) {
        CHECK(office.json({"visit", "show", name})["id"] == commune);
    }
    const std::string plan = office.json({"plan", "show", "board-2024"})["id"];
    for (const std::string& name : {std::string("board/board-2024"), std::string("04/CTr-BĐD"), plan.substr(0, 8)}) {
        CHECK(office.json({"plan", "show", name})["id"] == plan);
    }
    CHECK(problem_of(office, {"visit", "show", plan}) == "not_found");  // a plan is no visit
    CHECK(problem_of(office, {"case", "show", "abc"}) == "invalid_value");
    CHECK(problem_of(office, {"case", "show", "board-2031"}) == "not_found");
}

TEST_CASE("what may be meant twice is asked back with the choices", "[cli][names]") {
    SmallOffice office;
    office.must({"visit", "open", "--unit", "group:4059002", "--body", "board"});
    office.must({"visit", "open", "--unit", "group:4059002", "--body", "board"});

    const Finished finished = office.run({"visit", "show", "group:4059002"});
    CHECK(finished.exit_code == 1);
    CHECK(finished.errors.find("Tổ HPN số 1") != std::string::npos);
    CHECK(problem_of(office, {"visit", "show", "group:4059002"}) == "ambiguous");
}

TEST_CASE("each mistake ends with its own exit code and changes nothing", "[cli][exit-codes]") {
    struct Mistake {
        int code;
        Words words;
    };
    SmallOffice office;
    office.must({"plan", "draft", "--type", "board", "--year", "2024", "--empty", "--on", "15/01/2024"});
    const std::string before = office.fingerprint();

    write_text(office.folder() / "form.json", "{}");
    write_text(office.folder() / "broken.yaml", "a: [1\n");
    const std::string form = (office.folder() / "form.json").string(),
                      broken = (office.folder() / "broken.yaml").string();
    const std::vector<Mistake> mistakes = {
        {1, {"plan", "draft", "--type", "board", "--year", "2024", "--empty"}},  // there is one
        {1, {"plan", "withdraw", "board-2024", "--as", "CB01"}},                 // without a reason
        {1, {"plan", "approve", "board-2024", "--as", "CB01"}},                  // not submitted yet
        {1, {"plan", "submit", "board-2024", "--form", form}},                   // takes no form
        {1, {"plan", "submit", "board-2024", "--on-behalf", "CB01"}},            // for another, without a document
        {1, {"plan", "add-line", "board-2024", "--unit", "405102", "--date", "12/03/2023"}},  // outside its year
        {1, {"plan", "add-line", "board-2024", "--unit", "405102", "--date", "31/02/2024"}},  // no such day
        {1, {"team", "form", "--code", "Đoàn 1", "--body", "board", "--head", "CB07"}},       // no role of the board
        {2, {"plan", "submit", "board-2024", "--as", ""}},                                    // who enters it?
        {2, {"plan", "submit", "board-2024", "--date", "01/02/2024"}},                        // moves no day
        {2, {"plan", "sbumit", "board-2024"}},                                                // no such command
        {2, {"plan", "draft", "--year", "2024"}},                                             // without its type
        {2, {"visit", "list", "--mine", "--as", ""}},                                         // whose?
        {3, {"plan", "submit", "board-2025"}},
        {3, {"plan", "drop-line", "board-2024", "1"}},
        {3, {"plan", "add-line", "board-2024", "--unit", "commune:999999", "--date", "12/03/2024"}},
        {3, {"plan", "submit", "board-2024", "--as", "CB99"}},
        {3, {"case", "show", "deadbeef"}},
        {3, {"assign", "group:4059001", "--team", "Đoàn 1"}},
        {3, {"team", "form", "--code", "Đoàn 1", "--body", "bord", "--head", "CB03"}},
        {4, {"plan", "submit", "board-2024", "--as", "CB05"}},
        {4, {"plan", "draft", "--type", "bank", "--year", "2024", "--empty"}},
        {4, {"visit", "open", "--unit", "405102", "--body", "board", "--as", "CB07"}},
        {5, {"plan", "submit", "board-2024", "--form", "/no/such/form.json"}},
        {5, {"plan", "submit", "board-2024", "--form", broken}},
    };
    for (const Mistake& mistake : mistakes) {
        const Finished finished = office.run(mistake.words);
        std::string line;
        for (const std::string& word : mistake.words) line += word + " ";
        INFO(line << "\n" << finished.output << finished.errors);
        CHECK(finished.exit_code == mistake.code);
        CHECK(finished.output.empty());
        CHECK_FALSE(finished.errors.empty());
        CHECK(office.fingerprint() == before);
    }
}

// Who reads personal fields is written down; where nobody says who it is, nothing is opened and nothing written.
TEST_CASE("looking without opening anything personal changes nothing", "[cli]") {
    SmallOffice office;
    approve_plan(office);
    assign_team(office);
    const std::string before = office.fingerprint();

    for (Words words : std::vector<Words>{{"plan", "list"},
                                          {"plan", "show", "board-2024"},
                                          {"visit", "list", "--overdue"},
                                          {"case", "show", "405102"},
                                          {"case", "list"},
                                          {"finding", "list"},
                                          {"team", "list"},
                                          {"visit", "form", "405102", "postpone"}}) {
        words.insert(words.begin(), {"--as", ""});
        office.must(words);
        office.json(words);
    }
    CHECK(office.fingerprint() == before);
}

TEST_CASE("case show says whose a step is and why not another's", "[cli][case]") {
    SmallOffice office;
    office.must({"plan", "draft", "--type", "board", "--year", "2024", "--empty", "--on", "15/01/2024"});
    office.must({"plan", "submit", "board-2024", "--on", "16/01/2024"});

    const Json head = next_of(office, "board-2024", "approve", {"--as", "CB01"});
    CHECK(head["possible"] == true);
    CHECK(head["persons"][0]["name"] == "Lê Văn An");
    const Json secretary = next_of(office, "board-2024", "approve", {"--as", "CB02"});
    CHECK(secretary["possible"] == false);
    CHECK(secretary["why_not"].get<std::string>().find("Trưởng Ban đại diện") != std::string::npos);

    office.must({"plan", "approve", "board-2024", "--as", "CB01"});
    const Json finish = next_of(office, "board-2024", "finish");
    CHECK(finish["possible"] == false);
    CHECK(finish["why_not"].get<std::string>().find("số hồ sơ cấp dưới” (0)") != std::string::npos);
}

TEST_CASE("four eyes: who submitted the plan does not approve it", "[cli][case]") {
    SmallOffice office;
    office.must({"person", "grant", "CB02", "--role", "board_head", "--unit", "district:405", "--from", "01/01/2024"});
    office.must({"plan", "draft", "--type", "board", "--year", "2024", "--empty", "--on", "15/01/2024"});
    office.must({"plan", "submit", "board-2024", "--on", "16/01/2024"});

    CHECK(problem_of(office, {"plan", "approve", "board-2024"}) == "four_eyes");
    const Json approve = next_of(office, "board-2024", "approve");
    CHECK(approve["barred"][0]["person"]["code"] == "CB02");
    CHECK(approve["barred"][0]["earlier"] == "submit");
}

TEST_CASE("a visit is put off within its year by its date alone", "[cli][visit]") {
    SmallOffice office;
    approve_plan(office);

    CHECK(office.json({"visit", "postpone", "405102", "--date", "20/03/2024", "--reason", "Mưa bão", "--on",
                       "04/03/2024"})["case"]["planned_on"] == "2024-03-20");
    CHECK(office.run({"visit", "postpone", "405102", "--date", "20/01/2025", "--reason", "Mưa bão"}).exit_code == 1);
    CHECK(office.run({"visit", "postpone", "405102", "--date", "21/03/2024"}).exit_code == 1);  // without a reason
    write_text(office.folder() / "later.yaml", "new_date: 22/03/2024\ncause: weather\n");
    office.must(
        {"visit", "postpone", "405102", "--form", (office.folder() / "later.yaml").string(), "--reason", "Mưa bão"});
    CHECK(office.json({"case", "show", "405102"})["planned_on"] == "2024-03-22");
}

TEST_CASE("nobody inspects the unit they answer for", "[cli][visit]") {
    SmallOffice office;
    approve_plan(office);
    office.must({"team", "form", "--code", "Đoàn 9", "--body", "board", "--head", "CB06"});

    CHECK(problem_of(office, {"assign", "405102", "--team", "Đoàn 9"}) == "conflict_of_interest");
}

TEST_CASE("a sheet that names a stranger is refused at its row", "[cli][form]") {
    SmallOffice office;
    approve_plan(office);
    assign_team(office);
    visit_commune(office);
    Json sheet = office.json({"visit", "form", "group:4059001", "sheet", "--on", "12/03/2024"});
    REQUIRE(sheet["rows"].size() == 6);
    sheet["checked_on"] = "12/03/2024";
    for (Json& row : sheet["rows"]) row["right_amount"] = 1;
    sheet["rows"][3]["borrower"] = "4059000007";
    write_text(office.folder() / "sheet.json", sheet.dump());

    const Finished finished =
        office.run({"visit", "sheet", "group:4059001", "--form", (office.folder() / "sheet.json").string(), "--as",
                    "CB05", "--on", "12/03/2024"});
    CHECK(finished.exit_code == 1);
    CHECK(finished.errors.find("rows[3].borrower") != std::string::npos);
}

TEST_CASE("a dropped line is not opened, an opened one is not dropped", "[cli][plan]") {
    SmallOffice office;
    office.must({"plan", "draft", "--type", "board", "--year", "2024", "--empty", "--on", "15/01/2024"});
    for (const char* unit : {"commune:405102", "district:405"})
        office.must({"plan", "add-line", "board-2024", "--unit", unit, "--date", "12/03/2024"});
    office.must({"plan", "drop-line", "board-2024", "2"});
    office.must({"plan", "submit", "board-2024", "--on", "16/01/2024"});
    office.must({"plan", "approve", "board-2024", "--as", "CB01", "--on", "17/01/2024"});

    CHECK(office.json({"visit", "list"})["total"] == 1);
    CHECK(problem_of(office, {"plan", "drop-line", "board-2024", "1"}) == "not_possible");
    office.must({"plan", "amend", "board-2024", "--reason", "Bổ sung", "--on", "01/04/2024"});
    CHECK(office.json({"plan", "show", "board-2024"})["counts"][0]["planned"] == 1);
}
