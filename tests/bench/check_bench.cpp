// SPDX-License-Identifier: Apache-2.0
// What it costs to load the shipped profile, to hold it to every rule, and to go through all states of its workflows. Each
// figure is the median of five.
#include "bench/timing.hpp"
#include "kernel/explore/explore.hpp"
#include "model/workflow/check_bundle.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <cstdio>

using namespace giamsat;

namespace {

using namespace giamsat::bench;

constexpr int runs = 5;

template <class Work>
double median_ms(Work work) {
    return 1e3 * median_seconds(runs, work);
}

std::size_t explore_all(const ProfileBundle& bundle) {
    std::size_t states = 0;
    for (const auto& pair : bundle.workflows) {
        const auto handed = handed_to(pair.second, {bundle.workflows, &bundle.profile, &bundle.forms});
        states += explore(pair.second, {&bundle.profile, &bundle.forms, &handed}).nodes.size();
    }
    return states;
}

}  // namespace

TEST_CASE("loading, checking and exploring the shipped profile") {
    const auto sources = test::files_under("workflows/dong-son-2024");
    const auto bundle = load_bundle(sources);
    REQUIRE(bundle);
    std::size_t states = 0;
    const double load = median_ms([&] { REQUIRE(load_bundle(sources)); });
    const double explored = median_ms([&] { states = explore_all(*bundle); });
    std::printf("%-44s %9.1f ms (must be at most 200)\n", "load and check the whole profile", load);
    std::printf("%-44s %9.1f ms for %zu states\n", "explore all its workflows", explored, states);
}
