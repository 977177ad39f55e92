// SPDX-License-Identifier: Apache-2.0
// Lengths of time as people and programs write them: ISO 8601 durations.
#pragma once

#include "base/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace giamsat {

// Milliseconds of "P2W", "P3D", "PT3H", "P1DT12H30M", "PT0.5S". A day is 24 hours here. Years and months have no fixed
// length and are refused, as is everything longer than a thousand years. Problems: invalid_value.
Result<std::int64_t> parse_duration(std::string_view text);

}  // namespace giamsat
