// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/explore: what is wrong in the states that were found, each by its shortest way.
#pragma once

#include "kernel/explore/reading.hpp"

namespace giamsat::exploring {

// What the engine refused to a case that stands there, a sentence for each step.
using Refused = std::function<std::vector<LocalText>(const ExploredNode&)>;

// Fills `traps`, and says in `not_covered` which guards could not be decided.
void find_traps(const Reading& reading, Exploration& found, const Refused& refused);

// A step whose automatic steps never come to rest.
Trap endless_step(const Reading& reading, const Exploration& found, const Move& last, const Problem& problem);

}  // namespace giamsat::exploring
