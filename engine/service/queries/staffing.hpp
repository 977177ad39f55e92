// SPDX-License-Identifier: Apache-2.0
// The staff an office has, held against what its workflows ask: steps nobody can take, and pairs of steps that must be two
// persons' where there is only one.
#pragma once

#include "model/workflow/bundle.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

// W19: a step that can be reached and that nobody there may take. W20: steps that `not_by` keeps apart, and too few people to
// do each of them, for some unit. Told of each body that has staff or plans; all of it is a warning, since people come and go.
std::vector<Problem> check_staffing(const ProfileBundle& bundle, Readers& read, Date on);

}  // namespace giamsat
