// SPDX-License-Identifier: Apache-2.0
// The name of an office's journal among logs: another one after each recovery, since it is another tree then.
#pragma once

#include "base/core/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace giamsat {

// "giamsat.invalid/<office>", after the n-th recovery "giamsat.invalid/<office>/<n>".
std::string journal_origin(const OfficeId& office, std::int64_t recoveries);
// How many recoveries an origin of this office says; nothing when it is not this office's.
std::optional<std::int64_t> recoveries_of(const std::string& origin, const OfficeId& office);

}  // namespace giamsat
