// SPDX-License-Identifier: Apache-2.0
// The capital table as it stood on its latest day within the period: what was recorded, added up but never counted anew.
#include "kernel/reports/tables.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;

std::optional<Date> latest_day(const std::vector<CapitalLine>& lines, Date until) {
    std::optional<Date> latest;
    for (const CapitalLine& line : lines) {
        if (line.as_of <= until && (!latest || *latest < line.as_of)) latest = line.as_of;
    }
    return latest;
}

std::size_t rank_of(const Profile& profile, const std::string& source) {
    const auto& sources = profile.capital_sources;
    const auto found =
        std::find_if(sources.begin(), sources.end(), [&](const CodeName& one) { return one.code == source; });
    return static_cast<std::size_t>(found - sources.begin());
}

LocalText source_title(const Counting& counting, const std::string& source) {
    const auto& sources = counting.profile().capital_sources;
    const std::size_t rank = rank_of(counting.profile(), source);
    if (rank < sources.size()) return sources[rank].title;
    const auto label = counting.definition.labels.find("source." + source);
    return label != counting.definition.labels.end() ? label->second : LocalText{source, source};
}

std::vector<CapitalLine> lines_of(const Counting& counting, Date day) {
    std::vector<CapitalLine> lines;
    for (const CapitalLine& line : counting.data.capital) {
        if (line.as_of == day) lines.push_back(line);
    }
    std::stable_sort(lines.begin(), lines.end(), [&](const CapitalLine& a, const CapitalLine& b) {
        return rank_of(counting.profile(), a.source) < rank_of(counting.profile(), b.source);
    });
    return lines;
}

std::int64_t sum_of(const std::vector<CapitalLine>& lines) {
    std::int64_t sum = 0;
    for (const CapitalLine& line : lines) sum += line.within.empty() ? line.amount : 0;
    return sum;
}

}  // namespace

void make_capital(const Counting& counting, const ReportSection& section, ReportTable& table) {
    add_column(table, Kind::text, {"Nguồn vốn", "Capital source"});
    add_column(table, Kind::money, {"Số tiền", "Amount"});
    add_column(table, Kind::share, {"Tỷ trọng", "Share"});
    const auto day = latest_day(counting.data.capital, counting.until);
    if (!day) return;
    const auto lines = lines_of(counting, *day);
    const std::int64_t sum = sum_of(lines);
    const auto cells = [&](LocalText title, std::int64_t amount) {
        return std::vector<ReportCell>{std::move(title), Dong{amount}, Share{amount, sum}};
    };
    for (const CapitalLine& line : lines) {
        if (!line.within.empty()) continue;
        add_row(table, cells(source_title(counting, line.source), line.amount));
        for (const CapitalLine& part : lines) {
            if (part.within != line.source) continue;
            const LocalText title = source_title(counting, part.source);
            add_row(table, cells({"Trong đó: " + title.vi, "of which: " + title.in(Lang::en)}, part.amount)).indent = 1;
        }
    }
    add_row(table, cells({"Tổng nguồn vốn", "All capital"}, sum)).total = true;
    add_note(table,
             {"Số liệu đến ngày " + write_date(*day, Lang::vi) + ".", "As of " + write_date(*day, Lang::en) + "."});
    set_chart(table, section.chart, {1});
}

}  // namespace giamsat
