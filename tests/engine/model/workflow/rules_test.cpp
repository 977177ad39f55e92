// SPDX-License-Identifier: Apache-2.0
// Every rule by its examples: tests/definitions/accept holds charts no rule objects to, tests/definitions/reject charts
// whose first lines say what must be found ("# expect W07 at 6:3: …"), all of it and nothing else. A folder holds workflows
// that belong together.
#include "model/workflow/check_bundle.hpp"
#include "model/workflow/check_definition.hpp"

#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/rule_examples.hpp"
#include "support/workflows.hpp"

#include <filesystem>

using namespace giamsat;
using namespace giamsat::test;

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

bool is_set(const std::string& path) { return std::filesystem::is_directory(path); }

std::multiset<std::string> told_of_set(const std::string& folder, const World& world) {
    std::map<std::string, Definition> workflows;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        auto loaded = load_definition(entry.path().string(), test::read_whole(entry.path().string()), world.context());
        if (!loaded) return places_told({loaded.error()});
        const std::string name = loaded->name;
        workflows.emplace(name, std::move(*loaded));
    }
    const WorkflowSet set{workflows, &world.profile, folder.find("W17") != folder.npos ? &world.forms : nullptr};
    auto all = places_told(check_set(set));
    all.merge(places_told(remarks_on_set(set)));
    return all;
}

std::multiset<std::string> told_of(const std::string& path, const World& world) {
    if (is_set(path)) return told_of_set(path, world);
    auto loaded = load_definition(path, test::read_whole(path), world.context());
    if (!loaded) return places_told({loaded.error()});
    return places_told(check_definition(*loaded, world.context()));
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
    CHECK(places_told(remarks_on_set({workflows, nullptr, &forms})) == std::multiset<std::string>{"W17 at 6:3"});
}

TEST_CASE("Charts that keep a rule are let through") {
    const World world;
    for (const auto& path : rule_examples("accept")) {
        INFO(path);
        CHECK(told_of(path, world) == std::multiset<std::string>{});
    }
}

TEST_CASE("Charts that break a rule are told so at its place, all mistakes at once") {
    const World world;
    for (const auto& path : rule_examples("reject")) {
        INFO(path);
        CHECK(told_of(path, world) == places_expected(path));
    }
}

TEST_CASE("Every rule has an example that keeps it and one that breaks it") {
    std::set<std::string> rules = {"W14", "W26"};
    for (const auto& check : all_checks()) rules.insert(check.code);
    for (const auto& check : all_set_checks()) rules.insert(check.code);
    CHECK(rules_of(rule_examples("accept")) == rules);
    CHECK(rules_of(rule_examples("reject")) == rules);
}

TEST_CASE("Soundness is a warning for a bare chart and a mistake in a profile's workflow") {
    const World world;
    const std::string path = test::source_path("tests/definitions/reject/W07-unreachable.workflow.yaml");
    std::string text = test::read_whole(path);
    CHECK(load_definition(path, text, world.context()));
    const auto refused = load_definition(path, text + "kind: visit\n", world.context());
    REQUIRE_FALSE(refused);
    CHECK(places_told({refused.error()}) == std::multiset<std::string>{"W07 at 6:3"});
}

TEST_CASE("a name that is not there is told with its reason and with what to write instead") {
    const World world;
    const auto told_of_guard = [&](const std::string& step, const std::string& guard) {
        const std::string text =
            "workflow: c\ndata: {n: {type: integer}, late: {type: boolean}}\ninitial: a\nstates:\n  a: {on: {go: {" +
            step + ", when: \"" + guard + "\"}}}\n  z: {final: true}\n";
        const auto refused = load_definition("c.workflow.yaml", text, world.context());
        if (refused) throw std::runtime_error("nothing was refused: " + guard);
        return refused.error().message(Lang::en) + " " + refused.error().advice(Lang::en);
    };
    CHECK(told_of_guard("to: z", "${form.members} > 3").find("no form is handed in here") != std::string::npos);
    CHECK(told_of_guard("to: z, by: [team], form: minutes", "${form.remarks} != ''").find("is personal") !=
          std::string::npos);
    CHECK(told_of_guard("to: z, by: [team], form: minutes", "${form.rows} > 3").find("${form.rows.count}") !=
          std::string::npos);
    CHECK(told_of_guard("to: z", "${m} > 3").find("Use one of: ") != std::string::npos);
    CHECK(told_of_guard("to: z", "${late} = 'yes'").find("true() or false()") != std::string::npos);
}

TEST_CASE("an event nothing waits for is told with the one that was meant") {
    const auto loaded = load_definition("c.workflow.yaml", R"yaml(workflow: c
kind: visit
initial: a
states:
  a: {within: {days: 3, event: deadline.reprt}, on: {deadline.report: z, go: {to: z, by: team}}}
  z: {final: true}
)yaml",
                                        {});
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().message(Lang::vi).find("có phải là “deadline.report”?") != std::string::npos);
}
