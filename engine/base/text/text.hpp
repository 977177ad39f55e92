// SPDX-License-Identifier: Apache-2.0
// Vietnamese text: normal form, search folding, collation, and how numbers, money and dates are written for people.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/result.hpp"
#include "base/core/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace giamsat {

bool is_valid_utf8(std::string_view text);
bool is_nfc(std::string_view text);                  // REQUIRES: valid UTF-8
Result<std::string> to_nfc(std::string_view text);   // text_encoding when not UTF-8 or holding NUL / control characters
std::string fold_for_search(std::string_view text);  // "Đông Hoà" -> "dong hoa": no marks, đ -> d, lower case
std::size_t display_width(std::string_view text);    // terminal columns of NFC text
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

// Vietnamese order (CLDR vi): letters first, tones as tie-break. Thread-compatible.
int compare_vietnamese(std::string_view a, std::string_view b);
// People are ordered by given name (last syllable), then family name, then middle names.
int compare_people(std::string_view a, std::string_view b);

std::string group_digits(std::int64_t value, Lang lang);           // 1.680 | 1,680
std::string write_decimal(double value, int decimals, Lang lang);  // 98,26 | 98.26
// "98,26 %" | "98.26%", rounded half up; "–" when whole = 0.
std::string write_percent(std::int64_t part, std::int64_t whole, Lang lang);
std::string write_million_dong(std::int64_t dong, Lang lang);  // 296.476 (triệu đồng), rounded half up
std::string write_date(Date date, Lang lang);                  // 31/05/2024 in both languages
std::string write_date_long(Date date, Lang lang);             // "ngày 05 tháng 02 năm 2024" (NĐ 30/2020)

// Nearest known word for "did you mean", or empty when nothing is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

std::string escape_html(std::string_view text);
std::string escape_csv(std::string_view text);  // quotes; a leading = + - @ TAB is defused for spreadsheets

}  // namespace giamsat
