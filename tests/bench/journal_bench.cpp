// SPDX-License-Identifier: Apache-2.0
// What the journal costs by itself: hashing and tree, writing entries with their rows at full durability, reading a case,
// verifying. Each figure is the median of five.
#include "adapters/store/verify.hpp"
#include "bench/timing.hpp"
#include "kernel/journal/merkle.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <cstdio>

using namespace giamsat;
using samples::id_of;

namespace {

using namespace giamsat::bench;

constexpr int runs = 5;

template <class Work>
double median_of_runs(Work work) {
    int run = 0;
    return median_seconds(runs, [&] { work(run++); });
}

void print(const char* what, int count, double seconds) {
    std::printf("%-44s %9.0f /s  %7.2f us each\n", what, count / seconds, seconds / count * 1e6);
}

Entry opened(const std::string& name) {
    Entry entry = samples::case_entry("case.opened/1", name,
                                      {{"workflow", "w"},
                                       {"kind", "visit"},
                                       {"unit", id_of("u")},
                                       {"level", "l"},
                                       {"opened_on", "2024-01-01"},
                                       {"config", {"a"}},
                                       {"life", "idle"}});
    entry.cmd.value = id_of("open " + name);
    return entry;
}

Entry moved(const std::string& name, int k) {
    Entry entry = samples::case_entry("case.moved/1", name,
                                      {{"event", "go"}, {"from", {"a"}}, {"to", {"b"}}, {"data", {{"members", k}}}});
    entry.cmd.value = id_of("move " + name + std::to_string(k));
    return entry;
}

}  // namespace

TEST_CASE("hash and tree") {
    const std::string entry(1024, 'x');
    constexpr int count = 100'000;
    print("hash and tree, 1 KiB entries", count, median_of_runs([&](int) {
              Frontier frontier;
              for (int k = 0; k < count; ++k) frontier.append(leaf_hash(entry));
              CHECK(frontier.size() == count);
          }));
}

TEST_CASE("steps of cases, written and verified") {
    samples::OfficeFolder folder;
    constexpr int cases = 1'000;
    constexpr int count = 10'000;
    {
        auto office = folder.create();
        office->recorder().begin();
        for (int k = 0; k < cases; ++k) samples::record(*office, opened(std::to_string(k)));
        office->recorder().commit();
        print("steps, 500 to a commit", count, median_of_runs([&](int run) {
                  for (int k = 0; k < count; ++k) {
                      if (k % 500 == 0) office->recorder().begin();
                      samples::record(*office, moved(std::to_string(k % cases), run * count + k));
                      if (k % 500 == 499) office->recorder().commit();
                  }
              }));
        print("steps, one to a commit", 500, median_of_runs([&](int run) {
                  for (int k = 0; k < 500; ++k) {
                      office->recorder().begin();
                      samples::record(*office, moved(std::to_string(k), (runs + run) * count + k));
                      office->recorder().commit();
                  }
              }));
        print("reading a case with its data", count, median_of_runs([&](int) {
                  for (int k = 0; k < count; ++k)
                      CHECK(office->readers().cases.find(CaseId{id_of(std::to_string(k % cases))})->steps > 0);
              }));
    }
    std::uint64_t entries = 0;
    std::vector<double> hashing, replaying;
    const double seconds = median_of_runs([&](int) {
        const VerifyReport report = verify_office(folder.path()).value();
        CHECK(report.clean());
        entries = report.entries;
        hashing.push_back(report.hash_seconds);
        replaying.push_back(report.replay_seconds);
    });
    print("verifying, entry by entry", static_cast<int>(entries), seconds);
    print("verifying, hashes and tree of it", static_cast<int>(entries), median(hashing));
    print("verifying, replay of it", static_cast<int>(entries), median(replaying));
}
