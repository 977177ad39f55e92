// SPDX-License-Identifier: Apache-2.0
// Findings of the period, and what was still open from before it.
#include "kernel/reports/follow_up.hpp"
#include "kernel/reports/tables.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;

constexpr const char* brought_forward_vi = "Tồn đầu kỳ";
constexpr const char* handed_over_vi = "Trong đó chuyển xử lý";

struct FindingCount {
    FollowUpCount follow_up;
    std::int64_t handed_over = 0;  // closed otherwise than by being put right
    std::int64_t reopened = 0;
    std::int64_t amount = 0;

    void add(const FindingStatus& finding, Date from, Date as_of) {
        const std::int64_t settled = follow_up.settled;
        const std::int64_t raised = follow_up.raised;
        follow_up.add(follow_up_of(finding), from, as_of);
        if (follow_up.settled > settled && finding.outcome != "done" && !finding.outcome.empty()) ++handed_over;
        if (follow_up.raised == raised) return;
        reopened += finding.reopened > 0 ? 1 : 0;
        amount += finding.amount;
    }
};

using FindingKey = std::function<std::string(const FindingStatus&)>;

std::map<std::string, FindingCount> count_findings(const Counting& counting, const FindingKey& key) {
    std::map<std::string, FindingCount> counts;
    for (const FindingStatus& finding : counting.data.findings)
        counts[key(finding)].add(finding, counting.from, counting.as_of);
    std::erase_if(counts, [](const auto& pair) { return pair.second.follow_up.empty(); });
    return counts;
}

void add_count_columns(ReportTable& table) {
    add_column(table, Kind::count, {brought_forward_vi, "Brought forward"});
    add_column(table, Kind::count, {"Phát hiện", "Found"});
    add_column(table, Kind::count, {"Đã xử lý", "Closed"});
    add_column(table, Kind::count, {handed_over_vi, "of which handed over"});
    add_column(table, Kind::count, {"Còn tồn", "Open"});
    add_column(table, Kind::count, {"Quá hạn", "Overdue"});
}

void append_counts(std::vector<ReportCell>& cells, const FindingCount& count) {
    const FollowUpCount& follow_up = count.follow_up;
    for (const std::int64_t number : {follow_up.brought_forward, follow_up.raised, follow_up.settled, count.handed_over,
                                      follow_up.open, follow_up.overdue})
        cells.emplace_back(number);
}

void drop_empty_counts(ReportTable& table) {
    drop_empty_column(table, brought_forward_vi);
    drop_empty_column(table, handed_over_vi);
}

int column_named(const ReportTable& table, std::string_view vi) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const ReportColumn& column) { return column.title.vi == vi; });
    return static_cast<int>(found - table.columns.begin());
}

std::string key_value(ReportKey key, const FindingStatus& finding) {
    switch (key) {
        case ReportKey::level: return finding.level;
        case ReportKey::body_group: return finding.body_group;
        case ReportKey::association: return finding.association;
        default: return {};
    }
}

// Years do not share a period: what is open at the end of one is brought forward into the next.
void add_year_rows(const Counting& counting, ReportTable& table) {
    for (int year = counting.from.year(); year <= counting.as_of.year(); ++year) {
        const Date from = std::max(counting.from, Date::of(year, 1, 1));
        const Date as_of = std::min(counting.as_of, Date::of(year, 12, 31));
        FindingCount count;
        for (const FindingStatus& finding : counting.data.findings) count.add(finding, from, as_of);
        const std::string title = std::to_string(year);
        std::vector<ReportCell> cells{LocalText{title, title}};
        append_counts(cells, count);
        cells.emplace_back(Dong{count.amount});
        add_row(table, std::move(cells));
    }
}

void add_key_rows(const Counting& counting, ReportKey key, ReportTable& table) {
    const auto counts = count_findings(counting, [&](const FindingStatus& finding) { return key_value(key, finding); });
    std::set<std::string> seen;
    for (const auto& [value, count] : counts) seen.insert(value);
    for (const std::string& value : ordered_values(counting, key, seen)) {
        std::vector<ReportCell> cells{upper_first(value_title(counting, key, value))};
        append_counts(cells, counts.at(value));
        cells.emplace_back(Dong{counts.at(value).amount});
        add_row(table, std::move(cells));
    }
    add_total(table);
}

LocalText severity_title(const Profile& profile, const std::string& severity) {
    const Severity* known = profile.severity(severity);
    return known ? known->title : LocalText{severity, severity};
}

std::vector<std::pair<std::string, FindingCount>> most_found_first(const std::map<std::string, FindingCount>& counts) {
    std::vector<std::pair<std::string, FindingCount>> out(counts.begin(), counts.end());
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a.second.follow_up.raised > b.second.follow_up.raised;
    });
    return out;
}

