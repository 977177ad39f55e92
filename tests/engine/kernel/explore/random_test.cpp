// SPDX-License-Identifier: Apache-2.0
// Exploration on random charts: what a case does by chance, exploration has seen; where it says nothing leads on, nothing
// does.
#include "kernel/explore/explore.hpp"
#include "support/catch.hpp"
#include "support/random_chart.hpp"

#include <set>

using namespace giamsat;
using namespace giamsat::test;

namespace {

using Configurations = std::set<std::vector<StateIndex>>;

// One case, sent events by chance. False when it comes into a configuration that is not among these.
bool stays_among(const Configurations& known, const RandomChart& chart, std::uint64_t seed) {
    Choices choose(seed);
    CaseState state;
    StepEvent event;
    for (int i = 0; i < 40; ++i) {
        const auto decision = step(chart.definition, state, event, {});
        if (!decision && i == 0) return true;  // it never begins
        if (decision) apply(*decision, state);
        if (known.count(state.configuration) == 0) return false;
        if (decision && decision->done) return true;
        event.name = chart.events[static_cast<std::size_t>(choose.below(static_cast<int>(chart.events.size())))];
    }
    return true;
}

bool leads_nowhere(const RandomChart& chart, const ExploredNode& node) {
    for (const auto& name : chart.events) {
        StepEvent event;
        event.name = name;
        const auto decision = step(chart.definition, node.state, event, {});
        if (decision && decision->configuration != node.state.configuration) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("what happens by chance has been explored, and a dead end is one") {
    std::size_t whole = 0, dead_ends = 0;
    for (std::uint64_t seed = 0; seed < 160; ++seed) {
        const RandomChart chart = random_chart(seed, 2 + static_cast<int>(seed % 24));
        const Exploration found = explore(chart.definition, {}, {.states = 300});
        INFO("seed " << seed << "\n" << outline(chart));
        Configurations known;
        for (const auto& node : found.nodes) {
            known.insert(node.state.configuration);
            if (!node.moves.empty() || node.done || node.open_ended) continue;
            ++dead_ends;
            CHECK(leads_nowhere(chart, node));
        }
        if (!found.complete) continue;
        ++whole;
        for (std::uint64_t way = 0; way < 4; ++way) CHECK(stays_among(known, chart, seed * 31 + way));
    }
    CHECK(whole > 80);
    CHECK(dead_ends > 20);
}
