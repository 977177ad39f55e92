// SPDX-License-Identifier: Apache-2.0
// The table of what is accepted and what is refused, with every word of the refusal; hostile files among them.
#include "service/import/clean_text.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"
#include "support/world.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

// One office for the whole table: a refused file changes nothing, and every case holds it to that.
World& office() {
    static World world;
    return world;
}

std::string refusal(ImportKind kind, const std::string& csv, Lang lang = Lang::en) {
    const auto size = office().journal_size();
    const auto summary = office().import(kind, csv);
    CHECK(office().journal_size() == size);
    return summary ? "" : told(summary.error(), lang);
}

struct Case {
    const char* row;
    const char* told;  // "" = accepted
};

void check_rows(ImportKind kind, const std::string& header, const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        INFO(one.row);
        CHECK(refusal(kind, header + "\n" + one.row + "\n") == one.told);
    }
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("units refused") {
    check_rows(
        ImportKind::units, "level,code,name,parent,place,association,valid_from,valid_to,successor",
        {
            {"group,4059001,\"Tổ HND số 1, thôn 1\",405102,40510201,11,,,", ""},
            {"province,38,Thanh Hóa,,,,,,", "rows.csv:2:1 (level): the profile has no level “province”"},
            {"borrower,1,An,4059001,,,,,", "rows.csv:2:1 (level): level “borrower” comes in a file of borrowers"},
            {"commune,,xã Đông Nam,405,,,,,", "rows.csv:2:9 (code): this cell may not be empty"},
            {"commune,405106,,405,,,,,", "rows.csv:2:16 (name): this cell may not be empty"},
            {"commune,405106,xã Đông Nam,,,,,,", "rows.csv:2:28 (parent): this cell may not be empty"},
            {"commune,405106,xã Đông Nam,406,,,,,", "rows.csv:2:28 (parent): there is no district with code “406”"},
            {"hamlet,40510203,thôn 3,405,,,,,",
             "rows.csv:2:24 (parent): “405” is a district, here a commune is needed"},
            {"district,406,huyện khác,405,,,,,", "rows.csv:2:25 (parent): the top level has no parent"},
            {"commune,405106,xã Đông Nam,405,40510201,,,,", "rows.csv:2:32 (place): this level has no place"},
            {"group,4059003,Tổ 3,405102,405102,11,,,",
             "rows.csv:2:27 (place): “405102” is a commune, here a hamlet is needed"},
            {"group,4059003,Tổ 3,405102,40510299,11,,,",
             "rows.csv:2:27 (place): there is no hamlet with code “40510299”"},
            {"group,4059003,Tổ 3,405102,40510201,15,,,",
             "rows.csv:2:36 (association): the profile has no association “15”"},
            {"group,4059003,Tổ 3,405102,40510201,,,,",
             "rows.csv:2:36 (association): the profile has no association “”"},
            {"commune,405106,xã Đông Nam,405,,11,,,",
             "rows.csv:2:33 (association): this level belongs to no association"},
            {"commune,405106,xã Đông Nam,405,,,2024-02-30,,",
             "rows.csv:2:34 (valid_from): “2024-02-30” is not a real day, written 2024-05-31 or 31/05/2024"},
            {"commune,405106,xã Đông Nam,405,,,2024-02-01,2024-01-31,",
             "rows.csv:2:45 (valid_to): the last day is before the first"},
            {"commune,405102,xã Đông Hòa,405,,,,2013-01-01,",
             "rows.csv:2:35 (valid_to): the last day is before the first, 2014-01-01"},
            {"commune,405102,xã Đông Hòa,405,,,,,405106",
             "rows.csv:2:36 (successor): there is a successor but no last day (valid_to)"},
            {"commune,405102,xã Đông Hòa,405,,,,2024-01-01,405106",
             "rows.csv:2:46 (successor): there is no commune with code “405106”"},
            {"commune,405102,xã Đông Hòa,405,,,,2024-01-01,405102",
             "rows.csv:2:46 (successor): a unit cannot go on from itself"},
        });
}

