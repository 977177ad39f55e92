// SPDX-License-Identifier: Apache-2.0
// The people of an office held against what its workflows ask.
#include "service/queries/staffing.hpp"

#include "service/queries/different_people.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::vector<std::string> told_of(World& world, const std::string& rule) {
    std::vector<std::string> out;
    for (const auto& problem :
         world.ask([&](Readers& read) { return check_staffing(dong_son(), read, world.today()); })) {
        for (const auto& [name, value] : problem.details) {
            if (name == "rule" && value == rule) out.push_back(problem.message(Lang::en));
        }
    }
    return out;
}

void end_role(World& world, const std::string& person, const std::string& role) {
    world.must(EndRole{world.person(person), role, world.unit("district", "405"), Date::of(2023, 1, 1), world.today()},
               "CB01");
}

bool speaks_of(const std::vector<std::string>& sentences, const std::string& words) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& one) { return one.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a board with a head and a secretary can do all its steps", "[rules][staffing]") {
    World world;
    CHECK_FALSE(speaks_of(told_of(world, "W19"), "District board"));
    CHECK_FALSE(speaks_of(told_of(world, "W20"), "District board"));
}

TEST_CASE("a role nobody holds any more is told with the step that needs it", "[rules][staffing]") {
    World world;
    end_role(world, "CB02", "board_secretary");
    world.set_today(world.today().plus_days(7));
    const auto told = told_of(world, "W19");
    INFO(told.size());
    CHECK(speaks_of(told, "District board"));
    CHECK(speaks_of(told, "Secretary of the board"));
}

TEST_CASE("four eyes need two persons", "[rules][staffing]") {
    World world;
    world.must(GrantRole{world.person("CB02"), "board_head", world.unit("district", "405"), world.today()});
    CHECK_FALSE(speaks_of(told_of(world, "W20"), "District board"));
    end_role(world, "CB01", "board_head");
    world.set_today(world.today().plus_days(7));
    const auto told = told_of(world, "W20");
    CHECK(speaks_of(told, "District board"));
    CHECK(speaks_of(told, "only CB02 can take step “Approve”"));
    CHECK(speaks_of(told, "and step “Submit"));
}

TEST_CASE("steps kept apart need as many people as they are, not one pair at a time", "[rules][staffing]") {
    const std::vector<std::pair<int, int>> chain = {{1, 0}, {2, 0}, {2, 1}}, star = {{1, 0}, {2, 0}};
    const std::set<std::string> two = {"A", "B"};
    CHECK_FALSE(can_be_different({{"a", two}, {"b", two}, {"c", two}}, chain));
    CHECK(can_be_different({{"a", two}, {"b", two}, {"c", {"A", "C"}}}, chain));
    CHECK(can_be_different({{"a", two}, {"b", two}, {"c", two}}, star));
    CHECK_FALSE(can_be_different({{"a", {"A"}}, {"b", {"A"}}, {"c", two}}, star));
}

TEST_CASE("whether people can be different is what trying everybody says", "[rules][staffing]") {
    std::uint32_t seed = 7;
    const auto draw = [&seed](std::uint32_t below) { return (seed = seed * 1664525u + 1013904223u) / 65536u % below; };
    int possible = 0;
    for (int round = 0; round < 400; ++round) {
        std::vector<StepPeople> steps(4);
        for (StepPeople& step : steps) {
            for (const char* person : {"A", "B", "C"}) {
                if (draw(2) == 0) step.persons.insert(person);
            }
        }
        std::vector<std::pair<int, int>> apart;
        for (int a = 0; a < 4; ++a) {
            for (int b = 0; b < a; ++b) {
                if (draw(2) == 0) apart.emplace_back(a, b);
            }
        }
        bool found = false;
        for (int code = 0; code < 81; ++code) {
            const int chosen[] = {code % 3, code / 3 % 3, code / 9 % 3, code / 27};
            bool fits = true;
            for (std::size_t i = 0; i < 4; ++i)
                fits = fits && steps[i].persons.contains(std::string(1, static_cast<char>('A' + chosen[i])));
            for (const auto& [a, b] : apart) fits = fits && chosen[a] != chosen[b];
            found = found || fits;
        }
        REQUIRE(can_be_different(steps, apart) == found);
        possible += found ? 1 : 0;
    }
    CHECK(possible > 20);
    CHECK(possible < 380);
}
