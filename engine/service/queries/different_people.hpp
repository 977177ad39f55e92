// SPDX-License-Identifier: Apache-2.0
// Whether steps that must be different people's can all be done: each by one of those it belongs to.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace giamsat {

struct StepPeople {
    std::string step;
    std::set<std::string> persons;
};

// `apart`: pairs of steps, by their place in the list, that one person may not both do. The answer is exact: it is the
// colouring of a small graph from lists. REQUIRES: every pair lies in the list.
bool can_be_different(const std::vector<StepPeople>& steps, const std::vector<std::pair<int, int>>& apart);

}  // namespace giamsat
