// SPDX-License-Identifier: Apache-2.0
#include "model/profile/reading.hpp"

namespace giamsat::profile {

namespace {

Problem twice(const Date& date, const Where& where) {
    return mistake({"Ngày " + date.iso() + " xuất hiện hai lần trong lịch.",
                    "Day " + date.iso() + " stands twice in the calendar."},
                   {"Bỏ một trong hai.", "Remove one of the two."}, where);
}

void read_holiday(Reading& reading, YamlReader& from) {
    const auto date = from.date_opt("date");
    if (!from.has("date")) (void)from.text("date");
    const auto title = from.local("title");
    const auto source = from.text("source");
    if (!date) return;
    reading.note_source("holidays." + date->iso(), source);
    if (!reading.profile.calendar.holidays.emplace(*date, title).second) from.report(twice(*date, from.where("date")));
}

void read_working_saturday(Reading& reading, YamlReader& from) {
    const auto date = from.date_opt("date");
    if (!from.has("date")) (void)from.text("date");
    const auto source = from.text_or("source", "");
    (void)from.local_or("title", {});
    if (!date) return;
    reading.note_source("working_saturdays." + date->iso(), source);
    auto& calendar = reading.profile.calendar;
    const bool known = calendar.holidays.contains(*date) || !calendar.working_saturdays.insert(*date).second;
    if (known) from.report(twice(*date, from.where("date")));
    if (date->weekday() > 5) return;
    from.report(mistake(
        {"Ngày " + date->iso() + " không phải thứ bảy hay chủ nhật.", date->iso() + " is no Saturday or Sunday."},
        {"Chỉ ghi ngày nghỉ cuối tuần phải đi làm bù.", "Give only days of a weekend that are worked."},
        from.where("date")));
}

void read_transaction_days(Reading& reading, YamlReader& top) {
    const auto* days = top.mapping("transaction_days");
    if (!days) return;
    YamlReader from(top.file(), *days, "transaction_days", top.problems());
    for (const auto& [code, value] : days->pairs) {
        const auto day = from.integer(code);
        if (day >= 1 && day <= 31) {
            reading.profile.calendar.transaction_days[code] = static_cast<int>(day);
        } else if (value.kind == YamlNode::Kind::scalar) {
            from.report(mistake({"Ngày giao dịch của “" + code + "” phải từ 1 đến 31.",
                                 "The transaction day of “" + code + "” is from 1 to 31."},
                                {"Sửa ngày này.", "Mend this day."}, from.where(code)));
        }
    }
}

}  // namespace

void read_calendar(Reading& reading, YamlReader& top) {
    read_each(top, "holidays", [&](YamlReader& from) { read_holiday(reading, from); });
    read_each(top, "working_saturdays", [&](YamlReader& from) { read_working_saturday(reading, from); });
    read_transaction_days(reading, top);
    for (const auto& source : top.texts_or_empty("transaction_days_source"))
        reading.note_source("transaction_days", source);
}

}  // namespace giamsat::profile
