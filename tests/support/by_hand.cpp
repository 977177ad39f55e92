// SPDX-License-Identifier: Apache-2.0
#include "support/by_hand.hpp"

#include "base/core/time.hpp"
#include "base/text/text.hpp"

#include <regex>

namespace giamsat::test {

std::string steady(const std::string& text) {
    std::string same = comparable(text);
    same = std::regex_replace(same, std::regex("\\b[0-9a-f]{8}\\b"), "--------");
    const std::string today = write_date(date_in_vietnam(SystemClock().now()), Lang::vi);
    same = std::regex_replace(same, std::regex(today + "( [0-9]{2}:[0-9]{2})"), "<recorded> --:--");
    same = std::regex_replace(same, std::regex("(sau|after) [0-9]+ (ngày|days)"), "$1 N $2");
    return std::regex_replace(same, std::regex(today), "<recorded>");
}

std::string example_form(const std::string& name) { return example_file("forms/" + name + ".json").string(); }

void approve_plan(const SmallOffice& office) {
    office.must({"plan", "draft", "--type", "board", "--year", "2024", "--number", "04/CTr-BĐD", "--empty", "--on",
                 "15/01/2024"});
    office.must({"plan", "add-line", "board-2024", "--unit", "commune:405102", "--date", "12/03/2024"});
    office.must({"plan", "add-line", "board-2024", "--unit", "group:4059001", "--date", "12/03/2024", "--sample", "6",
                 "--within", "1"});
    office.must({"plan", "add-line", "board-2024", "--unit", "point:TXN405102", "--date", "04/03/2024", "--mode",
                 "supervision"});
    office.must({"plan", "submit", "board-2024", "--on", "16/01/2024"});
    office.must({"plan", "approve", "board-2024", "--on", "17/01/2024", "--on-behalf", "CB01", "--act",
                 "04/CTr-BĐD 17/01/2024"});
}

void assign_team(const SmallOffice& office) {
    office.must({"team", "form", "--code", "Đoàn 1", "--body", "board", "--head", "CB03", "--member", "CB05", "--year",
                 "2024", "--on", "20/01/2024"});
    office.must({"assign", "commune:405102", "point:TXN405102", "--team", "Đoàn 1", "--on", "01/03/2024"});
}

void visit_commune(const SmallOffice& office) {
    office.must({"visit", "accept", "commune:405102", "--as", "CB03", "--on", "04/03/2024"});
    office.must({"visit", "start", "commune:405102", "--as", "CB03", "--on", "12/03/2024"});
    office.must({"visit", "record", "commune:405102", "--form", example_form("commune-record"), "--as", "CB05", "--on",
                 "12/03/2024"});
    office.must(
        {"visit", "sign", "commune:405102", "--act", "12/BB-ĐKT 12/03/2024", "--as", "CB03", "--on", "12/03/2024"});
    office.must({"visit", "report", "commune:405102", "--on", "14/03/2024"});
    office.must({"assign", "group:4059001", "--team", "Đoàn 1", "--on", "12/03/2024"});
    office.must({"visit", "accept", "group:4059001", "--as", "CB03", "--on", "12/03/2024"});
    office.must({"visit", "start", "group:4059001", "--as", "CB03", "--on", "12/03/2024"});
}

void visit_group(const SmallOffice& office) {
    Json sheet = office.json({"visit", "form", "group:4059001", "sheet", "--on", "12/03/2024"});
    sheet["checked_on"] = "12/03/2024";
    for (Json& row : sheet["rows"]) row["right_amount"] = row["disbursed"];
    sheet["rows"][0]["right_amount"] = 55'000'000;
    sheet["rows"][0]["wrong_amount"] = 5'000'000;
    sheet["rows"][2] = {{"borrower", sheet["rows"][2]["borrower"]}, {"presence", "absent"}};
    const auto file = office.folder() / "sheet.json";
    write_text(file, sheet.dump());
    office.must({"visit", "sheet", "group:4059001", "--form", file.string(), "--as", "CB05", "--on", "12/03/2024"});
    office.must({"visit", "record", "group:4059001", "--form", example_form("group-record"), "--as", "CB03", "--on",
                 "12/03/2024"});
}

}  // namespace giamsat::test
