// SPDX-License-Identifier: Apache-2.0
#include "app/demo/stage.hpp"

namespace giamsat::demo {
namespace {

constexpr std::int64_t hours_7 = 7 * 3'600'000LL;  // deadlines fire before the office opens
constexpr std::int64_t minutes_10 = 600'000;       // the clock of an office stands a little after its last entry
constexpr std::int64_t hours_8 = 8 * 3'600'000LL;
constexpr std::int64_t between_commands_ms = 7'000;
constexpr int timers_at_once = 400;

}  // namespace

void Stage::at(Date day, Cue cue) { days_[std::max(day, today_)].push_back(std::move(cue)); }

Date Stage::working_days_earlier(Date day, int days) const {
    while (days > 0) {
        day = day.plus_days(-1);
        if (calendar_.is_working_day(day)) --days;
    }
    while (!calendar_.is_working_day(day)) day = day.plus_days(-1);
    return day;
}

CommandMeta Stage::meta(const std::string& key, const Requester& by, Instant now) const {
    CommandMeta meta{CommandId{entropy_.id("cmd/" + key)}, by, now, today_};
    meta.by.via = by.via.empty() ? "demo" : by.via;
    meta.by.auth = "demo";
    return meta;
}

Done Stage::fire_timers() {
    Instant now{start_of_day_in_vietnam(today_).ms + hours_7};
    // Of a morning that was over when the demo was interrupted, all have fired. What is due on it now was set later, for a day
    // that had passed: it comes the morning after that.
    if (opened_.ms > now.ms + minutes_10) return {};
    // All of them, whatever their number: those left over for another day would fire on a day that depends on when a demo
    // was interrupted.
    for (;;) {
        auto due = writer_.ask([now](Readers& read) { return read.cases.due_timers(now, timers_at_once); });
        if (due.empty()) return {};
        std::vector<std::future<Result<Outcome>>> answers;
        for (const DueTimer& timer : due) {
            // With the day: a case that comes back to a state whose day has passed hears of it again.
            std::string key = "timer/" + timer.case_id.value + "/" + timer.id + "/" + std::to_string(timer.due.ms) +
                              "/" + today_.iso();
            answers.push_back(
                writer_.submit(meta(key, Requester{.via = "timer"}, now), FireTimer{timer.case_id, timer.id}));
        }
        for (auto& answer : answers) GIAMSAT_CHECK(answer.get());
    }
}

Done Stage::play_today() {
    while (!days_.empty() && days_.begin()->first <= today_) {
        std::vector<Cue> cues = std::move(days_.begin()->second);
        days_.erase(days_.begin());
        std::vector<std::future<Result<Outcome>>> answers;
        for (Cue& cue : cues) {
            Instant now{start_of_day_in_vietnam(today_).ms + hours_8 + between_commands_ms * of_day_++};
            answers.push_back(writer_.submit(meta(cue.key, cue.by, now), std::move(cue.command)));
        }
        for (std::size_t i = 0; i < cues.size(); ++i) {
            auto outcome = answers[i].get();
            if (!outcome) return std::move(outcome.error());
            ++commands_;
            if (cues[i].then) cues[i].then(*outcome);
        }
    }
    return {};
}

Done Stage::play(Date from, Date until, const std::function<bool(Date, std::int64_t)>& each_day) {
    for (today_ = from; today_ <= until; today_ = today_.plus_days(1)) {
        of_day_ = 0;
        if (!each_day(today_, commands_)) return Problem(ProblemCode::interrupted);
        GIAMSAT_CHECK(fire_timers());
        GIAMSAT_CHECK(play_today());
    }
    today_ = until;
    return {};
}

}  // namespace giamsat::demo
