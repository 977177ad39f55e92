// SPDX-License-Identifier: Apache-2.0
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

#include <algorithm>

using namespace giamsat;
using namespace giamsat::test;

namespace {

// A visit to a group, assigned to a team of CB03 and CB05 and begun.
class BegunOffice : public SmallOffice {
public:
    BegunOffice() {
        must({"team", "form", "--code", "Đoàn 1", "--body", "board", "--head", "CB03", "--member", "CB05", "--year",
              "2024"});
        must({"visit", "open", "--unit", "group:4059001", "--body", "board", "--date", "12/03/2024", "--sample", "2"});
        must({"assign", "group:4059001", "--team", "Đoàn 1"});
        must({"visit", "start", "group:4059001", "--as", "CB03"});
    }
};

// What CB02, who looks on, sees held by anybody.
Json held(const SmallOffice& office) {
    Json all = Json::array();
    const Json listed = office.json({"case", "show", "group:4059001", "--as", "CB02"});
    for (const Json& step : listed["next"]) {
        for (const Json& work : step["held"]) all.push_back({{"event", step["event"]}, {"stage", work["stage"]}});
    }
    return all;
}

}  // namespace

TEST_CASE("what somebody has claimed is nobody else's step until it is given back", "[cli][work]") {
    BegunOffice office;
    const auto record = [&](const char* who) {
        return office.run({"visit", "record", "group:4059001", "--form", example_form("group-record"), "--as", who,
                           "--on", "12/03/2024"});
    };

    CHECK_GOLDEN("cli/work-claim.txt",
                 steady(office.must({"work", "claim", "group:4059001", "hand_in_record", "--as", "CB05"}).output));
    const Json mine = office.json({"work", "list", "--as", "CB05"})["work"];
    CHECK(mine[0]["event"] == "hand_in_record");
    CHECK(mine[0]["stage"] == "claimed");
    CHECK(mine[0]["person"]["code"] == "CB05");
    CHECK(std::any_of(mine.begin(), mine.end(), [](const Json& work) { return work["stage"] == "offered"; }));
    CHECK_THAT(office.must({"work", "list", "--as", "CB05"}).output, Catch::Contains("đã nhận"));
    const Finished refused = record("CB03");
    CHECK(refused.exit_code == 4);
    CHECK_THAT(refused.errors, Catch::Contains("CB05, người đã nhận việc"));
    CHECK(office.run({"work", "claim", "group:4059001", "hand_in_record", "--as", "CB03"}).exit_code == 4);
    CHECK(office.run({"work", "claim", "group:4059001", "hand_in_record", "--as", "CB05"}).exit_code == 1);
    CHECK(office.run({"work", "claim", "group:4059001", "vanish", "--as", "CB05"}).exit_code == 1);

    office.must({"work", "start", "group:4059001", "hand_in_record", "--as", "CB05"});
    office.must({"work", "release", "group:4059001", "hand_in_record", "--as", "CB05"});
    CHECK(held(office).empty());
    CHECK(record("CB03").exit_code == 0);  // the team's other member
    office.must({"journal", "verify"});
}

TEST_CASE("work ends with the step, and with the state it was offered in", "[cli][work]") {
    BegunOffice office;
    office.must({"work", "claim", "group:4059001", "hand_in_record", "--as", "CB05"});
    office.must({"visit", "record", "group:4059001", "--form", example_form("group-record"), "--as", "CB05", "--on",
                 "12/03/2024"});
    CHECK(held(office).empty());

    office.must({"work", "start", "group:4059001", "hand_in_sheet", "--as", "CB03"});
    CHECK(held(office) == Json::array({{{"event", "hand_in_sheet"}, {"stage", "started"}}}));
    office.must({"visit", "step", "group:4059001", "interrupt", "--reason", "bão", "--as", "CB03"});
    CHECK(held(office).empty());
    office.must({"journal", "verify"});
}
