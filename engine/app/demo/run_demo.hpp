// SPDX-License-Identifier: Apache-2.0
// The demo: ten years of an invented district, played through the engine into a real office. Killed anywhere and run again,
// it goes on and ends with the same root.
#pragma once

#include "base/core/result.hpp"
#include "base/core/time.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace giamsat {

struct DemoOptions {
    std::filesystem::path folder;
    std::map<std::string, std::string> profile_sources;
    std::uint64_t seed = 2024;
    int first_year = 2015;
    int last_year = 2024;
};

struct DemoProgress {
    Date day;
    int percent = 0;
    std::int64_t commands = 0;
    std::map<std::string, std::int64_t> turns;  // by level, counted so far
};

struct DemoResult {
    std::uint64_t entries = 0;
    std::string root;  // hex
    Date from;
    Date until;
};

// `progress` is told about every day and stops the demo by returning false (Problem interrupted; run again to go on).
Result<DemoResult> run_demo(const DemoOptions& options, const std::function<bool(const DemoProgress&)>& progress);

}  // namespace giamsat
