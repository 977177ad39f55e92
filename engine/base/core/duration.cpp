// SPDX-License-Identifier: Apache-2.0
#include "base/core/duration.hpp"

#include <array>
#include <optional>

namespace giamsat {

namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr std::int64_t longest = 365'000 * day;

struct Unit {
    char letter;
    bool after_t;
    std::int64_t ms;
};
constexpr std::array<Unit, 5> units = {
    {{'W', false, 7 * day}, {'D', false, day}, {'H', true, hour}, {'M', true, minute}, {'S', true, second}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes one "12H" off the front; only seconds may have a fraction, of three digits at most.
class Parts {
public:
    explicit Parts(std::string_view text) : text_(text) {}

    std::optional<std::int64_t> read() {
        if (!take('P') || text_.empty()) return std::nullopt;
        std::int64_t total = 0;
        while (!text_.empty()) {
            if (!in_time_ && take('T')) in_time_ = true;
            const auto part = read_part();
            if (!part) return std::nullopt;
            total += *part;
            if (total > longest) return std::nullopt;
        }
        return total;
    }

private:
    bool take(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }

    std::optional<std::int64_t> read_number() {
        std::int64_t number = 0;
        std::size_t count = 0;
        constexpr std::size_t digits_max = 12;
        for (; count <= digits_max && count < text_.size() && is_digit(text_[count]); ++count)
            number = number * 10 + (text_[count] - '0');
        if (count == 0 || count > digits_max) return std::nullopt;
        text_.remove_prefix(count);
        return number;
    }

    std::optional<std::int64_t> read_thousandths() {
        std::int64_t thousandths = 0;
        std::int64_t worth = 100;
        if (text_.empty() || !is_digit(text_.front())) return std::nullopt;
        for (; !text_.empty() && is_digit(text_.front()); worth /= 10) {
            thousandths += worth * (text_.front() - '0');
            text_.remove_prefix(1);
        }
        return thousandths;
    }

    std::optional<std::int64_t> read_part() {
        const auto number = read_number();
        if (!number) return std::nullopt;
        std::optional<std::int64_t> thousandths;
        if (take('.') || take(',')) {
            thousandths = read_thousandths();
            if (!thousandths || text_.empty() || text_.front() != 'S') return std::nullopt;
        }
        for (; next_ < units.size(); ++next_) {  // each unit once, the larger before the smaller
            const Unit& unit = units[next_];
            if (unit.after_t != in_time_ || !take(unit.letter)) continue;
            ++next_;
            if (*number > longest / unit.ms) return std::nullopt;
            return *number * unit.ms + thousandths.value_or(0);
        }
        return std::nullopt;
    }

    std::string_view text_;
    bool in_time_ = false;
    std::size_t next_ = 0;
};

}  // namespace

Result<std::int64_t> parse_duration(std::string_view text) {
    if (const auto ms = Parts(text).read()) return *ms;
    return Problem(ProblemCode::invalid_value,
                   {{"field", "P…"},
                    {"value", std::string(text.substr(0, 64))},
                    {"why", "khoảng thời gian viết như P3D, PT3H, P1DT12H, P2W (tuần, ngày, giờ, phút, giây)"},
                    {"why_en",
                     "a length of time is written like P3D, PT3H, P1DT12H, P2W (weeks, days, hours, minutes, "
                     "seconds)"}});
}

}  // namespace giamsat
