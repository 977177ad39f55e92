// SPDX-License-Identifier: Apache-2.0
// From quotas to lines, by the rules of the planner alone.
#include "kernel/planning/draft_lines.hpp"
#include "support/catch.hpp"

#include <numeric>
#include <set>

using namespace giamsat;

namespace {

struct Asked {
    std::string count = "4";
    std::string sample;
    std::string within;
    std::string id = "q";
    std::string level = "group";
};

Quota quota(const Asked& asked) {
    auto number = [](const std::string&) { return std::optional(FieldType::integer); };
    Quota quota;
    quota.id = asked.id, quota.plan_type = "board", quota.body = "board", quota.level = asked.level,
    quota.mode = "inspection", quota.variant = "scheduled";
    quota.within = asked.within, quota.months = {3, 6, 9};
    quota.count = *Expression::compile(asked.count, number, {});
    if (!asked.sample.empty()) quota.sample = *Expression::compile(asked.sample, number, {});
    return quota;
}

Frame frame(int communes, int groups_each, int borrowers_each) {
    Frame frame;
    for (int c = 0; c < communes; ++c) {
        UnitId commune{"c" + std::to_string(c)};
        frame.units.push_back({.unit = commune, .level = "commune", .code = commune.value, .children = groups_each});
        for (int g = 0; g < groups_each; ++g) {
            UnitId group{commune.value + "g" + std::to_string(g)};
            frame.units.push_back(
                {.unit = group, .level = "group", .code = group.value, .parent = commune, .children = borrowers_each});
            frame.parent_of[group] = commune;
        }
    }
    return frame;
}

Result<std::vector<DraftedLine>> drafted(std::vector<Quota> list, const Frame& over, const std::string& seed = "seed") {
    Quotas quotas;
    quotas.quotas = std::move(list);
    return draft_lines(quotas, over, Calendar{},
                       {"board", "board", 2024, Date::of(2024, 1, 1), Date::of(2024, 12, 31), seed});
}

std::vector<Quota> one(const Asked& asked) {
    std::vector<Quota> list;
    list.push_back(quota(asked));
    return list;
}

}  // namespace

TEST_CASE("a quota goes to as many different units as it says, in its months", "[rules][planning]") {
    auto lines = drafted(one({.count = "12"}), frame(3, 5, 40));

    REQUIRE(lines);
    std::set<std::string> units;
    for (const DraftedLine& line : *lines) {
        units.insert(line.unit.value);
        REQUIRE((line.planned_on.month() == 3 || line.planned_on.month() == 6 || line.planned_on.month() == 9));
        REQUIRE(line.planned_on.weekday() <= 5);
    }
    REQUIRE(units.size() == 12);
}

TEST_CASE("a sample is shared so that no line has more than one above another", "[rules][planning]") {
    auto lines = drafted(one({.count = "7", .sample = "60"}), frame(2, 5, 40));

    REQUIRE(lines);
    int total = 0, least = 1000, most = 0;
    for (const DraftedLine& line : *lines)
        total += line.sample, least = std::min(least, line.sample), most = std::max(most, line.sample);
    REQUIRE(total == 60);
    REQUIRE(most - least <= 1);
}

TEST_CASE("a group gives no more borrowers than it has", "[rules][planning]") {
    auto lines = drafted(one({.count = "10", .sample = "81"}), frame(2, 5, 8));

    REQUIRE_FALSE(lines);
    REQUIRE(lines.error().code == ProblemCode::invalid_value);
}

TEST_CASE("more units than there are is refused with the quota's name", "[rules][planning]") {
    auto lines = drafted(one({.count = "11"}), frame(2, 5, 8));

    REQUIRE_FALSE(lines);
    REQUIRE(lines.error().message(Lang::vi).find("quota q") != std::string::npos);
}

TEST_CASE("units within another quota's lie below its units and go with its visit", "[rules][planning]") {
    std::vector<Quota> list;
    list.push_back(quota({.count = "2", .id = "communes", .level = "commune"}));
    list.push_back(quota({.count = "5", .within = "communes"}));

    auto lines = drafted(std::move(list), frame(4, 5, 8));

    REQUIRE(lines);
    REQUIRE(lines->size() == 7);
    for (const DraftedLine& line : *lines) {
        if (line.level != "group") continue;
        const DraftedLine& parent = lines->at(static_cast<std::size_t>(line.parent));
        REQUIRE(line.unit.value.rfind(parent.unit.value, 0) == 0);
        REQUIRE(line.planned_on >= parent.planned_on);
    }
}

TEST_CASE("the draw can be replayed, and depends on its public seed", "[rules][planning]") {
    auto over = frame(3, 5, 40);
    auto units = [](const std::vector<DraftedLine>& lines) {
        std::vector<std::string> all;
        for (const DraftedLine& line : lines) all.push_back(line.unit.value);
        return all;
    };

    auto first = drafted(one({}), over), again = drafted(one({}), over), other = drafted(one({}), over, "another");

    REQUIRE(units(*first) == units(*again));
    REQUIRE(units(*first) != units(*other));
}
