// SPDX-License-Identifier: Apache-2.0
// What the constants of a guard alone decide: `1 = 2 and ${x} > 3` never holds, whatever x is; `1 = 1 or ${x} > 3` always
// does. The order of reading counts: in `${x} > 3 or 1 = 1` an absent x refuses first.
#pragma once

#include "model/expression/expression.hpp"

namespace giamsat {

enum class Decided { open, never, always };  // open: its names decide
Decided decided_by_constants(const Expression& guard);

}  // namespace giamsat
