// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "base/text/text.hpp"
#include "kernel/reports/tables.hpp"

#include <algorithm>

namespace giamsat {

namespace {

Problem unknown_level(const ReportDefinition& definition, const ReportSection& section) {
    const std::string vi = "Báo cáo “" + definition.id + "”: hồ sơ địa bàn không có cấp “" + section.level + "”.";
    const std::string en = "Report “" + definition.id + "”: the profile has no level “" + section.level + "”.";
    return {ProblemCode::definition_invalid,
            {{"what", vi},
             {"what_en", en},
             {"advice", "Sửa khóa level của bảng “" + section.table + "”."},
             {"advice_en", "Mend the level of table “" + section.table + "”."}},
            {{}, 0, 0, "level"}};
}

Problem empty_period(Date from, Date until) {
    return {ProblemCode::invalid_value,
            {{"field", "until"},
             {"value", write_date(until, Lang::vi)},
             {"why", "kỳ báo cáo kết thúc trước khi bắt đầu (" + write_date(from, Lang::vi) + ")"},
             {"why_en", "the period ends before it begins (" + write_date(from, Lang::en) + ")"}},
            {{}, 0, 0, "until"}};
}

std::string replace_all(std::string text, std::string_view word, const std::string& by) {
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
    return text;
}

class Filling {
public:
    explicit Filling(const Counting& counting) : counting_(counting) {}

    LocalText operator()(const LocalText& text) const { return {fill(text.vi, Lang::vi), fill(text.en, Lang::en)}; }

private:
    std::string fill(const std::string& text, Lang lang) const {
        const int first = counting_.from.year();
        const int last = counting_.until.year();
        const std::string years = std::to_string(first) + (first == last ? "" : "–" + std::to_string(last));
        std::string out = replace_all(text, "{year}", years);
        out = replace_all(std::move(out), "{place}", counting_.profile().place.in(lang));
        out = replace_all(std::move(out), "{from}", write_date(counting_.from, lang));
        out = replace_all(std::move(out), "{as_of}", write_date(counting_.as_of, lang));
        return replace_all(std::move(out), "{until}", write_date(counting_.until, lang));
    }

    const Counting& counting_;
};

LocalText subtitle_of(const Counting& counting) {
    const LocalText& place = counting.profile().place;
    const auto day = [](Date date) { return write_date(date, Lang::vi); };
    const std::string dot = place.vi.empty() ? "" : " · ";
    return {"Từ ngày " + day(counting.from) + " đến ngày " + day(counting.until) + dot + place.vi,
            "From " + day(counting.from) + " to " + day(counting.until) + dot + place.in(Lang::en)};
}

std::string unique_id(const Report& report, const ReportSection& section) {
    std::string id = section.table;
    for (const std::string& by : section.by) id += "-" + by;
    if (!section.level.empty()) id += "-" + section.level;
    const auto used = [&](const std::string& one) {
        return std::any_of(report.tables.begin(), report.tables.end(),
                           [&](const ReportTable& table) { return table.id == one; });
    };
    std::string candidate = id;
    for (int number = 2; used(candidate); ++number) candidate = id + "-" + std::to_string(number);
    return candidate;
}

void add_section(const Counting& counting, const KnownTable& known, ReportSection section, Report& report) {
    const Filling filled(counting);
    if (section.by.empty() && !known.by.empty()) section.by.emplace_back(known.by.front());
    ReportTable table;
    table.id = unique_id(report, section);
    table.title = filled(section.title);
    table.note = filled(section.note);
    known.make(counting, section, table);
    report.tables.push_back(std::move(table));
}

Report start_report(const Counting& counting) {
    Report report;
    report.id = counting.definition.id;
    report.title = Filling(counting)(counting.definition.title);
    report.subtitle = subtitle_of(counting);
    report.place = counting.profile().place;
    report.from = counting.from;
    report.until = counting.until;
    report.made_on = counting.data.today;
    report.journal_size = counting.data.journal_size;
    report.journal_root = counting.data.journal_root;
    return report;
}

}  // namespace

Result<Report> build_report(const ReportDefinition& definition, const ReportData& data, Date from, Date until) {
    ENSURE(data.profile != nullptr, "a report is counted by a profile");
    if (until < from) return empty_period(from, until);
    const Counting counting = start_counting(definition, data, from, until);
    Report report = start_report(counting);
    for (const ReportSection& section : definition.sections) {
        const KnownTable* known = known_table(section.table);
        ENSURE(known != nullptr, "a definition names only tables that are known");
        if (!section.level.empty() && !data.profile->level(section.level)) return unknown_level(definition, section);
        if (known->make)
            add_section(counting, *known, section, report);
        else
            report.headline = make_headline(counting);
    }
    return report;
}

}  // namespace giamsat