TEST_CASE("people refused") {
    check_rows(ImportKind::people, "code,name,role,unit,phone,email,from,to",
               {
                   {"CB01,Lê Văn An,board_head,405,,,,", ""},
                   {",Lê Văn Tư,board_member,405,,,,", "rows.csv:2:1 (code): this cell may not be empty"},
                   {"CB30,,board_member,405,,,,", "rows.csv:2:6 (name): this cell may not be empty"},
                   {"CB30,Lê Văn Tư,chief,405,,,,", "rows.csv:2:16 (role): the profile has no role “chief”"},
                   {"CB30,Lê Văn Tư,board_member,,,,,", "rows.csv:2:29 (unit): this cell may not be empty"},
                   {"CB30,Lê Văn Tư,,405,,,,", "rows.csv:2:16 (role): there is a unit but no role"},
                   {"CB30,Lê Văn Tư,board_member,405102,,,,",
                    "rows.csv:2:29 (unit): this role is held in a district; there is no district with code “405102”"},
                   {"CB30,Lê Văn Tư,board_member,405,912000030,,,",
                    "rows.csv:2:33 (phone): “912000030” is not a phone number of ten digits that begins with 0 (was "
                    "the leading 0 lost?)"},
                   {"CB30,Lê Văn Tư,board_member,405,09120000301,,,",
                    "rows.csv:2:33 (phone): “09120000301” is not a phone number of ten digits that begins with 0"},
                   {"CB30,Lê Văn Tư,board_member,405,,tu at example,,",
                    "rows.csv:2:34 (email): “tu at example” is not a mail address"},
                   {"CB30,Lê Văn Tư,board_member,405,,,2024-02-01,2024-01-01",
                    "rows.csv:2:46 (to): the last day is before the first"},
                   {"CB30,A,board_member,405,,,,\nCB30,B,board_head,405,,,,",
                    "rows.csv:3:6 (name): differs from line 2 of the same person"},
                   {"CB30,A,board_member,405,,,,\nCB30,A,board_member,405,,,,",
                    "rows.csv:3:8 (role): this role stands on line 2 already"},
               });
}

TEST_CASE("borrowers refused") {
    check_rows(ImportKind::borrowers, "code,name,group,phone,valid_from",
               {
                   {"4059000001,Nguyễn Văn Bảy,4059001,+84342000001,", ""},
                   {"4059000020,An,4059009,,", "rows.csv:2:15 (group): there is no group with code “4059009”"},
                   {"4059000020,An,,,", "rows.csv:2:15 (group): this cell may not be empty"},
                   {"1,An,4059001,,\n01,An,4059001,,\n1,An,4059002,,",
                    "rows.csv:4:1 (code): code “1” stands on line 2 already"},
               });
}

TEST_CASE("a group takes no more members than the profile allows") {
    std::string csv = "code,name,group\n";
    for (int i = 0; i < 56; ++i) csv += std::to_string(100 + i) + ",An,4059001\n";  // six are there, sixty are the most
    CHECK(refusal(ImportKind::borrowers, csv) ==
          "rows.csv:56:8 (group): “4059001” has its 60 members already\nrows.csv:57:8 (group): “4059001” has its 60 "
          "members already");
}

