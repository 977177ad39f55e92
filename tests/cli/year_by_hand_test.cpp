// SPDX-License-Identifier: Apache-2.0
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::string said(const SmallOffice& office, const Words& words) { return steady(office.must(words).output); }

// The finding of this code, whole id.
std::string finding_of(const SmallOffice& office, const std::string& code) {
    return office.json({"finding", "list", "--all", "--code", code})["findings"][0]["id"];
}

void put_right(const SmallOffice& office, const std::string& finding, const std::string& by) {
    office.must(
        {"finding", "respond", finding, "--form", example_form("finding-response"), "--as", by, "--on", "14/03/2024"});
    office.must({"finding", "rectify", finding, "--form", example_form("rectification-report"), "--as", by, "--on",
                 "27/03/2024"});
}

}  // namespace

TEST_CASE("a secretary does a year by hand, from the draft to the closed programme", "[cli][story]") {
    SmallOffice office;
    approve_plan(office);
    CHECK_GOLDEN("cli/plan-approved.txt", said(office, {"plan", "show", "board-2024"}));
    CHECK_GOLDEN("cli/plan-matrix.txt", said(office, {"plan", "show", "board-2024", "--matrix"}));
    CHECK_GOLDEN("cli/visits-to-assign.txt", said(office, {"visit", "list", "--state", "chờ phân công"}));

    assign_team(office);
    CHECK_GOLDEN("cli/teams.txt", said(office, {"team", "list"}));
    office.must({"visit", "record", "point:TXN405102", "--form", example_form("supervision-note"), "--as", "CB05",
                 "--on", "04/03/2024"});

    visit_commune(office);
    CHECK_GOLDEN("cli/commune-waiting.txt", said(office, {"case", "show", "commune:405102", "--on", "14/03/2024"}));
    CHECK_GOLDEN("cli/group-begun.txt",
                 said(office, {"case", "show", "group:4059001", "--as", "CB03", "--on", "12/03/2024"}));
    CHECK_GOLDEN("cli/sheet-to-fill-in.yaml", said(office, {"visit", "form", "group:4059001", "sheet"}));

    visit_group(office);
    office.must({"visit", "sign", "group:4059001", "--as", "CB03", "--on", "12/03/2024"});
    office.must({"visit", "report", "group:4059001", "--as", "CB03", "--on", "14/03/2024"});
    const std::string group = office.json({"visit", "list", "--all", "--level", "group"})["cases"][0]["id"];
    CHECK(office.json({"case", "show", group})["states"][0]["id"] == "waiting");  // one borrower was away
    office.must({"visit", "record", "borrower:4059000003", "--form", example_form("borrower-record"), "--as", "CB05",
                 "--on", "15/03/2024"});
    CHECK(office.json({"case", "show", group})["life"] == "completed");
    office.must({"visit", "close", "commune:405102", "--on-behalf", "CB01", "--act", "15/KL-BĐD 20/03/2024", "--on",
                 "20/03/2024"});

    const std::string meeting = finding_of(office, "TO_01");
    put_right(office, meeting, "CB07");
    CHECK_GOLDEN("cli/finding-to-verify.txt",
                 said(office, {"finding", "show", meeting, "--as", "CB07", "--on", "28/03/2024"}));
    office.must({"finding", "return", meeting, "--reason", "Thiếu chữ ký", "--on", "29/03/2024"});
    office.must({"finding", "extend", meeting, "--date", "30/04/2024", "--reason", "Chờ họp Tổ", "--on-behalf", "CB01",
                 "--act", "16/CV 29/03/2024", "--on", "29/03/2024"});
    CHECK(office.json({"finding", "list"})["findings"].back()["due_on"] == "2024-04-30");
    office.must({"finding", "rectify", meeting, "--form", example_form("rectification-report"), "--as", "CB07", "--on",
                 "02/04/2024"});
    office.must({"finding", "verify", meeting, "--form", example_form("verification-record"), "--on", "04/04/2024"});
    CHECK_GOLDEN("cli/findings-overdue.txt", said(office, {"finding", "list", "--overdue", "--on", "20/04/2024"}));

    office.must({"plan", "report", "board-2024", "--on", "20/12/2024"});
    office.must(
        {"plan", "close", "board-2024", "--on-behalf", "CB01", "--act", "99/BC-BĐD 20/12/2024", "--on", "20/12/2024"});
    CHECK_GOLDEN("cli/plans.txt", said(office, {"plan", "list"}));
    CHECK_GOLDEN("cli/plan-closed.en.txt",
                 said(office, {"case", "show", "board-2024", "--lang", "en", "--on", "20/12/2024"}));
    office.must({"journal", "verify"});
}

TEST_CASE("sessions and surprise visits stand outside any plan", "[cli][story]") {
    SmallOffice office;
    office.must({"visit", "open", "--workflow", "board-session", "--unit", "district:405", "--body", "board",
                 "--variant", "scheduled", "--date", "12/04/2024"});
    office.must({"visit", "record", "district:405", "--form", example_form("session-minutes"), "--on", "12/04/2024"});
    CHECK_GOLDEN("cli/session-held.en.txt",
                 said(office, {"case", "show", "district:405", "--forms", "--lang", "en", "--on", "12/04/2024"}));

    const Json opened = office.json({"visit", "open", "--unit", "group:4059002", "--body", "board", "--sample", "2"});
    CHECK(opened["case"]["variant"] == "surprise");
    office.must({"team", "form", "--code", "Đoàn 1", "--body", "board", "--head", "CB03"});
    CHECK(office.json({"assign", "group:4059002", "--team", "doan 1"})["case"]["states"][0]["id"] == "accepted");
    CHECK(office.json({"visit", "start", "group:4059002", "--as", "CB03"})["opened"].size() == 2);
}
