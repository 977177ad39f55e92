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

// A name of the event or the form, and the values tried for it.
struct Slot {
    std::string name;
    Values values;
};
// Of each event and form that came once: the same for every state.
using KnownSlots = std::map<std::pair<std::string, std::string>, std::vector<Slot>>;

struct Comings {
    std::vector<Coming> all;
    bool answers_cut = false;  // more combinations of answers than are tried
};

Comings comings(const Reading& reading, const ExploredNode& node, const ExploreOptions& options, KnownSlots& known);

// The transitions of the active states and of those around them.
std::vector<int> open_transitions(const Definition& definition, const CaseState& state);

}  // namespace giamsat::exploring
