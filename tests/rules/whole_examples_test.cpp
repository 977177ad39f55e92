// SPDX-License-Identifier: Apache-2.0
// Rules that need a whole profile or an office, by their examples: what lies under tests/definitions/whole is held against
// the shipped profile. A folder that has people.csv is held against these people, too, at the units of the profile's example.
#include "kernel/explore/mistakes.hpp"
#include "model/workflow/check_bundle.hpp"
#include "service/queries/staffing.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/rule_examples.hpp"
#include "support/workflows.hpp"
#include "support/world.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

constexpr const char* people_file = "people.csv";

Files files_of(const std::string& path) {
    const fs::path at = path;
    if (!fs::is_directory(at)) return {{at.filename().string().substr(4), read_whole(path)}};
    return files_under(fs::relative(at, source_path("")).string());
}

std::vector<Problem> told_by_people(const ProfileBundle& bundle, Files files) {
    const auto people = files.extract(people_file);
    if (people.empty()) return {};
    World world(World::Start::founded, files);
    for (const char* units : {"units.csv", "groups.csv"})
        if (!world.import(ImportKind::units, example(units), "")) throw std::runtime_error(units);
    const auto imported = world.import(ImportKind::people, people.mapped(), "");
    if (!imported) throw std::runtime_error(told(imported.error()));
    return world.ask([&](Readers& read) { return check_staffing(bundle, read, world.today()); });
}

std::vector<Problem> told_by_exploring(const ProfileBundle& bundle, const Files& files) {
    std::vector<Problem> all;
    for (const auto& [name, definition] : bundle.workflows) {
        if (!files.contains(name + ".workflow.yaml")) continue;
        const Exploration found = explore_in(bundle, name, {});
        for (const auto* traps : {&found.traps, &found.idle_steps})
            for (const Trap& trap : *traps) all.push_back(mistake_of(trap));
    }
    return all;
}

std::multiset<std::string> told_of(const std::string& path) {
    const Files files = files_of(path);
    Files sources = files_under("workflows/dong-son-2024");
    for (const auto& [name, bytes] : files) {
        if (name != people_file) sources[name] = bytes;
    }
    const auto bundle = load_bundle(sources);
    if (!bundle) return places_told({bundle.error()});
    auto all = remarks_on_set({bundle->workflows, &bundle->profile, &bundle->forms});
    for (auto& problem : told_by_people(*bundle, files)) all.push_back(std::move(problem));
    for (auto& problem : told_by_exploring(*bundle, files)) all.push_back(std::move(problem));
    std::erase_if(all, [&](const Problem& problem) { return !files.contains(problem.where.file); });
    return places_told(all);
}

const std::set<std::string> rules = {"W19", "W20", "W21", "W22", "W23", "W28"};

}  // namespace

TEST_CASE("whole profiles and offices that keep a rule are let through", "[rules][examples]") {
    CHECK(rules_of(rule_examples("whole/accept")) == rules);
    for (const auto& path : rule_examples("whole/accept")) {
        INFO(path);
        CHECK(told_of(path) == std::multiset<std::string>{});
    }
}

TEST_CASE("whole profiles and offices that break a rule are told so at its place", "[rules][examples]") {
    CHECK(rules_of(rule_examples("whole/reject")) == rules);
    for (const auto& path : rule_examples("whole/reject")) {
        INFO(path);
        CHECK(told_of(path) == places_expected(path));
    }
}
