// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/say.hpp"

namespace giamsat {

namespace {

LocalText counted(std::int64_t count, const LocalText& many, const char* one_en) {
    const std::string number = std::to_string(count) + " ";
    return {number + many.vi, number + (count == 1 ? one_en : many.en)};
}

}  // namespace

LocalText say_time(const WorkingTime& time) {
    if (!time.field.empty()) return {"đến ngày " + time.field, "until " + time.field};
    if (time.working_days) return counted(time.working_days, {"ngày làm việc", "working days"}, "working day");
    if (time.days) return counted(time.days, {"ngày", "days"}, "day");
    constexpr std::int64_t minute = 60'000;
    if (time.ms == 0) return {"không đợi", "no wait"};
    if (time.ms % (60 * minute) == 0) return counted(time.ms / (60 * minute), {"giờ", "hours"}, "hour");
    if (time.ms % minute == 0) return counted(time.ms / minute, {"phút", "minutes"}, "minute");
    return counted(time.ms / 1000, {"giây", "seconds"}, "second");
}

}  // namespace giamsat
