// SPDX-License-Identifier: Apache-2.0
// The files of an office as values: taken once, laid out again as often as needed.
#pragma once

#include "fault/kit/disk.hpp"
#include "fault/kit/play.hpp"

namespace giamsat::fault {

Files taken_from(const std::filesystem::path& folder);                  // with the folders below it; without -shm
void lay_out(const std::filesystem::path& folder, const Files& files);  // these and no others

// What an office is after a script, as files in its folder "office".
struct Prepared {
    Files files;
    std::vector<Told> told;
};
enum class Left { closed, cut_off };  // cut off: as a crash of the program leaves it, its WAL beside it
Prepared prepared(const Script& script, Left left = Left::closed);

}  // namespace giamsat::fault
