// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/shapes.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace giamsat::shapes {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool is_version(std::string_view text) {
    return !text.empty() && text.size() <= 4 && text.front() != '0' && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_dotted(std::string_view text) {
    if (text.empty() || text.size() > 60 || text.front() == '.' || text.back() == '.') return false;
    return text.find("..") == text.npos && text.find('.') != text.npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || c == '.'; });
}

unsigned number(std::string_view digits) {
    unsigned value = 0;
    for (char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
}

// Every entry carries some 500 hex digits, and each is looked at when it is written and when it is verified.
constexpr std::array<bool, 256> hex_digits = [] {
    std::array<bool, 256> digits{};
    for (char c : std::string_view("0123456789abcdef")) digits[static_cast<unsigned char>(c)] = true;
    return digits;
}();

}  // namespace

bool is_hex(std::string_view text, std::size_t digits) {
    bool all = text.size() == digits;
    for (char c : text) all &= hex_digits[static_cast<unsigned char>(c)];
    return all;
}

bool is_kind(std::string_view text) {
    const auto slash = text.find('/');
    return slash != text.npos && is_dotted(text.substr(0, slash)) && is_version(text.substr(slash + 1));
}

bool is_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
        if (!is_digit(text[i])) return false;
    namespace chrono = std::chrono;
    return chrono::year_month_day(chrono::year(static_cast<int>(number(text.substr(0, 4)))),
                                  chrono::month(number(text.substr(5, 2))), chrono::day(number(text.substr(8, 2))))
        .ok();
}

}  // namespace giamsat::shapes
