// SPDX-License-Identifier: Apache-2.0
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

// Everything of the small office happened in 2024 and is recorded today: all of it is recorded late.
class VisitedOffice : public SmallOffice {
public:
    VisitedOffice() {
        approve_plan(*this);
        assign_team(*this);
        visit_commune(*this);
        visit_group(*this);
        must({"visit", "sign", "group:4059001", "--act", "12/BB-ĐKT 12/03/2024", "--as", "CB03", "--on", "12/03/2024"});
    }
    Json leads(const std::string& rule) const { return json({"audit", "list", "--rule", rule})["leads"]; }
};

}  // namespace

TEST_CASE("an auditor is told what is unusual, with its entries", "[cli][audit]") {
    VisitedOffice office;
    const Json late = office.leads("recorded_late");
    REQUIRE_FALSE(late.empty());
    CHECK(late[0]["weight"] > 365);
    const std::string entry = std::to_string(late[0]["entries"][0].get<int>());
    CHECK(office.json({"journal", "show", "--entry", entry})["entry"]["kind"] == "case.moved/1");
    CHECK(office.json({"audit", "list", "--year", "2019"})["leads"].empty());
    const Finished said = office.must({"audit", "list"});
    CHECK_THAT(said.output, Catch::Contains("Đây không phải kết luận") && Catch::Contains("Ghi muộn"));
    CHECK_THAT(office.must({"--lang", "en", "audit", "list"}).output, Catch::Contains("No verdict"));
}

TEST_CASE("one scan handed in for two cases is seen, though the journal keeps it sealed", "[cli][audit]") {
    SmallOffice office;
    approve_plan(office);
    const auto scan = office.folder() / "scan.pdf";
    write_text(scan, "biên bản đã ký");
    for (const char* unit : {"commune:405102", "point:TXN405102"}) {
        CHECK(office.json({"audit", "list", "--rule", "same_files"})["leads"].empty());
        office.must({"visit", "cancel", unit, "--reason", "mưa bão", "--as", "CB01", "--attach", scan.string()});
    }
    CHECK(office.json({"audit", "list", "--rule", "same_files"})["leads"].size() == 1);
    office.must({"journal", "verify"});
}

TEST_CASE("a sample for re-visits says how to draw it again", "[cli][audit]") {
    VisitedOffice office;
    const Words words = {"audit", "sample", "--size", "2", "--words", "48213"};
    const Json drawn = office.json(words);
    REQUIRE_FALSE(drawn["drawn"].empty());
    office.must({"team", "form", "--code", "Đoàn 9", "--body", "board", "--head", "CB05", "--year", "2024"});
    Words again = words;
    again.insert(again.end(), {"--at", std::to_string(drawn["size"].get<int>())});
    CHECK(office.json(again)["drawn"] == drawn["drawn"]);
    CHECK(office.json(again)["root"] == drawn["root"]);
    CHECK(office.json(words)["seed"] != drawn["seed"]);
    CHECK(office.run({"audit", "sample"}).exit_code == 2);
}

TEST_CASE("the command a sample ends with draws the same, also of one year and level", "[cli][audit]") {
    VisitedOffice office;
    const Words words = {"audit", "sample", "--year", "2024", "--level", "borrower", "--size", "2", "--words", "48 '2"};
    const Json drawn = office.json(words);
    CHECK(drawn["population"] == 5);
    const std::string again = drawn["again"];
    CHECK_THAT(again, Catch::EndsWith(R"( --year 2024 --level borrower --size 2 --words '48 '\''2')"));
    CHECK(office.json({"audit", "sample", "--words", "x"})["population"] == 2);  // places
    CHECK(office.run({"audit", "sample", "--level", "village", "--words", "x"}).exit_code == 3);
}

TEST_CASE("borrowers whose rows on a sheet are alike are seen, those who were away are not", "[cli][audit]") {
    SmallOffice office;
    approve_plan(office), assign_team(office), visit_commune(office);
    Json sheet = office.json({"visit", "form", "group:4059001", "sheet", "--on", "12/03/2024"});
    sheet["checked_on"] = "12/03/2024";
    const bool alike = GENERATE(true, false);
    for (Json& row : sheet["rows"]) {
        const Json borrower = row["borrower"];
        row = {{"borrower", borrower}, {"presence", alike ? "present" : "absent"}};
        if (alike) row.update({{"programme", "03"}, {"disbursed", 20'000'000}, {"right_amount", 20'000'000}});
    }
    write_text(office.folder() / "sheet.json", sheet.dump());
    office.must({"visit", "sheet", "group:4059001", "--form", (office.folder() / "sheet.json").string(), "--as", "CB05",
                 "--on", "12/03/2024"});
    const Json leads = office.json({"audit", "list", "--rule", "same_answers"})["leads"];
    REQUIRE(leads.size() == (alike ? 1 : 0));
    if (!alike) return;
    CHECK(leads[0]["weight"] == sheet["rows"].size());
    CHECK(leads[0]["entries"].size() == 1);
}

TEST_CASE("an auditor is told steps by the names people know", "[cli][audit]") {
    VisitedOffice office;
    const Json hands = office.leads("one_hand");
    REQUIRE_FALSE(hands.empty());
    CHECK_THAT(hands[0]["text"].get<std::string>(), Catch::Contains("Trình phê duyệt"));
}

TEST_CASE("done late and recorded late are told apart", "[cli][audit]") {
    VisitedOffice office;
    const Json steps = office.json({"case", "show", "commune:405102"})["steps"];
    bool seen = false;
    for (const Json& step : steps) {
        if (step["entered_by"].is_null() || step["event"] != "sign") continue;
        seen = true;
        CHECK(step["days_recorded_late"] > 365);
        CHECK(step["days_act_late"] == 0);
    }
    CHECK(seen);
}
