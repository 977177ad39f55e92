// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/say.hpp"

namespace giamsat {

namespace {

LocalText counted(std::int64_t count, const LocalText& many, const char* one_en) {
    const std::string number = std::to_string(count) + " ";
    return {number + many.vi, number + (count == 1 ? one_en : many.en)};
}

LocalText say_linked(const LinkedTimer& linked) {
    const LocalText time = say_time(linked.shift);
    if (linked.before) return {"nhắc trước hạn " + time.vi, "reminder " + time.en + " before"};
    return {"báo lên sau hạn " + time.vi, "escalation " + time.en + " after"};
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

LocalText say_step(const Definition& definition, const Transition& step) {
    if (!step.title.vi.empty()) return step.title;
    const State& source = definition.at(step.source);
    std::string events;
    for (const auto& event : step.events) {
        events += (events.empty() ? "" : ", ") + event;
        if (!source.within) continue;
        if (event == source.within->event) return {"quá hạn", "deadline passed"};
        for (const LinkedTimer& linked : source.within->linked) {
            if (linked.event == event) return say_linked(linked);
        }
    }
    return {events, events};
}

}  // namespace giamsat
