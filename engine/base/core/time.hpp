// SPDX-License-Identifier: Apache-2.0
// Two kinds of time, never mixed: an Instant (when a machine recorded) and a Date (a calendar day of the work, +07:00).
#pragma once

#include "base/core/result.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace giamsat {

struct Instant {
    std::int64_t ms = 0;  // UTC milliseconds since 1970

    auto operator<=>(const Instant&) const = default;
};

struct Date {
    std::chrono::sys_days day{};

    static Date of(int year, unsigned month, unsigned day_of_month);  // REQUIRES: a real day
    static Result<Date> parse(std::string_view text);                 // "2024-05-31" or "31/05/2024"; invalid_value
    std::string iso() const;                                          // "2024-05-31"
    int year() const;
    unsigned month() const;
    unsigned day_of_month() const;
    unsigned weekday() const;  // 1 = Monday … 7 = Sunday
    Date plus_days(int days) const;
    auto operator<=>(const Date&) const = default;
};

int days_between(Date from, Date to);

// Vietnam has one zone and no summer time.
Date date_in_vietnam(Instant instant);
Instant start_of_day_in_vietnam(Date date);
std::string iso_utc(Instant instant);  // "2024-05-31T02:15:00.000Z"

// The clock is injected everywhere; only the composition root makes a system clock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
public:
    Instant now() const override;
};

class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void set(Instant instant) { now_ = instant; }

private:
    Instant now_;
};

}  // namespace giamsat
