// SPDX-License-Identifier: Apache-2.0
// What exploration finds, as mistakes: a workflow that has any is not published.
#pragma once

#include "kernel/explore/explore.hpp"
#include "model/workflow/bundle.hpp"

namespace giamsat {

inline constexpr std::size_t explored_by_the_way = 5'000;  // states, where nobody asked for more

// One workflow of a profile, with its forms and with what the other workflows hand to it.
Exploration explore_in(const ProfileBundle& bundle, const std::string& workflow, const ExploreOptions& options);

// The trap with its story, at its place.
Problem mistake_of(const Trap& trap);
// Every mistake that exploring this workflow finds; none in a bare chart, whose traps are remarks.
std::vector<Problem> mistakes_in(const ProfileBundle& bundle, const std::string& workflow);

}  // namespace giamsat
