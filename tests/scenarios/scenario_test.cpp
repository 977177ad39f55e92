// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/scenario.hpp"

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

Scenario read(const std::string& file) {
    auto scenario = parse_scenario(file, test::read_whole(test::source_path("tests/scenarios/" + file)));
    if (!scenario) FAIL(test::told(scenario.error()));
    return std::move(*scenario);
}

const Definition& workflow_of(const Scenario& scenario) {
    const std::string folder = "workflows/dong-son-2024/";
    const std::string end = ".workflow.yaml";
    REQUIRE(scenario.workflow.starts_with(folder));
    REQUIRE(scenario.workflow.ends_with(end));
    const auto name = scenario.workflow.substr(folder.size(), scenario.workflow.size() - folder.size() - end.size());
    REQUIRE(test::dong_son().workflows.count(name) == 1);
    return test::dong_son().workflows.at(name);
}

std::string unmet(const Scenario& scenario) {
    std::string all;
    for (const auto& one : play(scenario, workflow_of(scenario), test::dong_son().profile.calendar))
        all += one.where.str() + ": " + one.told(Lang::en) + "\n";
    return all;
}

}  // namespace

TEST_CASE("The scenarios of the shipped workflows hold") {
    for (const auto& file : scenario_files()) {
        DYNAMIC_SECTION(file) {
            const auto scenario = read(file);
            CHECK(check_scenario(scenario, workflow_of(scenario)).empty());
            CHECK(unmet(scenario) == "");
        }
    }
}

TEST_CASE("Every shipped workflow has a scenario") {
    std::set<std::string> told;
    for (const auto& file : scenario_files()) told.insert(workflow_of(read(file)).name);
    for (const auto& pair : test::dong_son().workflows) CHECK(told.count(pair.first) == 1);
}
