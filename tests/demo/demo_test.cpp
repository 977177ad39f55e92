// SPDX-License-Identifier: Apache-2.0
// The demo at one tenth of its size: the programme of one year out of ten, by the real program, killed and not killed.
#include "app/demo/run_demo.hpp"
#include "base/json/json.hpp"
#include "support/catch.hpp"
#include "support/running.hpp"
#include "support/workflows.hpp"

#include <cstdlib>
#include <random>

using namespace giamsat;
using namespace giamsat::test;

namespace {

const std::vector<std::string> one_year = {"demo", "--from", "2015", "--until", "2015", "--json"};

std::vector<std::string> in_office(const std::filesystem::path& office, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--office", office.string()});
    return arguments;
}

Json played(const std::filesystem::path& office) {
    Finished finished = run_giamsat(in_office(office, one_year));
    INFO(finished.errors);
    REQUIRE(finished.exit_code == 0);
    auto json = parse_json(finished.output);
    REQUIRE(json);
    return *json;
}

const Json& table(const Json& report, const std::string& id) {
    for (const Json& one : report.at("report").at("tables")) {
        if (one.at("id") == id) return one;
    }
    throw std::runtime_error("no table " + id);
}

// planned, done, cancelled of each level, in the profile's order.
std::vector<std::array<int, 3>> turns_by_level(const Json& report) {
    std::vector<std::array<int, 3>> rows;
    for (const Json& row : table(report, "turns_by_level").at("rows")) {
        const Json& cells = row.at("cells");
        rows.push_back({cells.at(1).get<int>(), cells.at(2).get<int>(), cells.at(3).get<int>()});
    }
    return rows;
}

Json verified(const std::filesystem::path& office) {
    Finished finished = run_giamsat(in_office(office, {"journal", "verify", "--json"}));
    auto json = parse_json(finished.output);
    INFO(finished.output << finished.errors);
    REQUIRE(json);
    return *json;
}

int rounds() {
    const char* asked = std::getenv("GIAMSAT_FAULT_ROUNDS");
    return asked ? std::atoi(asked) : 50;
}

}  // namespace

TEST_CASE("a year of the demo does what its quotas ask for, and cancelled lines count as planned only", "[demo]") {
    TemporaryFolder folder;

    Json report = played(folder.path());

    using Row = std::array<int, 3>;
    REQUIRE(turns_by_level(report) ==
            std::vector<Row>{Row{2, 2, 0}, Row{19, 18, 1}, Row{178, 176, 2}, Row{1536, 1520, 16}});
    Json journal = verified(folder.path());
    REQUIRE(journal.at("clean") == true);
    REQUIRE(journal.at("root") == report.at("root"));
}

TEST_CASE("the same seed gives the same root, another seed another one", "[demo]") {
    TemporaryFolder first, second, third;

    auto root = played(first.path()).at("root");

    REQUIRE(played(second.path()).at("root") == root);
    REQUIRE(played(first.path()).at("root") == root);  // run again, nothing is done twice
    auto arguments = in_office(third.path(), one_year);
    arguments.insert(arguments.end(), {"--seed", "7"});
    auto other = parse_json(run_giamsat(arguments).output);
    REQUIRE(other);
    REQUIRE(other->at("root") != root);
}

// A finding sent back on 6 May 2015 has a deadline that passed in April: it is heard of on 7 May, not when April is gone
// through again.
TEST_CASE("a demo interrupted before a deadline set for a day gone by goes on to the same root", "[demo]") {
    TemporaryFolder whole, cut;
    const auto play = [](const std::filesystem::path& office, std::optional<Date> stop) {
        DemoOptions options{office, files_under("workflows/dong-son-2024")};
        options.last_year = options.first_year;
        return run_demo(options, [&](const DemoProgress& now) { return !stop || now.day < *stop; });
    };
    const auto root = play(whole.path(), {}).value().root;
    for (int day = 5; day <= 8; ++day) REQUIRE_FALSE(play(cut.path(), Date::of(2015, 5, day)));
    CHECK(play(cut.path(), {}).value().root == root);
}

TEST_CASE("a demo killed anywhere verifies clean and goes on to the same root", "[demo][fault]") {
    TemporaryFolder whole;
    auto root = played(whole.path()).at("root");
    std::mt19937 random(20240531);  // where the kills fall; how far the demo has got by then is up to the machine
    int killed = 0;

    while (killed < rounds()) {
        TemporaryFolder folder;
        int in_this_office = 0;
        for (; killed < rounds() && in_this_office < 12; ++in_this_office) {
            auto delay = std::chrono::milliseconds(20 + random() % 700);
            if (!kill_giamsat_after(in_office(folder.path(), one_year), delay)) break;
            ++killed;
            if (!std::filesystem::exists(folder.path() / "office.db")) continue;
            Finished check = run_giamsat(in_office(folder.path(), {"journal", "verify"}));
            INFO("killed after " << delay.count() << " ms\n" << check.output << check.errors);
            REQUIRE(check.exit_code == 0);
        }
        REQUIRE(in_this_office > 0);
        REQUIRE(played(folder.path()).at("root") == root);
    }
}
