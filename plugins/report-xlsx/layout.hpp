// SPDX-License-Identifier: Apache-2.0
// What can be decided about a sheet without Excel: its name, how wide its columns are, which way the paper lies.
#pragma once

#include "report-xlsx/report.hpp"

#include <string>
#include <vector>

namespace giamsat::xlsx {

// A legal name no other sheet of the workbook has: at most 31 characters, none of []:*?/\, no apostrophe at the ends.
std::string sheet_name(std::size_t number, std::string_view title);

// In characters of the body's font.
std::vector<double> column_widths(const Table& table, Lang lang);
bool wants_landscape(const std::vector<double>& widths);  // on A4 with the margins of an official paper

// How many lines a text takes when it is broken at words. Spreadsheets do not agree on when they work that out themselves.
// REQUIRES: width > 0.
int lines_of(std::string_view text, double width);

}  // namespace giamsat::xlsx
