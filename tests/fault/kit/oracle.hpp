// SPDX-License-Identifier: Apache-2.0
// Whether an office is what it has to be after any fault: every acknowledged entry there once and at its place, no command
// by half, every earlier root the root of what came until then, rows as the entries say, the file sound, what was sealed
// still opens, and the office can be written again.
#pragma once

#include "fault/kit/play.hpp"

namespace giamsat::fault {

struct Asked {
    bool go_on = true;  // also founds the office anew where none had been acknowledged, and gives one more command
};

// "" when all of it holds, else the first that does not, as a sentence. `told`: what was acknowledged, oldest first.
std::string judge(const std::filesystem::path& office, const std::vector<Told>& told, Asked asked = {});

}  // namespace giamsat::fault
