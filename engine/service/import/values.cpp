// SPDX-License-Identifier: Apache-2.0
#include "service/import/values.hpp"

#include <algorithm>

namespace giamsat::import {

namespace {

constexpr int year_min = 1900;
constexpr int year_max = 2200;
constexpr std::size_t amount_digits_max = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

std::string quoted(std::string_view text) {
    constexpr std::size_t shown = 60;
    if (text.size() <= shown) return "“" + std::string(text) + "”";
    std::size_t end = shown;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return "“" + std::string(text.substr(0, end)) + "…”";
}

// 1680000, or in groups of three held together by one sign: 1.680.000, 1,680,000, 1 680 000.
std::optional<std::string> digits_of_amount(std::string_view text) {
    const auto first = text.find_first_of("., ");
    if (first == text.npos) return all_digits(text) ? std::optional(std::string(text)) : std::nullopt;
    if (first == 0 || first > 3) return std::nullopt;
    const char sign = text[first];
    std::string digits(text.substr(0, first));
    for (std::size_t at = first; at < text.size(); at += 4) {
        if (text[at] != sign || text.size() - at < 4) return std::nullopt;
        digits += text.substr(at + 1, 3);
    }
    return all_digits(digits) ? std::optional(digits) : std::nullopt;
}

}  // namespace

std::optional<std::string> text_in(Sheet& sheet, std::size_t row, int column, std::size_t bytes_max) {
    const std::string_view text = sheet.cell(row, column).text;
    if (text.empty()) {
        sheet.complain(row, column, {"ô này không được để trống", "this cell may not be empty"});
        return std::nullopt;
    }
    if (text.size() > bytes_max) {
        const std::string most = std::to_string(bytes_max);
        sheet.complain(row, column, {"dài quá " + most + " byte", "longer than " + most + " bytes"});
        return std::nullopt;
    }
    return std::string(text);
}

std::optional<Date> day_in(Sheet& sheet, std::size_t row, int column) {
    const std::string_view text = sheet.cell(row, column).text;
    if (text.empty()) return std::nullopt;
    const auto day = Date::parse(text);
    if (day && day->year() >= year_min && day->year() <= year_max) return *day;
    sheet.complain(row, column,
                   {quoted(text) + " không phải một ngày có thật, viết 2024-05-31 hoặc 31/05/2024",
                    quoted(text) + " is not a real day, written 2024-05-31 or 31/05/2024"});
    return std::nullopt;
}

std::optional<Date> required_day_in(Sheet& sheet, std::size_t row, int column) {
    if (!sheet.cell(row, column).text.empty()) return day_in(sheet, row, column);
    sheet.complain(row, column, {"thiếu ngày", "the day is missing"});
    return std::nullopt;
}

std::optional<std::string> phone_in(Sheet& sheet, std::size_t row, int column) {
    const std::string_view text = sheet.cell(row, column).text;
    if (text.empty()) return std::nullopt;
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
                 [](char c) { return c != ' ' && c != '.' && c != '-'; });
    if (digits.starts_with("+84")) digits.replace(0, 3, "0");
    if (digits.size() == 10 && digits[0] == '0' && all_digits(digits)) return digits;
    const bool zero_lost = digits.size() == 9 && all_digits(digits) && digits[0] != '0';
    LocalText why{quoted(text) + " không phải số điện thoại mười chữ số bắt đầu bằng 0",
                  quoted(text) + " is not a phone number of ten digits that begins with 0"};
    if (zero_lost) why.vi += " (mất số 0 ở đầu?)", why.en += " (was the leading 0 lost?)";
    sheet.complain(row, column, why);
    return std::nullopt;
}

std::optional<std::int64_t> amount_in(Sheet& sheet, std::size_t row, int column) {
    const std::string_view text = sheet.cell(row, column).text;
    const auto digits = digits_of_amount(text);
    if (digits && digits->size() <= amount_digits_max) return std::stoll(*digits);
    sheet.complain(row, column,
                   {quoted(text) + " không phải số tiền: cần số đồng nguyên, ví dụ 1680000 hoặc 1.680.000",
                    quoted(text) + " is not an amount: whole đồng are needed, for example 1680000 or 1.680.000"});
    return std::nullopt;
}

}  // namespace giamsat::import