std::vector<std::string> severities_in_order(const Profile& profile,
                                             const std::map<std::string, FindingCount>& counts) {
    std::vector<std::string> out;
    for (const Severity& severity : profile.severities) out.push_back(severity.id);
    for (const auto& [severity, count] : counts) {
        if (!profile.severity(severity)) out.push_back(severity);
    }
    return out;
}

std::int64_t found_at(const Counting& counting, const std::string& severity, const std::string& level) {
    return std::count_if(counting.data.findings.begin(), counting.data.findings.end(),
                         [&](const FindingStatus& finding) {
                             return finding.severity == severity && finding.level == level &&
                                    counting.from <= finding.found_on && finding.found_on <= counting.as_of;
                         });
}

std::vector<const Level*> levels_with_findings(const Counting& counting) {
    std::vector<const Level*> out;
    for (const Level& level : counting.profile().levels) {
        const auto at_level = [&](const FindingStatus& finding) { return finding.level == level.id; };
        if (level.inspected || std::any_of(counting.data.findings.begin(), counting.data.findings.end(), at_level))
            out.push_back(&level);
    }
    return out;
}

}  // namespace

void make_findings(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const ReportKey key =
        section.by.empty() ? ReportKey::year : report_key(section.by.front()).value_or(ReportKey::year);
    add_column(table, Kind::text, key_title(key));
    add_count_columns(table);
    add_column(table, Kind::money, {"Số tiền liên quan", "Amount concerned"});
    if (key == ReportKey::year)
        add_year_rows(counting, table);
    else
        add_key_rows(counting, key, table);
    drop_empty_counts(table);
    set_chart(table, section.chart, {column_named(table, "Phát hiện"), column_named(table, "Đã xử lý")});
}

void make_findings_by_code(const Counting& counting, const ReportSection& section, ReportTable& table) {
    add_column(table, Kind::text, {"Tồn tại, sai phạm", "Finding"});
    add_column(table, Kind::text, {"Mã", "Code"});
    add_column(table, Kind::text, {"Mức độ", "Severity"});
    add_count_columns(table);
    add_column(table, Kind::money, {"Số tiền liên quan", "Amount concerned"});
    const Profile& profile = counting.profile();
    const auto counts = count_findings(counting, [](const FindingStatus& finding) { return finding.code; });
    for (const auto& [code, count] : most_found_first(counts)) {
        const FindingCode* known = profile.finding(code);
        std::vector<ReportCell> cells{known ? known->title : LocalText{code, code}, LocalText{code, code},
                                      known ? severity_title(profile, known->severity) : LocalText{}};
        append_counts(cells, count);
        cells.emplace_back(Dong{count.amount});
        add_row(table, std::move(cells));
    }
    add_total(table);
    drop_empty_counts(table);
    set_chart(table, section.chart, {column_named(table, "Phát hiện")});
}

void make_findings_by_severity(const Counting& counting, const ReportSection& section, ReportTable& table) {
    const auto levels = levels_with_findings(counting);
    add_column(table, Kind::text, {"Mức độ", "Severity"});
    for (const Level* level : levels) add_column(table, Kind::count, upper_first(level->title));
    add_column(table, Kind::count, {"Cộng", "Found"});
    add_column(table, Kind::count, {"Mở lại", "Reopened"});
    add_column(table, Kind::share, {"Xác nhận trong hạn", "Verified in time"});
    add_column(table, Kind::count, {"Còn tồn", "Open"});
    add_column(table, Kind::count, {"Quá hạn", "Overdue"});
    auto counts = count_findings(counting, [](const FindingStatus& finding) { return finding.severity; });
    for (const std::string& severity : severities_in_order(counting.profile(), counts)) {
        const FindingCount& count = counts[severity];
        const FollowUpCount& follow_up = count.follow_up;
        std::vector<ReportCell> cells{severity_title(counting.profile(), severity)};
        for (const Level* level : levels) cells.emplace_back(found_at(counting, severity, level->id));
        cells.emplace_back(follow_up.raised);
        cells.emplace_back(count.reopened);
        cells.emplace_back(Share{follow_up.settled - follow_up.settled_late, follow_up.settled});
        cells.emplace_back(follow_up.open);
        cells.emplace_back(follow_up.overdue);
        add_row(table, std::move(cells));
    }
    add_total(table);
    std::vector<int> drawn;
    for (std::size_t i = 0; i < levels.size(); ++i) drawn.push_back(static_cast<int>(i) + 1);
    set_chart(table, section.chart, std::move(drawn));
}

}  // namespace giamsat
