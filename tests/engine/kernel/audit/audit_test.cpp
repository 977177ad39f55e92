// SPDX-License-Identifier: Apache-2.0
#include "kernel/audit/audit.hpp"
#include "kernel/audit/sample.hpp"
#include "support/catch.hpp"

#include <set>

using namespace giamsat;

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

Instant noon_of(int day) {
    return {start_of_day_in_vietnam(Date::of(2024, 3, 1)).ms + (day - 1) * day_ms + 12 * hour_ms};
}
Date march(int day) { return Date::of(2024, 3, 1).plus_days(day - 1); }

AuditStep step(std::uint64_t seq, const char* of, const char* event, const char* actor, const char* decider = "") {
    AuditStep made;
    made.seq = seq, made.case_id = {of}, made.event = event;
    made.actor = {actor}, made.decider = {*decider ? decider : actor};
    made.acted = march(10), made.recorded = noon_of(10);
    return made;
}

AuditAnswers answers(std::uint64_t seq, const char* of, const char* text, const char* actor = "an") {
    return {seq, {of}, "loan-use-row", text, {actor}, march(10)};
}

std::vector<Lead> leads_of(const AuditMaterial& material, const std::string& rule) {
    auto leads = audit(material, AuditRules{});
    std::erase_if(leads, [&](const Lead& lead) { return lead.rule != rule; });
    return leads;
}

}  // namespace

TEST_CASE("an office where nothing is unusual has no lead", "[audit]") {
    AuditMaterial material;
    material.founded = noon_of(1);
    material.steps = {step(3, "a", "sign", "an"), step(4, "a", "report", "binh")};
    material.answers = {answers(5, "b1", "x"), answers(6, "b2", "y")};
    material.turns = {{7, {"a"}, {"an"}, march(10)}};
    material.files = {{8, {"a"}, "d1"}, {9, {"a"}, "d1"}, {10, {"b"}, "d2"}};
    CHECK(audit(material, AuditRules{}).empty());
}

TEST_CASE("five borrowers who answer alike from one hand on one day are a lead, four are none", "[audit]") {
    AuditMaterial material;
    for (std::uint64_t i = 0; i < 4; ++i)
        material.answers.push_back(answers(10 + i, std::to_string(i).c_str(), "same"));
    material.answers.push_back(answers(20, "4", "same", "binh"));
    material.answers.push_back(answers(21, "5", "other"));
    CHECK(leads_of(material, "same_answers").empty());

    material.answers.push_back(answers(22, "6", "same"));
    const auto leads = leads_of(material, "same_answers");
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].weight == 5);
    CHECK(leads[0].entries == std::vector<std::uint64_t>{10, 11, 12, 13, 22});
    CHECK(leads[0].people == std::vector<PersonId>{{"an"}});
}

TEST_CASE("one form of one borrower handed in twice is not two borrowers", "[audit]") {
    AuditMaterial material;
    for (std::uint64_t i = 0; i < 9; ++i) material.answers.push_back(answers(10 + i, "b", "same"));
    CHECK(leads_of(material, "same_answers").empty());
}

TEST_CASE("rows of one sheet that are alike are a lead, and the sheet is one entry", "[audit]") {
    AuditMaterial material;
    for (int i = 0; i < 5; ++i) {
        material.answers.push_back(answers(10, "sheet", "same"));
        material.answers.back().about = "borrower " + std::to_string(i);
        material.answers.back().title = {"Phiếu kiểm tra sử dụng vốn vay", "Loan-use sheet"};
    }
    const auto leads = leads_of(material, "same_answers");
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].weight == 5);
    CHECK(leads[0].entries == std::vector<std::uint64_t>{10});
    CHECK(leads[0].text.vi ==
          "{0} ghi “Phiếu kiểm tra sử dụng vốn vay” cho 5 người, trả lời giống hệt nhau, trong ngày 10/03/2024");
    material.answers.back().about = "borrower 0";
    CHECK(leads_of(material, "same_answers").empty());
}

TEST_CASE("a scan that serves two cases is a lead; files recorded before there were digests are none", "[audit]") {
    AuditMaterial material;
    material.files = {{1, {"a"}, "d"}, {2, {"b"}, "e"}, {3, {"c"}, "d"}, {4, {"x"}, ""}, {5, {"y"}, ""}};
    const auto leads = leads_of(material, "same_files");
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].cases == std::vector<CaseId>{{"a"}, {"c"}});
}

