// SPDX-License-Identifier: Apache-2.0
// States that have another id in the other version and are the same all the same.
#pragma once

#include "model/workflow/definition.hpp"

#include <map>

namespace giamsat {

// Old id -> new id. Told as renamed: of the same kind, at the same place, and either with the same title or with the same
// steps in and out; and no other pair of states would do as well.
std::map<std::string, std::string> renamed_states(const Definition& before, const Definition& after);

}  // namespace giamsat
