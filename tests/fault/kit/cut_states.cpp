// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/cut_states.hpp"

#include "fault/kit/files.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::fault {

namespace {

constexpr std::uint64_t goes_on_every = 16;  // to open the office for good and give a command costs as much as the rest

Files files_after(const Disk& disk, std::uint64_t boundary, std::uint64_t way, std::uint64_t seed) {
    const auto kept = way == 0 ? Disk::Kept::all : way == 1 ? Disk::Kept::none : Disk::Kept::some;
    return disk.after_cut(kept, Chance(seed, boundary * 1'000'003 + way));
}

// Until the next call nothing else was acknowledged.
std::vector<Told> told_by(const Day& day, std::size_t boundary) {
    const std::size_t next = boundary + 1;
    const std::size_t count = next < day.calls.size() ? day.calls[next].acknowledged : day.told.size();
    return {day.told.begin(), day.told.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

void try_cuts(const Day& day, const Sizes& sizes, Progress& progress, std::size_t from, std::size_t stride,
              const std::string& prefix) {
    FastFolder folder;
    Disk disk;
    const std::uint64_t boundaries = std::max<std::uint64_t>(1, (day.calls.size() - from) / stride);
    const std::uint64_t ways = std::max<std::uint64_t>(3, sizes.size / boundaries + 1);
    for (std::size_t boundary = 0; boundary < day.calls.size() && !interrupted(); ++boundary) {
        disk.take(day.calls[boundary]);
        if (boundary < from || (boundary - from) % stride != 0) continue;
        const std::vector<Told> told = told_by(day, boundary);
        for (std::uint64_t way = 0; way < ways && !interrupted(); ++way) {
            const std::string state = fmt::format("{}{}/{}", prefix, boundary, way);
            if (!sizes.state.empty() && sizes.state != state) continue;
            lay_out(folder.path(), files_after(disk, boundary, way, sizes.seed));
            const std::string found = judge(folder.path() / "office", told, {way % goes_on_every == 2});
            if (!found.empty()) progress.found(state, found);
            progress.step();
        }
    }
}

}  // namespace giamsat::fault
