// SPDX-License-Identifier: Apache-2.0
// What campaigns have in common: how large they are, where they work, how they tell of progress and of what they found.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

namespace giamsat::fault {

// From the environment, so that ./dev fault can say it:
//   GIAMSAT_FAULT_SIZE    how many states, cycles or flips (each campaign has its own small number)
//   GIAMSAT_FAULT_SEED    what all chance follows from (1)
//   GIAMSAT_FAULT_STATE   run this state only, as a failure names it
//   GIAMSAT_FAULT_ALL     set: every scenario, not only the three quickest
struct Sizes {
    std::uint64_t size;
    std::uint64_t seed;
    std::string state;
    bool all_scenarios;
};
Sizes sizes(std::uint64_t size);

bool interrupted();  // by Ctrl-C: campaigns then end where they are, as if that had been their size

// A line now and then, so that a long run is seen to go on; and the figures at the end.
class Progress {
public:
    // `tells`: false for a negative control, whose findings are what is wanted.
    Progress(std::string campaign, std::uint64_t total, bool tells = true);
    ~Progress();
    void step();  // one more was tried
    std::uint64_t done() const { return done_; }
    void found(const std::string& state, const std::string& what);  // tells the first few
    std::uint64_t failures() const { return failures_; }

private:
    std::string campaign_;
    std::uint64_t total_, done_ = 0, failures_ = 0;
    bool tells_;
    std::chrono::steady_clock::time_point begun_, told_;
};

// A folder in memory where there is one: what is on trial is the order of the writes, not the speed of a disk.
class FastFolder {
public:
    FastFolder();
    ~FastFolder();
    FastFolder(const FastFolder&) = delete;
    FastFolder& operator=(const FastFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace giamsat::fault
