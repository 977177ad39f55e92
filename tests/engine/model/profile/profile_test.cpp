// SPDX-License-Identifier: Apache-2.0
#include "model/profile/load_profile.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const std::string small = R"(profile: small
title: {vi: Nhỏ, en: Small}
place: {vi: "huyện Nhỏ"}
plan_workflow: annual-plan
finding_workflow: finding
levels:
  - {id: district, title: {vi: huyện, en: district}, source: assumed, inspected: true, workflow: visit}
  - {id: commune, title: {vi: xã}, parent: district, source: assumed}
  - {id: group, title: {vi: tổ}, parent: commune, source: "domain.md 3.4 [C]", associated: true, members: [5, 60]}
  - {id: borrower, title: {vi: hộ vay}, parent: group, personal: true, source: assumed}
associations: [{code: "11", title: {vi: Hội Nông dân}, short: {vi: HND}}]
roles: [{id: board_head, title: {vi: Trưởng ban}, scope: district}]
bodies: [{id: board, title: {vi: Ban đại diện}, level: district, head: board_head, secretary: board_head, group: board}]
plan_types: [{id: board, title: {vi: Chương trình}, document: CTr-BĐD, issuers: [board]}]
modes: [{code: inspection, title: {vi: kiểm tra}}]
variants: [{code: scheduled, title: {vi: định kỳ}}]
)";

const std::string calendar = R"(holidays:
  - {date: 2024-04-30, title: {vi: Giải phóng miền Nam}, source: "domain.md 8 [C]"}
working_saturdays: [{date: 2024-05-04}]
transaction_days: {"14101": 8}
)";

const std::string findings = R"(severities: [{id: low, title: {vi: thấp}, deadline_days: 30}]
findings: [{code: TD_01, title: {vi: Sai mục đích}, severity: low, levels: [group], source: assumed}]
)";

const std::vector<std::string> workflows = {"annual-plan", "finding", "visit"};

Result<Profile> load(const std::string& profile_yaml, const std::string& calendar_yaml = calendar,
                     const std::string& findings_yaml = findings) {
    return load_profile(
        {{{"p/profile.yaml", profile_yaml}, {"p/calendar.yaml", calendar_yaml}, {"p/findings.yaml", findings_yaml}},
         &workflows});
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

std::string all_problems(const Problem& problem) {
    std::string out = problem.where.str() + " " + problem.message(Lang::en);
    for (const auto& other : problem.others) out += "\n" + other.where.str() + " " + other.message(Lang::en);
    return out;
}

}  // namespace

TEST_CASE("a profile holds what its three files say") {
    auto loaded = load(small);
    if (!loaded) FAIL(all_problems(loaded.error()));
    const auto& profile = *loaded;
    CHECK(profile.title.in(Lang::en) == "Small");
    CHECK(profile.levels.size() == 4);
    CHECK(profile.level("group")->members_max == 60);
    CHECK(profile.level("commune")->plural.vi == "xã");
    CHECK(profile.association("11")->short_title.vi == "HND");
    CHECK(profile.body("board")->head == "board_head");
    CHECK(profile.plan_type("board")->issued_by_month == 2);
    CHECK(profile.finding("TD_01")->severity == "low");
    CHECK(profile.severity("low")->deadline_days == 30);
    CHECK_FALSE(profile.calendar.is_working_day(Date::of(2024, 4, 30)));
    CHECK(profile.calendar.is_working_day(Date::of(2024, 5, 4)));
    CHECK(profile.calendar.transaction_days.at("14101") == 8);
    CHECK(profile.is_below("borrower", "district"));
    CHECK_FALSE(profile.is_below("district", "borrower"));
    CHECK_FALSE(profile.is_below("group", "group"));
    CHECK(profile.level("province") == nullptr);
}

TEST_CASE("a profile keeps where each value comes from") {
    const auto profile = load(small).value();
    const auto says = [&](const std::string& field) {
        for (const auto& note : profile.sources) {
            if (note.field == field) return note.source;
        }
        return std::string();
    };
    CHECK(says("levels.district") == "assumed");
    CHECK(says("levels.group") == "domain.md 3.4 [C]");
    CHECK(says("holidays.2024-04-30") == "domain.md 8 [C]");
    CHECK(says("findings.TD_01") == "assumed");
}

