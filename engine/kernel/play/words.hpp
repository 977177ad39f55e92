// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/play: the words an author writes for what the engine holds.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

std::string action_word(const Action& action);  // "notify", "count_turn", …

}  // namespace giamsat
