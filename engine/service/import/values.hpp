// SPDX-License-Identifier: Apache-2.0
// What a cell says, in the forms people write it. A cell that says something else is complained of where it stands.
#pragma once

#include "base/core/time.hpp"
#include "service/import/sheet.hpp"

#include <cstdint>
#include <optional>

namespace giamsat::import {

// Each gives nothing after complaining; the first two also when the cell is empty and that is no mistake.
std::optional<Date> day_in(Sheet& sheet, std::size_t row, int column);
std::optional<std::string> phone_in(Sheet& sheet, std::size_t row, int column);  // ten digits
std::optional<Date> required_day_in(Sheet& sheet, std::size_t row, int column);
std::optional<std::int64_t> amount_in(Sheet& sheet, std::size_t row, int column);  // đồng
std::optional<std::string> text_in(Sheet& sheet, std::size_t row, int column, std::size_t bytes_max);

inline constexpr std::size_t code_bytes_max = 64;
inline constexpr std::size_t name_bytes_max = 1024;

}  // namespace giamsat::import
