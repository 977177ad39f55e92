// SPDX-License-Identifier: Apache-2.0
// Sessions of the board each quarter, briefings at the communes: dated events whose conclusions become recommendations.
#include "app/demo/play.hpp"

#include <algorithm>

namespace giamsat::demo {

void Play::plan_session(const YamlNode& spec, const Place& where, const std::string& body, Date on) {
    UnitId seat = cast_.district();
    std::string key = Settings::text_of(spec, "kind") + "/" + where.spec->code + "/" + on.iso();
    OpenCase open;
    open.workflow = "board-session", open.unit = where.id, open.body = body, open.body_unit = seat;
    open.variant = "scheduled", open.planned_on = on;
    int close_after = choices_.between(Settings::range_of(spec.find("close_after")), key, on.year(), "close after");
    Json minutes = answers_.session(spec, key, on);
    PersonId secretary = secretary_of(body, seat);
    stage_.at(
        stage_.working_days_earlier(on, 3),
        {"session/" + key, open, by(secretary), [this, minutes, secretary, on, close_after](const Outcome& outcome) {
             const RecordedEntry* opened = outcome.first("case.opened/1");
             if (!opened) return;
             AdvanceCase hold;
             hold.answers = minutes;
             step(on, opened->case_id, "hold", by(secretary), hold, "");
             step(stage_.calendar().first_working_day_from(on.plus_days(close_after)), opened->case_id, "close",
                  by(secretary), {}, "");
         }});
}

void Play::plan_sessions(int year) {
    for (const YamlNode& spec : files_.behaviour.list({"sessions"})) {
        std::string level = Settings::text_of(spec, "level"), body = Settings::text_of(spec, "body");
        bool on_transaction_day = Settings::text_of(spec, "on_transaction_day") == "true";
        for (const YamlNode& month : spec.find("months")->items) {
            auto first = Date::of(year, static_cast<unsigned>(std::atoi(month.text.c_str())), 1);
            for (const UnitSpec& unit : cast_.units()) {
                if (unit.level != level || (unit.to && *unit.to < first)) continue;
                Date on = on_transaction_day ? stage_.calendar().next_transaction_day(unit.code, first)
                                             : stage_.calendar().first_working_day_from(
                                                   first.plus_days(Settings::number_of(spec, "day", 1) - 1));
                if (on <= last_day(year)) plan_session(spec, *cast_.place(unit.level, unit.code), body, on);
            }
        }
    }
}

}  // namespace giamsat::demo
