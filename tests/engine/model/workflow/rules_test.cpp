// SPDX-License-Identifier: Apache-2.0
// Every rule by its examples: tests/definitions/accept holds charts no rule objects to, tests/definitions/reject charts
// whose first lines say what must be found ("# expect W07 at 6:3: …"), all of it and nothing else. A folder holds workflows
// that belong together.
#include "model/workflow/check_bundle.hpp"
#include "model/workflow/check_definition.hpp"

#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

#include <filesystem>
#include <set>
#include <sstream>

using namespace giamsat;

namespace {

struct World {
    Profile profile;
    std::map<std::string, Form> forms;
    std::vector<std::string> workflows = {"parent", "child"};
    std::vector<std::string> reports = {"year", "follow-up"};

    World() {
        profile.roles.push_back({"chair", {"Chủ tịch", "Chair"}, ""});
        profile.variants = {{"scheduled", {"Theo kế hoạch", "Scheduled"}}, {"surprise", {"Đột xuất", "Surprise"}}};
        for (const char* level : {"district", "group"}) profile.levels.emplace_back().id = level;
        auto form = parse_form("minutes.form.yaml",
                               test::read_whole(test::source_path("tests/definitions/forms/minutes.form.yaml")));
        if (!form) FAIL(test::told(form.error()));
        forms.emplace("minutes", std::move(*form));
    }

    DefinitionContext context() const { return {&profile, &forms, &workflows, nullptr, false, &reports}; }
};

std::set<std::string> examples(const std::string& folder) {
    std::set<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_path("tests/definitions/" + folder))) {
        if (entry.is_directory() || entry.path().string().ends_with(".workflow.yaml"))
            paths.insert(entry.path().string());
    }
    return paths;
}

bool is_set(const std::string& path) { return std::filesystem::is_directory(path); }

std::string rule_of(const Problem& problem) {
    for (const auto& [name, value] : problem.details) {
        if (name == "rule") return value;
    }
    return problem.name();
}

// "W07 at 6:3" for each problem.
std::multiset<std::string> found(std::vector<Problem> problems) {
    std::multiset<std::string> out;
    for (const auto& problem : problems) {
        out.insert(rule_of(problem) + " at " + std::to_string(problem.where.line) + ":" +
                   std::to_string(problem.where.column));
        for (const auto& other : problem.others) out.merge(found({other}));
    }
    return out;
}

std::multiset<std::string> expected(const std::string& text) {
    std::multiset<std::string> out;
    std::istringstream lines(text);
    const std::string mark = "# expect ";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(mark))
            out.insert(line.substr(mark.size(), line.find(':', line.find(':') + 1) - mark.size()));
    }
    return out;
}

std::multiset<std::string> told_of_set(const std::string& folder, const World& world) {
    std::map<std::string, Definition> workflows;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        auto loaded = load_definition(entry.path().string(), test::read_whole(entry.path().string()), world.context());
        if (!loaded) return found({loaded.error()});
        const std::string name = loaded->name;
        workflows.emplace(name, std::move(*loaded));
    }
    const WorkflowSet set{workflows, &world.profile, folder.find("W17") != folder.npos ? &world.forms : nullptr};
    auto all = found(check_set(set));
    all.merge(found(remarks_on_set(set)));
    return all;
}

std::multiset<std::string> expected_of(const std::string& path) {
    if (!is_set(path)) return expected(test::read_whole(path));
    std::multiset<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(path))
        all.merge(expected(test::read_whole(entry.path().string())));
    return all;
}

std::multiset<std::string> told_of(const std::string& path, const World& world) {
    if (is_set(path)) return told_of_set(path, world);
    auto loaded = load_definition(path, test::read_whole(path), world.context());
    if (!loaded) return found({loaded.error()});
    return found(check_definition(*loaded, world.context()));
}

std::set<std::string> rules_of(const std::set<std::string>& paths) {
    std::set<std::string> rules;
    for (const auto& path : paths) rules.insert(std::filesystem::path(path).filename().string().substr(0, 3));
    return rules;
}

}  // namespace

TEST_CASE("A list of choices no question offers is told where it stands") {
    auto form = parse_form("tally.form.yaml", R"yaml(
form: tally
title: {vi: Phiếu, en: Tally}
choices:
  grade: [{name: a, label: {vi: Tốt, en: Good}}]
  colour: [{name: r, label: {vi: Đỏ, en: Red}}]
  size: [{name: s, label: {vi: Nhỏ, en: Small}}]
questions:
  - {name: grade, type: choice, list: grade, label: {vi: Hạng, en: Grade}}
  - name: rows
    type: repeat
    label: {vi: Dòng, en: Rows}
    questions: [{name: size, type: choice, list: size, label: {vi: Cỡ, en: Size}}]
)yaml");
    if (!form) FAIL(test::told(form.error()));
    auto steps = load_definition("parent.workflow.yaml", R"yaml(
workflow: parent
initial: a
states: {a: {on: {go: {to: z, by: [team], form: tally}}}, z: {final: true}}
)yaml",
                                 {});
    if (!steps) FAIL(test::told(steps.error()));
    std::map<std::string, Definition> workflows;
    workflows.emplace("parent", std::move(*steps));
    std::map<std::string, Form> forms;
    forms.emplace("tally", std::move(*form));
    CHECK(found(remarks_on_set({workflows, nullptr, &forms})) == std::multiset<std::string>{"W17 at 6:3"});
}

TEST_CASE("Charts that keep a rule are let through") {
    const World world;
    for (const auto& path : examples("accept")) {
        INFO(path);
        CHECK(told_of(path, world) == std::multiset<std::string>{});
    }
}

TEST_CASE("Charts that break a rule are told so at its place, all mistakes at once") {
    const World world;
    for (const auto& path : examples("reject")) {
        INFO(path);
        CHECK(told_of(path, world) == expected_of(path));
    }
}

TEST_CASE("Every rule has an example that keeps it and one that breaks it") {
    std::set<std::string> rules = {"W14", "W26"};
    for (const auto& check : all_checks()) rules.insert(check.code);
    for (const auto& check : all_set_checks()) rules.insert(check.code);
    CHECK(rules_of(examples("accept")) == rules);
    CHECK(rules_of(examples("reject")) == rules);
}

TEST_CASE("Soundness is a warning for a bare chart and a mistake in a profile's workflow") {
    const World world;
    const std::string path = test::source_path("tests/definitions/reject/W07-unreachable.workflow.yaml");
    std::string text = test::read_whole(path);
    CHECK(load_definition(path, text, world.context()));
    const auto refused = load_definition(path, text + "kind: visit\n", world.context());
    REQUIRE_FALSE(refused);
    CHECK(rule_of(refused.error()) == "W07");
}
