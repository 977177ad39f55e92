// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/explore: what holds a case back that is stuck.
#pragma once

#include "kernel/explore/reading.hpp"

namespace giamsat::exploring {

// One sentence for each step that waits where this case stands and whose guard says no, with the values the guard reads;
// and for each deadline that does not run, its day missing.
std::vector<LocalText> held_back_by(const Reading& reading, const ExploredNode& node);

// "“Kết thúc” (dòng 12)": the step as people know it.
LocalText step_named(const Definition& definition, const Transition& transition);

}  // namespace giamsat::exploring
