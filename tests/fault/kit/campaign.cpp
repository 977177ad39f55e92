// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/campaign.hpp"

#include "base/platform/files.hpp"

#include <fmt/format.h>

#include <stdlib.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace giamsat::fault {

namespace {

std::uint64_t number(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

double seconds_since(std::chrono::steady_clock::time_point then) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

}  // namespace

Sizes sizes(std::uint64_t size) {
    const char* state = std::getenv("GIAMSAT_FAULT_STATE");
    return {number("GIAMSAT_FAULT_SIZE", size), number("GIAMSAT_FAULT_SEED", 1), state ? state : "",
            std::getenv("GIAMSAT_FAULT_ALL") != nullptr};
}

bool interrupted() {
    static const bool watching = (watch_interrupts(), true);
    return watching && giamsat::interrupted();
}

Progress::Progress(std::string campaign, std::uint64_t total, bool tells)
    : campaign_(std::move(campaign)),
      total_(total),
      tells_(tells),
      begun_(std::chrono::steady_clock::now()),
      told_(begun_) {
    interrupted();
}

Progress::~Progress() {
    const double took = seconds_since(begun_);
    fmt::print("{}: {} in {:.1f} s ({:.0f} a second), {} failed{}\n", campaign_, done_, took,
               static_cast<double>(done_) / (took > 0 ? took : 1), failures_, interrupted() ? ", interrupted" : "");
    std::fflush(stdout);
}

void Progress::step() {
    constexpr double seconds_between_lines = 10;
    ++done_;
    if (seconds_since(told_) < seconds_between_lines) return;
    told_ = std::chrono::steady_clock::now();
    const std::string of = total_ ? fmt::format(" of {}", total_) : "";
    fmt::print("{}: {}{}, {} failed\n", campaign_, done_, of, failures_);
    std::fflush(stdout);
}

void Progress::found(const std::string& state, const std::string& what) {
    constexpr std::uint64_t shown = 5;
    if (++failures_ <= shown && tells_) fmt::print("{}: state {}: {}\n", campaign_, state, what);
}

FastFolder::FastFolder() {
    const bool memory = ::access("/dev/shm", W_OK) == 0;
    std::string name =
        (memory ? "/dev/shm" : std::filesystem::temp_directory_path().string()) + "/giamsat-fault-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
}

FastFolder::~FastFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace giamsat::fault
