// SPDX-License-Identifier: Apache-2.0
#include "support/by_hand.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

class VisitOffice : public SmallOffice {
public:
    VisitOffice() {
        must({"visit", "open", "--unit", "group:4059001", "--body", "board", "--date", "12/03/2024", "--sample", "2"});
    }
};

}  // namespace

TEST_CASE("a case is suspended for a reason, shown as suspended, and resumed", "[cli][suspend]") {
    VisitOffice office;
    const auto suspend = [&](const char* who) {
        return office.run({"case", "suspend", "group:4059001", "--reason", "Bão số 3", "--as", who});
    };
    const Finished refused = suspend("CB03");
    CHECK(refused.exit_code == 4);
    CHECK_THAT(refused.errors, Catch::Contains("Trưởng Ban đại diện HĐQT"));
    CHECK(office.run({"case", "suspend", "group:4059001", "--as", "CB01"}).exit_code != 0);
    CHECK_GOLDEN("cli/case-suspend.txt", steady(suspend("CB01").output));

    const Json shown = office.json({"case", "show", "group:4059001"});
    CHECK(shown["life"] == "suspended");
    CHECK(shown["next"].empty());
    CHECK(shown["steps"][0]["reason"] == "Bão số 3");
    CHECK_GOLDEN("cli/case-suspended.txt", steady(office.must({"case", "show", "group:4059001"}).output));
    CHECK_THAT(office.must({"case", "list"}).output, Catch::Contains("(đang tạm dừng)"));
    CHECK_THAT(office.must({"--lang", "en", "visit", "list"}).output, Catch::Contains("(suspended)"));
    CHECK(office.json({"work", "list", "--as", "CB02"})["work"].empty());
    const Finished step = office.run({"case", "step", "group:4059001", "cancel", "--reason", "thôi"});
    CHECK(step.exit_code != 0);
    CHECK_THAT(step.errors, Catch::Contains("đang tạm dừng") && Catch::Contains("giamsat case resume"));

    office.must({"case", "resume", "group:4059001", "--on-behalf", "CB01", "--act", "15/TB-BĐD 05/03/2024"});
    CHECK(office.json({"case", "show", "group:4059001"})["life"] == "idle");
    CHECK_FALSE(office.json({"work", "list", "--as", "CB02"})["work"].empty());
    const std::string journal = office.must({"journal", "show"}).output;
    CHECK_THAT(journal, Catch::Contains("tạm dừng hồ sơ") && Catch::Contains("cho hồ sơ tiếp tục"));
    office.must({"journal", "verify"});
}

TEST_CASE("the reason of a suspension is sealed", "[cli][suspend]") {
    VisitOffice office;
    office.must({"case", "suspend", "group:4059001", "--reason", "Tổ trưởng nằm viện", "--as", "CB01"});
    CHECK(read_whole(office.path() / "office.db").find("nằm viện") == std::string::npos);
    CHECK_THAT(office.must({"case", "show", "group:4059001"}).output, Catch::Contains("nằm viện"));
}

TEST_CASE("a plan is suspended by its name", "[cli][suspend]") {
    SmallOffice office;
    office.must({"plan", "draft", "--type", "board", "--body", "board", "--year", "2024", "--empty"});
    office.must({"case", "suspend", "board-2024", "--reason", "Chờ chỉ đạo", "--as", "CB01"});
    CHECK(office.json({"case", "show", "board-2024"})["life"] == "suspended");
    const Json resumed = office.json({"case", "resume", "board-2024", "--as", "CB01"});
    CHECK(resumed["case"]["life"] == "idle");
    CHECK_FALSE(resumed["next"].empty());
}
