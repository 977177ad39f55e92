// SPDX-License-Identifier: Apache-2.0
#include "support/scenario.hpp"

#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

#include <filesystem>
#include <set>

using namespace giamsat;

namespace {

std::set<std::string> scenario_files() {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_path("tests/scenarios"))) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".scenario.yaml")) files.insert(name);
    }
    return files;
}

test::Scenario read(const std::string& file) {
    auto scenario = test::parse_scenario(file, test::read_whole(test::source_path("tests/scenarios/" + file)));
    if (!scenario) FAIL(test::told(scenario.error()));
    return std::move(*scenario);
}

const Definition& workflow_of(const test::Scenario& scenario) {
    const std::string folder = "workflows/dong-son-2024/";
    const std::string end = ".workflow.yaml";
    REQUIRE(scenario.workflow.starts_with(folder));
    REQUIRE(scenario.workflow.ends_with(end));
    const auto name = scenario.workflow.substr(folder.size(), scenario.workflow.size() - folder.size() - end.size());
    REQUIRE(test::dong_son().workflows.count(name) == 1);
    return test::dong_son().workflows.at(name);
}

}  // namespace

TEST_CASE("The scenarios of the shipped workflows hold") {
    for (const auto& file : scenario_files()) {
        DYNAMIC_SECTION(file) {
            const auto scenario = read(file);
            CHECK(test::play(scenario, workflow_of(scenario)) == "");
        }
    }
}

TEST_CASE("Every shipped workflow has a scenario") {
    std::set<std::string> told;
    for (const auto& file : scenario_files()) told.insert(workflow_of(read(file)).name);
    for (const auto& pair : test::dong_son().workflows) CHECK(told.count(pair.first) == 1);
}

TEST_CASE("A scenario that does not hold says where and how") {
    const auto scenario = test::parse_scenario("x.scenario.yaml", R"yaml(
scenario: "wrong"
workflow: workflows/dong-son-2024/supervision.workflow.yaml
facts: {today: 2024-03-04}
start: {active: [watching]}
steps:
  - when: cancel
    then: {active: [cancelled], outcome: done}
  - when: assign
)yaml");
    REQUIRE(scenario);
    const std::string told = test::play(*scenario, workflow_of(*scenario));
    CHECK_THAT(told, Catch::StartsWith("start: active: expected <[\"watching\"]>, found <[\"planned\"]>\n"
                                       "line 7: outcome: expected <done>, found <cancelled>\n"
                                       "line 9: refused: expected <>, found <not_possible: "));
}
