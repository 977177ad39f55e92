// SPDX-License-Identifier: Apache-2.0
// Rows and cells of RFC 4180 text, each with its place. Knows nothing about what they mean.
#pragma once

#include "base/core/lang.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace giamsat::import {

inline constexpr std::size_t columns_max = 256;
inline constexpr std::size_t cell_bytes_max = 4096;

struct Cell {
    std::string_view text;  // without its quotes and the blanks around it
    std::size_t at = 0;     // byte of the text where the cell begins
};

struct Flaw {
    std::size_t at = 0;
    LocalText why;
};

struct CsvRow {
    std::vector<Cell> cells;  // at most columns_max
    std::size_t width = 0;    // cells there are
    std::size_t at = 0;
    std::vector<Flaw> flaws;

    bool blank() const;
};

class Csv {
public:
    Csv(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    bool next(CsvRow& row);  // false after the last row

private:
    void take_cell(CsvRow& row);
    std::string_view take_plain(CsvRow& row);
    std::string_view take_quoted(CsvRow& row);
    bool at_end_of_cell() const;

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::deque<std::string> unquoted_;  // cells that hold doubled quotes, without the doubling
};

// Comma or semicolon, by what the first line holds more of outside quotes.
char delimiter_of(std::string_view text);

}  // namespace giamsat::import
