// SPDX-License-Identifier: Apache-2.0
#include "app/serve/periodic.hpp"

#include "support/catch.hpp"

using namespace giamsat;
using namespace std::chrono_literals;

TEST_CASE("each task is done when its time has come, and not before", "[serve]") {
    int often = 0, rarely = 0;
    PeriodicTasks tasks({{{"a", "a"}, 1s, [&]() -> Done { return ++often, Done(); }},
                         {{"b", "b"}, 60s, [&]() -> Done { return ++rarely, Done(); }}},
                        [](const Problem&) {});
    const PeriodicTasks::Time start{};
    for (auto after = 0ms; after < 60s; after += 500ms) tasks.run_due(start + after);
    CHECK(often == 60);
    CHECK(rarely == 1);
    CHECK(tasks.next() == start + 60s);
    tasks.run_due(start + 60s);
    CHECK(rarely == 2);
}

TEST_CASE("what goes wrong again and again is told once", "[serve]") {
    bool wrong = true;
    int told = 0;
    PeriodicTasks tasks({{{"a", "a"},
                          1s,
                          [&]() -> Done {
                              if (wrong) return Problem(ProblemCode::disk_full, {{"path", "x"}});
                              return {};
                          }}},
                        [&](const Problem&) { ++told; });
    PeriodicTasks::Time at{};
    const auto run = [&] { tasks.run_due(at += 1s); };
    run(), run(), run();
    CHECK(told == 1);
    wrong = false, run();
    wrong = true, run(), run();
    CHECK(told == 2);
}
