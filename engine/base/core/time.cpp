// SPDX-License-Identifier: Apache-2.0
#include "base/core/time.hpp"

#include "base/core/ensure.hpp"

#include <optional>

namespace giamsat {

namespace chr = std::chrono;

namespace {

constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int64_t vietnam_offset_ms = 7 * 3'600'000;

// Exactly `count` ASCII digits; nothing else counts as a number here.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

void put(std::string& out, std::int64_t value, int width) {
    std::string written = std::to_string(value);
    for (int missing = width - static_cast<int>(written.size()); missing > 0; --missing) out += '0';
    out += written;
}

chr::year_month_day civil(chr::sys_days day) { return chr::year_month_day(day); }

std::optional<Date> real_day(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    if (!year || !month || !day || *year < 1) return std::nullopt;
    const chr::year_month_day ymd{chr::year(*year), chr::month(static_cast<unsigned>(*month)),
                                  chr::day(static_cast<unsigned>(*day))};
    if (!ymd.ok()) return std::nullopt;
    return Date{chr::sys_days(ymd)};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10) return std::nullopt;
    if (text[4] == '-' && text[7] == '-') return real_day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    if (text[2] == '/' && text[5] == '/') return real_day(digits(text, 6, 4), digits(text, 3, 2), digits(text, 0, 2));
    return std::nullopt;
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

}  // namespace

Date Date::of(int year, unsigned month, unsigned day_of_month) {
    const chr::year_month_day ymd{chr::year(year), chr::month(month), chr::day(day_of_month)};
    ENSURE(ymd.ok(), "Date::of is given a real day");
    return Date{chr::sys_days(ymd)};
}

Result<Date> Date::parse(std::string_view text) {
    if (auto date = parse_date(text)) return *date;
    return Problem(ProblemCode::invalid_value, {{"field", "ngày"},
                                                {"field_en", "date"},
                                                {"value", std::string(text)},
                                                {"why", "cần một ngày có thật, viết 2024-05-31 hoặc 31/05/2024"},
                                                {"why_en", "a real day is needed, written 2024-05-31 or 31/05/2024"}});
}

std::string Date::iso() const {
    std::string out;
    put(out, year(), 4);
    put(out += '-', month(), 2);
    put(out += '-', day_of_month(), 2);
    return out;
}

int Date::year() const { return static_cast<int>(civil(day).year()); }
unsigned Date::month() const { return static_cast<unsigned>(civil(day).month()); }
unsigned Date::day_of_month() const { return static_cast<unsigned>(civil(day).day()); }
unsigned Date::weekday() const { return chr::weekday(day).iso_encoding(); }
Date Date::plus_days(int days) const { return Date{day + chr::days(days)}; }

int days_between(Date from, Date to) { return static_cast<int>((to.day - from.day).count()); }

Date date_in_vietnam(Instant instant) {
    const auto days = floor_div(instant.ms + vietnam_offset_ms, ms_per_day);
    return Date{chr::sys_days(chr::days(days))};
}

Instant start_of_day_in_vietnam(Date date) {
    return Instant{date.day.time_since_epoch().count() * ms_per_day - vietnam_offset_ms};
}

std::string iso_utc(Instant instant) {
    const auto days = floor_div(instant.ms, ms_per_day);
    const auto in_day = instant.ms - days * ms_per_day;
    std::string out = Date{chr::sys_days(chr::days(days))}.iso();
    put(out += 'T', in_day / 3'600'000, 2);
    put(out += ':', in_day / 60'000 % 60, 2);
    put(out += ':', in_day / 1'000 % 60, 2);
    put(out += '.', in_day % 1'000, 3);
    return out += 'Z';
}

Instant SystemClock::now() const {
    const auto since = chr::system_clock::now().time_since_epoch();
    return Instant{chr::duration_cast<chr::milliseconds>(since).count()};
}

}  // namespace giamsat
