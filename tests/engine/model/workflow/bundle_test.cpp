// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/bundle.hpp"

#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <algorithm>

using namespace giamsat;
using test::told;

namespace {

std::map<std::string, std::string> shipped() { return test::files_under("workflows/dong-son-2024"); }

std::string versions_changed(const std::string& path) {
    auto sources = shipped();
    sources[path] += "\n# a remark\n";
    auto changed = load_bundle(sources);
    if (!changed) return told(changed.error());
    std::string names;
    for (const auto& [name, hash] : changed->manifest_hash) {
        if (hash != test::dong_son().manifest_hash.at(name)) names += (names.empty() ? "" : " ") + name;
    }
    return names;
}

}  // namespace

TEST_CASE("The shipped profile is whole: every workflow loads and passes every rule") {
    auto bundle = load_bundle(shipped());
    if (!bundle) FAIL(told(bundle.error()));
    CHECK(bundle->workflows.size() == 8);
    CHECK(bundle->manifest_hash.size() == 8);
    CHECK(bundle->sources.count("profile.yaml") == 1);
}

TEST_CASE("A change to a file makes a new version of every workflow that depends on it, and of no other") {
    const std::string all =
        "annual-plan board-session borrower-check commune-inspection district-inspection finding group-inspection "
        "supervision";
    CHECK(versions_changed("calendar.yaml") == all);
    CHECK(versions_changed("quotas.yaml") == "");
    CHECK(versions_changed("forms/borrower-record.form.yaml") ==
          "annual-plan borrower-check commune-inspection district-inspection group-inspection");
    CHECK(versions_changed("board-session.workflow.yaml") == "board-session");
    CHECK(versions_changed("group-inspection.workflow.yaml") ==
          "annual-plan commune-inspection district-inspection group-inspection");
}

TEST_CASE("A manifest is one line for each file, by path") {
    const std::string lines = manifest(test::dong_son(), "board-session");
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 4);
    CHECK(lines.substr(64, 29) == " board-session.workflow.yaml\n");
}

TEST_CASE("The mistakes of several files of a profile are told together") {
    auto sources = shipped();
    sources["finding.workflow.yaml"] += "colour: red\n";
    sources["supervision.workflow.yaml"] += "colour: blue\n";
    sources["quotas.yaml"] += "colour: green\n";
    auto bundle = load_bundle(sources);
    REQUIRE_FALSE(bundle);
    CHECK(bundle.error().others.size() == 2);
}

TEST_CASE("A workflow's name is the name of its file") {
    auto sources = shipped();
    sources["copy.workflow.yaml"] = sources["supervision.workflow.yaml"];
    auto bundle = load_bundle(sources);
    REQUIRE_FALSE(bundle);
    CHECK(bundle.error().where.file == "copy.workflow.yaml");
}

TEST_CASE("A report that a workflow calls for lies in the profile") {
    auto sources = shipped();
    std::string& session = sources.at("board-session.workflow.yaml");
    const auto states = session.find("\nstates:\n");
    REQUIRE(states != session.npos);
    const auto line = session.find('\n', states + 9);
    session.insert(line + 1, "    entry: [{report: yeer}]\n");
    auto bundle = load_bundle(sources);
    REQUIRE_FALSE(bundle);
    CHECK(test::told(bundle.error()).find("There is no report “yeer” (did you mean “year”?)") != std::string::npos);
    session.replace(session.find("yeer"), 4, "year");
    bundle = load_bundle(sources);
    CHECK((bundle ? "" : test::told(bundle.error())) == "");
}
