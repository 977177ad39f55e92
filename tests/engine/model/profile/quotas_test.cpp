// SPDX-License-Identifier: Apache-2.0
#include "model/profile/load_profile.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

Profile small_profile() {
    Profile profile;
    const auto level = [&](const char* id, const char* parent) {
        Level made;
        made.id = id;
        made.parent = parent;
        profile.levels.push_back(made);
    };
    level("district", "");
    level("commune", "district");
    level("group", "commune");
    level("borrower", "group");
    profile.associations = {{"11", {}, {}}};
    for (const char* id : {"board", "bank"}) {
        Body body;
        body.id = id;
        body.level = "district";
        profile.bodies.push_back(body);
    }
    profile.plan_types = {{"board", {}, "CTr-BĐD", {"board"}, 2}};
    profile.modes = {{"inspection", {}}, {"supervision", {}}};
    profile.variants = {{"scheduled", {}}};
    return profile;
}

const std::string yaml = R"yaml(quotas:
  - id: board-district
    plan: board
    body: board
    level: district
    count: "if(${year} mod 2 = 1, 2, 1)"
    months: [9, 3]
  - id: board-commune
    plan: board
    body: board
    by: bank
    within: board-district
    association: "11"
    level: commune
    count: 17
    sample: "${units} * 3"
    sample_level: borrower
    priority: "${months_since_visit} + 2 * ${open_findings}"
    months: 4
)yaml";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("quotas say how many units each year, when, and whose") {
    auto loaded = load_quotas("quotas.yaml", yaml, small_profile());
    if (!loaded) FAIL(loaded.error().message(Lang::en));
    const auto& quotas = loaded->quotas;
    REQUIRE(quotas.size() == 2);
    const auto in = [](int year) {
        return [year](const std::string& name) { return name == "year" ? Json(year) : Json(14); };
    };
    CHECK(quotas[0].count->number(in(2015), Date::of(2015, 1, 1)).value() == 2);
    CHECK(quotas[0].count->number(in(2016), Date::of(2016, 1, 1)).value() == 1);
    CHECK(quotas[0].months == std::vector<int>{3, 9});
    CHECK(quotas[0].by == "board");
    CHECK(quotas[0].mode == "inspection");
    CHECK(quotas[0].variant == "scheduled");
    CHECK(quotas[1].by == "bank");
    CHECK(quotas[1].count->number(in(2015), Date::of(2015, 1, 1)).value() == 17);
    CHECK(quotas[1].sample->number(in(2015), Date::of(2015, 1, 1)).value() == 42);
    CHECK(quotas[1].where.line == 8);
}

TEST_CASE("a mistake in quotas is refused at its place") {
    const auto [from, to, says] = GENERATE(table<std::string, std::string, std::string>({
        {"plan: board", "plan: bord", "did you mean “board”"},
        {"body: board", "body: bank", "does not issue plans"},
        {"level: district", "level: province", "There is no level"},
        {"by: bank", "by: banks", "did you mean “bank”"},
        {"association: \"11\"", "association: \"15\"", "There is no association"},
        {"within: board-district", "within: board", "There is no quota"},
        {"    within: board-district\n", "    within: board-commune\n", "within itself"},
        {"level: commune", "level: district", "is not below"},
        {"sample_level: borrower", "sample_level: commune", "is not below"},
        {"    sample_level: borrower\n", "", "no sample_level"},
        {"months: [9, 3]", "months: [9, 13]", "no month"},
        {"months: [9, 3]", "months: [9, 9]", "is there already"},
        {"    months: 4\n", "", "months” is missing"},
        {"count: 17", "count: \"'many'\"", "gives no number"},
        {"count: 17", "count: \"${communes}\"", "there is no name “communes”"},
        {"id: board-commune", "id: board-district", "stands twice"},
        {"count: 17", "counts: 17", "did you mean “count”"},
        {"level: district", "level: district\n    mode: thematic", "There is no mode"},
    }));
    INFO(to);
    const auto quotas = load_quotas("quotas.yaml", replaced(yaml, from, to), small_profile());
    REQUIRE_FALSE(quotas.has_value());
    std::string all = quotas.error().message(Lang::en);
    for (const auto& other : quotas.error().others) all += "\n" + other.message(Lang::en);
    CHECK_THAT(all, Catch::Contains(says));
    CHECK(quotas.error().where.line > 0);
}
