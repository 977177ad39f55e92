// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace giamsat {

namespace {

__extension__ using Wide = __int128;  // a share of a sum in đồng leaves 64 bits

constexpr std::string_view none = "–";

char group_mark(Lang lang) { return lang == Lang::vi ? '.' : ','; }
char decimal_mark(Lang lang) { return lang == Lang::vi ? ',' : '.'; }

std::string group(std::string_view digits, Lang lang) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += group_mark(lang);
        out += digits[i];
    }
    return out;
}

// Digits with a point before the last `decimals` of them; a zero has no sign.
std::string write_fixed(std::string digits, std::size_t decimals, bool negative, Lang lang) {
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    const bool zero = digits.find_first_not_of('0') == digits.npos;
    std::string out = negative && !zero ? "-" : "";
    out += group(std::string_view(digits).substr(0, digits.size() - decimals), lang);
    if (decimals == 0) return out;
    return out + decimal_mark(lang) + digits.substr(digits.size() - decimals);
}

Wide magnitude(Wide value) { return value < 0 ? -value : value; }

// Half away from zero: a loss rounds like the gain of the same size.
Wide divide_rounded(Wide value, Wide by) { return (2 * magnitude(value) + by) / (2 * by); }

std::string digits_of(Wide value) {
    std::string out;
    do {
        out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value > 0);
    return out;
}

std::string two_digits(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string four_digits(int year) {
    const std::string written = std::to_string(year);
    return std::string(written.size() < 4 ? 4 - written.size() : 0, '0') + written;
}

}  // namespace

std::string group_digits(std::int64_t value, Lang lang) {
    return write_fixed(digits_of(magnitude(value)), 0, value < 0, lang);
}

std::string write_decimal(double value, int decimals, Lang lang) {
    if (!std::isfinite(value)) return std::string(none);
    std::array<char, 400> room;
    const int length = std::snprintf(room.data(), room.size(), "%.*f", std::clamp(decimals, 0, 12), std::fabs(value));
    std::string digits(room.data(), static_cast<std::size_t>(length));
    std::erase(digits, '.');
    return write_fixed(std::move(digits), static_cast<std::size_t>(std::clamp(decimals, 0, 12)), value < 0, lang);
}

std::string write_percent(std::int64_t part, std::int64_t whole, Lang lang) {
    if (whole == 0) return std::string(none);
    const bool negative = (part < 0) != (whole < 0);
    const Wide hundredths = divide_rounded(Wide{part} * 10'000, magnitude(whole));
    return write_fixed(digits_of(hundredths), 2, negative, lang) + (lang == Lang::vi ? " %" : "%");
}

std::string write_million_dong(std::int64_t dong, Lang lang) {
    return write_fixed(digits_of(divide_rounded(dong, 1'000'000)), 0, dong < 0, lang);
}

std::string write_date(Date date, Lang) {
    return two_digits(date.day_of_month()) + "/" + two_digits(date.month()) + "/" + four_digits(date.year());
}

// NĐ 30/2020 pads days below ten and only the months 1 and 2.
std::string write_date_long(Date date, Lang lang) {
    static constexpr std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                           "May",       "June",     "July",     "August",
                                                           "September", "October",  "November", "December"};
    const std::string year = std::to_string(date.year());
    const unsigned month = date.month();
    if (lang == Lang::en) return std::to_string(date.day_of_month()) + " " + months[month - 1] + " " + year;
    return "ngày " + two_digits(date.day_of_month()) + " tháng " +
           (month <= 2 ? two_digits(month) : std::to_string(month)) + " năm " + year;
}

}  // namespace giamsat