TEST_CASE("loans refused") {
    const std::string good = "6600405900000001,4059000001,03,3,2023-04-12,60000000,60000000,2024-02-29";
    check_rows(
        ImportKind::loans, "code,borrower,programme,source,disbursed_on,amount,outstanding,as_of",
        {
            {good.c_str(), ""},
            {"66,4059999999,03,3,2023-04-12,60000000,60000000,2024-02-29",
             "rows.csv:2:4 (borrower): there is no borrower with code “4059999999”"},
            {"66,4059000001,3,3,2023-04-12,60000000,60000000,2024-02-29",
             "rows.csv:2:15 (programme): the profile has no programme “3”"},
            {"66,4059000001,03,9,2023-04-12,60000000,60000000,2024-02-29",
             "rows.csv:2:18 (source): the profile has no capital source “9”"},
            {"66,4059000001,03,3,,60000000,60000000,2024-02-29", "rows.csv:2:20 (disbursed_on): the day is missing"},
            {"66,4059000001,03,3,2023-04-12,60000000,60000001,2024-02-29",
             "rows.csv:2:40 (outstanding): outstanding is more than the amount disbursed"},
            {"66,4059000001,03,3,2023-04-12,0,0,2024-02-29",
             "rows.csv:2:31 (amount): the amount disbursed must be more than 0"},
            {"66,4059000001,03,3,2023-04-12,60.00,0,2024-02-29",
             "rows.csv:2:31 (amount): “60.00” is not an amount: whole đồng are needed, for example 1680000 or "
             "1.680.000"},
            {"66,4059000001,03,3,2023-04-12,-5,0,2024-02-29",
             "rows.csv:2:31 (amount): “-5” is not an amount: whole đồng are needed, for example 1680000 or 1.680.000"},
            {"66,4059000001,03,3,2023-04-12,60000000,0,2024-03-05",
             "rows.csv:2:42 (as_of): the day of the figures is after today"},
            {"66,4059000001,03,3,2024-03-01,60000000,0,2024-02-29",
             "rows.csv:2:20 (disbursed_on): disbursed after the day of the figures"},
        });
}

TEST_CASE("every bad row is told in one pass, in order of place, in both languages") {
    const std::string csv = "code,name,group,phone\n1,,4059001,\n2,An,4059009,12\n3,An,4059001\n4,\"An\"h,4059001,\n";
    CHECK(refusal(ImportKind::borrowers, csv) ==
          "rows.csv:2:3 (name): this cell may not be empty\n"
          "rows.csv:3:6 (group): there is no group with code “4059009”\n"
          "rows.csv:3:14 (phone): “12” is not a phone number of ten digits that begins with 0\n"
          "rows.csv:4:6: the row has 3 cells, the header 4 columns\n"
          "rows.csv:5:7: there is text after the quote that ends the cell");
    CHECK(
        refusal(ImportKind::borrowers, csv, Lang::vi).starts_with("rows.csv:2:3 (name): ô này không được để trống\n"));
}

TEST_CASE("a row that is off does not make those that refer to it off") {
    CHECK(refusal(ImportKind::units,
                  "level,code,name,parent\ncommune,405106,xã Đông Nam\nhamlet,40510601,thôn 1,405106\n") ==
          "rows.csv:2:16: the row has 3 cells, the header 4 columns");
}

TEST_CASE("a thousand bad rows are listed, the rest counted") {
    const std::string csv = "code,name,group\n" + repeated(",An,4059001\n", 2500);
    const auto summary = office().import(ImportKind::borrowers, csv);
    REQUIRE(!summary);
    CHECK(summary.error().others.size() == 1000);
    CHECK(summary.error().others.back().message(Lang::en) == "and 1500 more");
}

