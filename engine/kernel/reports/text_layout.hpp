// SPDX-License-Identifier: Apache-2.0
// Words and columns on a terminal, measured as a terminal shows them.
#pragma once

#include "kernel/reports/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giamsat {

// Breaks at spaces, and inside a word only when it is wider than a whole line. At least one line. REQUIRES: width > 0.
std::vector<std::string> wrap_words(std::string_view text, std::size_t width);
// As many lines, as even as they can be: for titles of columns.
std::vector<std::string> wrap_evenly(std::string_view text, std::size_t width);
std::size_t longest_word(std::string_view text);

inline constexpr std::size_t column_gap = 2;

// Widths of the columns of a table so that no line is wider than `room`; nothing when even wrapping cannot do that.
std::optional<std::vector<std::size_t>> column_widths(const ReportTable& table, Lang lang, std::size_t room);

}  // namespace giamsat