TEST_CASE("calendar and findings may be missing, the profile itself may not") {
    CHECK(load_profile({{{"profile.yaml", small}}}).has_value());
    const auto none = load_profile({{{"calendar.yaml", calendar}}});
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().code == ProblemCode::file_unreadable);
}

TEST_CASE("a mistake in a profile is refused at its place") {
    const auto [from, to, says] = GENERATE(table<std::string, std::string, std::string>({
        {"parent: commune", "parent: comune", "did you mean “commune”"},
        {"title: {vi: xã}, parent: district", "title: {vi: xã}, parent: group", "lies below itself"},
        {"title: {vi: xã}, parent: district", "title: {vi: xã}", "has no parent either"},
        {"{id: commune, ", "{id: district, ", "stands twice"},
        {"{id: commune, ", "{id: \"cấp xã\", ", "cannot be used as a code"},
        {"workflow: visit}", "workflow: vist}", "did you mean “visit”"},
        {", workflow: visit}", "}", "names no workflow"},
        {"members: [5, 60]", "members: [60, 5]", "[least, most]"},
        {"members: [5, 60]", "members: 5", "[least, most]"},
        {"scope: district", "scope: province", "There is no level “province”"},
        {"head: board_head, ", "head: board_hed, ", "did you mean “board_head”"},
        {"head: board_head, ", "", "“bodies[0].head” is missing"},
        {"issuers: [board]", "issuers: [bank]", "There is no body “bank”"},
        {"issuers: [board]", "issuers: []", "has no issuer"},
        {"document: CTr-BĐD, ", "document: CTr-BĐD, issued_by_month: 13, ", "from 1 to 12"},
        {"associations: [{code: \"11\", title: {vi: Hội Nông dân}, short: {vi: HND}}]", "", "the profile has none"},
        {"source: \"domain.md 3.4 [C]\", ", "", "source” is missing"},
        {"plan_workflow: annual-plan", "plan_workflow: annual", "There is no workflow “annual”"},
        {"modes: ", "mode: ", "There is no key “mode” here (did you mean “modes”?)"},
        {"personal: true", "personal: yes", "true or false"},
    }));
    const auto profile = load(replaced(small, from, to));
    INFO(to);
    REQUIRE_FALSE(profile.has_value());
    CHECK_THAT(all_problems(profile.error()), Catch::Contains(says));
    CHECK(profile.error().where.file == "p/profile.yaml");
    CHECK(profile.error().where.line > 0);
}

TEST_CASE("a mistake in calendar or findings is refused at its place") {
    const auto [from, to, says] = GENERATE(table<std::string, std::string, std::string>({
        {"2024-04-30", "2024-04-31", "a real day"},
        {"date: 2024-04-30, ", "", "date” is missing"},
        {", source: \"domain.md 8 [C]\"", "", "source” is missing"},
        {"2024-05-04", "2024-05-02", "no Saturday or Sunday"},
        {"2024-05-04", "2024-04-30", "stands twice"},
        {": 8}", ": 32}", "from 1 to 31"},
        {": 8}", ": eight}", "an integer"},
        {"holidays", "holiday", "did you mean “holidays”"},
    }));
    INFO(to);
    const auto profile = load(small, replaced(calendar, from, to));
    REQUIRE_FALSE(profile.has_value());
    CHECK_THAT(all_problems(profile.error()), Catch::Contains(says));
    CHECK(profile.error().where.file == "p/calendar.yaml");
    CHECK_FALSE(load(small, calendar, replaced(findings, "severity: low", "severity: lo")).has_value());
    CHECK_FALSE(load(small, calendar, replaced(findings, "levels: [group]", "levels: [grup]")).has_value());
    CHECK_FALSE(load(small, calendar, replaced(findings, ", source: assumed", "")).has_value());
}

TEST_CASE("all mistakes of all files are told at once") {
    const auto profile =
        load(replaced(replaced(small, "scope: district", "scope: province"), "issuers: [board]", "issuers: [bank]"),
             replaced(calendar, "2024-05-04", "2024-05-02"), replaced(findings, "severity: low", "severity: lo"));
    REQUIRE_FALSE(profile.has_value());
    CHECK(profile.error().others.size() == 3);
}