TEST_CASE("headers") {
    const std::string row = "1,An,4059001\n";
    const auto of = [&](const std::string& header) { return refusal(ImportKind::borrowers, header + "\n" + row); };
    CHECK(refusal(ImportKind::borrowers, "") == "rows.csv:1:1: The header row cannot be used: the file is empty.");
    CHECK(of("code,name") == "rows.csv:1:1: The header row cannot be used: column “group” is missing.");
    CHECK(of("code,name,groop") ==
          "rows.csv:1:1: The header row cannot be used: column “group” is missing.\n"
          "rows.csv:1:11: The header row cannot be used: there is no column “groop”; is “group” meant?.");
    CHECK(of("code,name,group,code") == "rows.csv:1:17: The header row cannot be used: column “code” stands twice.");
    CHECK(of(repeated("code,", 999'999) + "code") ==
          "rows.csv:1:1: The header row cannot be used: 1000000 columns, 256 are the most.");
    CHECK(of("code,name,\"group") ==
          "rows.csv:1:11: The header row cannot be used: the quote opened here is never closed.");
}

TEST_CASE("bytes that are no text") {
    const auto of = [&](const std::string& rest) { return refusal(ImportKind::borrowers, "code,name,group\n" + rest); };
    const std::string no = "The text is not usable UTF-8: ";
    CHECK(of(std::string("1,A\0n,4059001\n", 14)) == "rows.csv:2:4: " + no + "it holds a NUL.");
    CHECK(of("1,Nguy\xEAn,4059001\n2,An\xFF,4059001\n") ==
          "rows.csv:2:7: " + no + "byte EA is not UTF-8.\nrows.csv:3:5: " + no + "byte FF is not UTF-8.");
    CHECK(of("1,A\x1Bn,4059001\n") == "rows.csv:2:4: " + no + "it holds a control character.");
    CHECK(of("1,An,4059001\r2,An,4059001\n") == "rows.csv:2:13: " + no + "it holds a CR that ends no line.");
    CHECK(refusal(ImportKind::borrowers, std::string("\xFF\xFE"
                                                     "c\0o\0d\0e\0",
                                                     10)) == "rows.csv:1:1: " + no + "the file is saved as UTF-16.");
    const auto large = import::clean_text("rows.csv", std::string(import::file_bytes_max + 1, 'a'));
    REQUIRE(!large);
    CHECK(told(large.error()) == ": File rows.csv is larger than allowed (256 MiB).");
}

TEST_CASE("rows that do not end") {
    const auto of = [&](const std::string& rest) { return refusal(ImportKind::borrowers, "code,name,group\n" + rest); };
    CHECK(of("1,\"An,4059001\n2,An,4059001\n") == "rows.csv:2:3: the quote opened here is never closed");
    CHECK(of("1,A\"n,4059001\n") == "rows.csv:2:4: a \" inside the cell: put the whole cell in quotes and double it");
    CHECK(of("1,\"A\nn\",4059001\n") == "rows.csv:2:3 (name): the cell holds a line break or a tab");
    CHECK(of("1," + std::string(5000, 'A') + ",4059001\n") == "rows.csv:2:3: the cell is longer than 4 KiB");
    CHECK(of("1," + std::string(2000, 'A') + ",4059001\n") == "rows.csv:2:3 (name): longer than 1024 bytes");
    CHECK(of(repeated(",", 999'999) + "1\n") == "rows.csv:2:4: the row has 1000000 cells, the header 3 columns");
}

TEST_CASE("one text in all the forms a spreadsheet saves it in") {
    const std::string same[] = {
        "code,name,group\n4059000002,Lê Thị Cúc,4059001\n",
        "\xEF\xBB\xBF"
        "code;name;group\r\n4059000002;Lê Thị Cúc;4059001\r\n",
        "Group,CODE,name\n4059001,4059000002,Le\xCC\x82 Thi\xCC\xA3 Cu\xCC\x81"
        "c",
        "code,name,group\n\"4059000002\",\" Lê Thị Cúc \",\"4059001\"\n\n,,\n",
    };
    for (const auto& csv : same) {
        INFO(csv);
        const auto summary = office().import(ImportKind::borrowers, csv);
        REQUIRE(summary);
        CHECK(summary->rows == 1);
        CHECK(summary->unchanged == 1);
    }
}

TEST_CASE("only who keeps the registers may import") {
    const auto refused = office().import(ImportKind::units, example("units.csv"), "CB03");
    REQUIRE(!refused);
    CHECK(refused.error().code == ProblemCode::not_allowed);
}
