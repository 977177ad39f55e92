// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/explore: what may come to a case next, from whomever.
#pragma once

#include "kernel/explore/reading.hpp"

namespace giamsat::exploring {

struct Coming {
    Move::Kind kind = Move::Kind::person;
    StepEvent event;
    std::string timer;               // that goes off
    bool done_well = false;          // of a child
    bool only_surroundings = false;  // no event: something around the case changes
};

struct Comings {
    std::vector<Coming> all;
    bool answers_cut = false;  // more combinations of answers than are tried
};

Comings comings(const Reading& reading, const ExploredNode& node, const ExploreOptions& options);

// The transitions of the active states and of those around them.
std::vector<int> open_transitions(const Definition& definition, const CaseState& state);

}  // namespace giamsat::exploring
