// SPDX-License-Identifier: Apache-2.0
// What a cut of power may leave of a recorded day, and trying all of it.
#pragma once

#include "fault/kit/campaign.hpp"
#include "fault/kit/oracle.hpp"
#include "fault/kit/recording.hpp"

namespace giamsat::fault {

struct Day {
    std::deque<Recorded> calls;
    std::vector<Told> told;
};

// Cuts power after each call from the boundary `from` on, in as many ways as give `sizes.size` states, three at least; every
// `stride`-th boundary only. State "boundary/way": the way 0 keeps all that was written, 1 what is durable, every other one
// something by chance.
void try_cuts(const Day& day, const Sizes& sizes, Progress& progress, std::size_t from = 0, std::size_t stride = 1,
              const std::string& prefix = {});

}  // namespace giamsat::fault