TEST_CASE("a team that makes more visits in a day than there are hours for is a lead", "[audit]") {
    AuditMaterial material;
    for (std::uint64_t i = 0; i < 4; ++i) material.turns.push_back({i, {std::to_string(i)}, {"an"}, march(10)});
    material.turns.push_back({9, {"9"}, {"an"}, march(11)});
    material.turns.push_back({10, {"10"}, {""}, march(10)});
    for (std::uint64_t i = 20; i < 40; ++i)  // borrowers seen at one place
        material.turns.push_back({i, {std::to_string(i)}, {"an"}, march(10), true});
    CHECK(leads_of(material, "many_turns").empty());
    material.turns.push_back({11, {"11"}, {"an"}, march(10)});
    REQUIRE(leads_of(material, "many_turns").size() == 1);
    CHECK(leads_of(material, "many_turns")[0].weight == 5);
}

TEST_CASE("what is recorded long after the day of its paper is a lead, by hand and month", "[audit]") {
    AuditMaterial material;
    material.steps = {step(1, "a", "sign", "an"), step(2, "b", "sign", "an"), step(3, "c", "sign", "binh")};
    material.steps[0].recorded = noon_of(15);  // 5 days: in time
    CHECK(leads_of(material, "recorded_late").empty());
    material.steps[1].recorded = noon_of(16);
    material.steps[0].recorded = noon_of(20);
    const auto leads = leads_of(material, "recorded_late");
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].weight == 10);
    CHECK(leads[0].entries.size() == 2);
    CHECK(leads[0].text.en == "{0} recorded 2 steps late in 03/2024, up to 10 days after it was done");
}

TEST_CASE("one hand that enters both of two steps for two people is a lead", "[audit]") {
    AuditMaterial material;
    material.steps = {step(1, "a", "sign", "an"), step(2, "a", "approve", "an", "chi")};
    CHECK(leads_of(material, "one_hand").empty());  // nothing says that they are for two
    material.steps[1].not_by = {"sign"};
    const auto leads = leads_of(material, "one_hand");
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].people == std::vector<PersonId>{{"an"}, {"chi"}});
    CHECK(leads[0].text.en == "{0} entered “sign”, then “approve” in the name of {1}");
    material.steps[0].title = {"Ký biên bản", "Sign the minutes"};
    CHECK(leads_of(material, "one_hand")[0].text.vi == "{0} nhập bước “Ký biên bản”, rồi nhập bước “approve” thay {1}");

    material.steps[1].case_id = {"b"};
    CHECK(leads_of(material, "one_hand").empty());
}

TEST_CASE("a role used within three days of being recorded is a lead, but not in the founding days", "[audit]") {
    AuditMaterial material;
    material.founded = noon_of(1);
    material.grants = {{1, {"an"}, "head", noon_of(9)}};
    material.steps = {step(2, "a", "approve", "an")};
    CHECK(leads_of(material, "fresh_roles").empty());  // the step is not the role's
    material.steps[0].roles = {"head"};
    REQUIRE(leads_of(material, "fresh_roles").size() == 1);
    CHECK(leads_of(material, "fresh_roles")[0].entries == std::vector<std::uint64_t>{1, 2});
    material.founded = noon_of(8);
    CHECK(leads_of(material, "fresh_roles").empty());
    material.founded = noon_of(1);
    material.grants[0].recorded = noon_of(7);
    CHECK(leads_of(material, "fresh_roles").empty());
}

TEST_CASE("the most unusual of a rule comes first", "[audit]") {
    AuditMaterial material;
    for (std::uint64_t i = 0; i < 12; ++i)
        material.turns.push_back({i, {std::to_string(i)}, {i < 5 ? "an" : "binh"}, march(10)});
    const auto leads = leads_of(material, "many_turns");
    REQUIRE(leads.size() == 2);
    CHECK(leads[0].weight > leads[1].weight);
}

TEST_CASE("a sample is drawn again by anybody, and another root or other words draw another", "[audit]") {
    std::vector<CaseId> population;
    for (int i = 0; i < 200; ++i) population.push_back({"case " + std::to_string(i)});
    const Hash root = sha256("root");
    const std::string seed = sample_seed(17, root, "48213");
    const auto drawn = draw_sample(seed, population, 10);
    REQUIRE(drawn.size() == 10);
    std::reverse(population.begin(), population.end());
    CHECK(draw_sample(seed, population, 10) == drawn);

    const auto cases_of = [](const std::vector<Ticket>& tickets) {
        std::set<CaseId> cases;
        for (const Ticket& ticket : tickets) cases.insert(ticket.case_id);
        return cases;
    };
    CHECK(cases_of(draw_sample(sample_seed(17, root, "48214"), population, 10)) != cases_of(drawn));
    CHECK(cases_of(draw_sample(sample_seed(18, root, "48213"), population, 10)) != cases_of(drawn));
    CHECK(cases_of(draw_sample(sample_seed(17, sha256("another"), "48213"), population, 10)) != cases_of(drawn));
    CHECK(draw_sample(seed, {{"one"}}, 10).size() == 1);
}
