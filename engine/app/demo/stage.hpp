// SPDX-License-Identifier: Apache-2.0
// Time in the demo. Whoever plays puts commands on days to come; the stage takes day after day, hands each day's commands to
// the writer together and then lets the outcomes call for what follows. A command's id comes from its key, so a demo that
// is run again finds what it has done already and goes on where it stopped.
#pragma once

#include "adapters/runtime/writer.hpp"

#include <functional>
#include <map>

namespace giamsat::demo {

struct Cue {
    std::string key;  // unique in the whole demo
    Command command;
    Requester by;
    std::function<void(const Outcome&)> then;
};

class Stage {
public:
    // `opened`: where the clock of the office stood then, after its last entry.
    Stage(Writer& writer, Entropy& entropy, Calendar calendar, Instant opened)
        : writer_(writer), entropy_(entropy), calendar_(std::move(calendar)), opened_(opened) {}

    void at(Date day, Cue cue);  // a day already played means: today
    Date today() const { return today_; }
    const Calendar& calendar() const { return calendar_; }
    Date working_days_later(Date day, int days) const { return calendar_.plus_working_days(day, days); }
    Date working_days_earlier(Date day, int days) const;

    // Plays every day up to and including `until`. `each_day` is told about progress and may stop the play by saying false.
    Done play(Date from, Date until, const std::function<bool(Date, std::int64_t commands)>& each_day);
    // Carries out what is put on today, and what follows from it today.
    Done play_today();
    void set_today(Date day) { today_ = day; }
    std::int64_t commands() const { return commands_; }

private:
    Done fire_timers();
    CommandMeta meta(const std::string& key, const Requester& by, Instant now) const;

    Writer& writer_;
    Entropy& entropy_;
    Calendar calendar_;
    Instant opened_;
    Date today_;
    std::map<Date, std::vector<Cue>> days_;
    std::int64_t commands_ = 0;
    std::int64_t of_day_ = 0;
};

}  // namespace giamsat::demo
