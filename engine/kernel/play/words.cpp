// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/words.hpp"

#include <array>

namespace giamsat {

std::string action_word(const Action& action) {
    static const std::array<const char*, std::variant_size_v<Action>> words = {
        "assign",     "raise",  "send",      "cancel", "open",   "findings",        "distribute",
        "count_turn", "notify", "recommend", "settle", "report", "cancel_children", "call"};
    return words[action.index()];
}

}  // namespace giamsat
