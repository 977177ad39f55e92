// SPDX-License-Identifier: Apache-2.0
// The words of the language by their examples: tests/definitions/words/accept is read without a mistake,
// tests/definitions/words/reject says in its first lines what must be found ("# expect 6:3: sentence"), all of it and
// nothing else.
#include "model/workflow/load_definition.hpp"
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
    std::vector<std::string> workflows = {"child"};
    std::map<std::string, PluginManifest> plugins;

    World() {
        profile.levels.push_back({.id = "group"});
        profile.associations.push_back({.code = "11"});
        profile.findings.push_back({.code = "SD_01"});
        const std::string path = "tests/definitions/words/plugins/notify-sms.plugin.json";
        auto manifest = parse_plugin_manifest("notify-sms", test::read_whole(test::source_path(path)));
        if (!manifest) FAIL(test::told(manifest.error()));
        plugins.emplace("notify-sms", std::move(*manifest));
    }

    DefinitionContext context() const { return {&profile, nullptr, &workflows, &plugins}; }
};

std::set<std::string> examples(const std::string& folder) {
    std::set<std::string> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(test::source_path("tests/definitions/words/" + folder)))
        paths.insert(entry.path().string());
    return paths;
}

// "6:3: sentence" for each mistake, without the key's path and the mark of the rule.
std::multiset<std::string> mistakes(const Problem& problem) {
    std::string sentence = problem.message(Lang::en);
    const auto mark = sentence.find(" [W");
    if (mark != sentence.npos) sentence.resize(mark);
    std::multiset<std::string> out = {std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column) +
                                      ": " + sentence};
    for (const auto& other : problem.others) out.merge(mistakes(other));
    return out;
}

std::multiset<std::string> expected(const std::string& text) {
    std::multiset<std::string> out;
    std::istringstream lines(text);
    const std::string mark = "# expect ";
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(mark)) out.insert(line.substr(mark.size()));
    }
    return out;
}

}  // namespace

TEST_CASE("Every word of the language is read") {
    const World world;
    for (const auto& path : examples("accept")) {
        INFO(path);
        const auto loaded = load_definition(path, test::read_whole(path), world.context());
        CHECK((loaded ? "" : test::told(loaded.error())) == "");
    }
}

TEST_CASE("A word used wrongly is told so at its place, all mistakes at once") {
    const World world;
    for (const auto& path : examples("reject")) {
        INFO(path);
        const std::string text = test::read_whole(path);
        const auto loaded = load_definition(path, text, world.context());
        REQUIRE_FALSE(loaded);
        CHECK(mistakes(loaded.error()) == expected(text));
    }
}

TEST_CASE("Reminders and escalations are timers of their own, heard by steps the reader writes") {
    const auto definition = test::chart(R"yaml(
workflow: x
initial: a
states:
  a:
    within: {days: 9, event: late, remind: [{before: {working_days: 2}, to: [team.head, role chair]}],
             escalate: [{after: {days: 3}, to: body.head, template: decision, late: fire}]}
    on: {late: {}, "*": {}}
)yaml");
    const Deadline& deadline = *definition.at(1).within;
    REQUIRE(deadline.linked.size() == 2);
    CHECK(deadline.linked[0].id == "a.remind.1");
    CHECK(deadline.linked[0].before);
    CHECK(deadline.linked[0].late == LatePolicy::drop);
    CHECK(deadline.linked[1].event == "escalate.a.1");
    CHECK(deadline.linked[1].shift.days == 3);
    CHECK(deadline.linked[1].late == LatePolicy::fire);
    const Transition& reminded = definition.transition(0);
    CHECK(reminded.events == std::vector<std::string>{"remind.a.1"});
    CHECK(reminded.targets.empty());
    CHECK(reminded.actions.size() == 2);
    CHECK(std::get<NotifyAction>(definition.transition(1).actions.at(0)).template_id == "decision");
}

TEST_CASE("A wait is eventless steps: on when enough are done, elsewhere when all have ended and too few are") {
    const auto definition = test::chart(
        "workflow: x\ninitial: a\nstates:\n  a: {wait: {at_least: 90%, to: b, otherwise: c}}\n  b: {}\n  c: {}\n");
    const Wait& wait = *definition.at(1).wait;
    CHECK(wait.how == Wait::For::share);
    CHECK(wait.amount == 90);
    CHECK(definition.transition(wait.met).when->source() == "${children_done} * 100 >= ${children_total} * 90");
    CHECK(definition.transition(wait.met).targets == std::vector<StateIndex>{2});
    CHECK(definition.transition(wait.unmet).when->source() == "${children_open} = 0");
    CHECK(definition.transition(wait.unmet).targets == std::vector<StateIndex>{3});
}

TEST_CASE("A stretch of time in ISO 8601 is exact") {
    const auto after = [](const std::string& time) {
        const auto loaded = test::chart(
            "workflow: x\ninitial: a\nstates: {a: {entry: [{send: {event: e, after: " + time + "}}], on: {e: {}}}}\n");
        return std::get<SendAction>(loaded.at(1).entry.at(0)).after.ms;
    };
    CHECK(after("PT3H") == 10'800'000);
    CHECK(after("P1DT12H30M5S") == 131'405'000);
    CHECK(after("P2W") == 1'209'600'000);
    CHECK(after("{minutes: 5}") == 300'000);
    for (const char* wrong : {"PT", "P", "P1Y", "PT1H2H", "PT5M1H", "P-1D", "PT1.5H", "PT0S", "3H", "PT1", "P1DT"}) {
        INFO(wrong);
        CHECK_THROWS(after(wrong));
    }
}
