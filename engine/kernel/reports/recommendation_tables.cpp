// SPDX-License-Identifier: Apache-2.0
// What was recommended, to whom, and what has passed its day.
#include "kernel/reports/follow_up.hpp"
#include "kernel/reports/tables.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using Kind = ReportColumn::Kind;

constexpr const char* brought_forward_vi = "Tồn đầu kỳ";
constexpr std::size_t overdue_rows_max = 60;  // a longer list is no reading matter: it is in the desk of follow-up
constexpr std::size_t short_id = 8;

LocalText addressee_title(const Profile& profile, const std::string& addressee) {
    const auto found = std::find_if(profile.addressees.begin(), profile.addressees.end(),
                                    [&](const CodeName& one) { return one.code == addressee; });
    return found == profile.addressees.end() ? LocalText{addressee, addressee} : found->title;
}

std::vector<std::string> addressees_in_order(const Profile& profile,
                                             const std::map<std::string, FollowUpCount>& counts) {
    std::vector<std::string> out;
    for (const CodeName& one : profile.addressees) {
        if (counts.contains(one.code)) out.push_back(one.code);
    }
    for (const auto& [addressee, count] : counts) {
        if (std::find(out.begin(), out.end(), addressee) == out.end()) out.push_back(addressee);
    }
    return out;
}

struct OverdueItem {
    LocalText what;
    CaseId about;
    UnitId unit;
    Date due;
};

LocalText finding_title(const Profile& profile, const std::string& code) {
    const FindingCode* known = profile.finding(code);
    if (!known) return {code, code};
    return {code + " – " + known->title.vi, code + " – " + known->title.in(Lang::en)};
}

std::vector<OverdueItem> overdue_items(const Counting& counting) {
    std::vector<OverdueItem> items;
    for (const FindingStatus& finding : counting.data.findings) {
        if (follow_up_of(finding).overdue_on(counting.as_of))
            items.push_back(
                {finding_title(counting.profile(), finding.code), finding.id, finding.unit, finding.due_on});
    }
    for (const RecommendationStatus& one : counting.data.recommendations) {
        if (!follow_up_of(one).overdue_on(counting.as_of)) continue;
        const LocalText to = addressee_title(counting.profile(), one.addressee);
        items.push_back(
            {{"Kiến nghị gửi " + to.vi, "Recommendation to " + to.in(Lang::en)}, one.about, one.unit, one.due_on});
    }
    std::stable_sort(items.begin(), items.end(), [](const OverdueItem& a, const OverdueItem& b) {
        return a.due != b.due ? a.due < b.due : a.about < b.about;
    });
    return items;
}

// With the unit above it, unless that is the top, which goes without saying.
std::string full_name(const Counting& counting, const Unit& unit) {
    const Unit* above = counting.unit(unit.parent);
    return above && !above->parent.empty() && !above->name.empty() ? unit.name + ", " + above->name : unit.name;
}

// A personal unit is not named in a report: it is told by its level, and by the nearest unit above that has a name.
LocalText unit_title(const Counting& counting, const UnitId& id) {
    const Unit* unit = counting.unit(id);
    if (!unit) return {"–", "–"};
    if (!unit->name.empty()) return {full_name(counting, *unit), {}};
    const Level* level = counting.profile().level(unit->level);
    const LocalText title = level ? upper_first(level->title) : LocalText{unit->level, unit->level};
    const Unit* above = counting.unit(unit->parent);
    if (!above || above->name.empty()) return title;
    const std::string where = " – " + full_name(counting, *above);
    return {title.vi + where, title.in(Lang::en) + where};
}

LocalText rest_note(std::size_t left) {
    const auto count = static_cast<std::int64_t>(left);
    return {"Còn " + group_digits(count, Lang::vi) + " việc quá hạn khác không nêu ở đây.",
            group_digits(count, Lang::en) + " more overdue items are not listed here."};
}

}  // namespace

void make_recommendations(const Counting& counting, const ReportSection& section, ReportTable& table) {
    add_column(table, Kind::text, {"Nơi nhận kiến nghị", "Addressee"});
    add_column(table, Kind::count, {brought_forward_vi, "Brought forward"});
    add_column(table, Kind::count, {"Kiến nghị trong kỳ", "Made"});
    add_column(table, Kind::count, {"Đã thực hiện", "Settled"});
    add_column(table, Kind::count, {"Trong đó trễ hạn", "of which late"});
    add_column(table, Kind::share, {"Tỷ lệ thực hiện", "Settled share"});
    add_column(table, Kind::count, {"Chưa thực hiện", "Open"});
    add_column(table, Kind::count, {"Quá hạn", "Overdue"});
    std::map<std::string, FollowUpCount> counts;
    for (const RecommendationStatus& one : counting.data.recommendations)
        counts[one.addressee].add(follow_up_of(one), counting.from, counting.as_of);
    std::erase_if(counts, [](const auto& pair) { return pair.second.empty(); });
    for (const std::string& addressee : addressees_in_order(counting.profile(), counts)) {
        const FollowUpCount& count = counts[addressee];
        add_row(table, {addressee_title(counting.profile(), addressee), count.brought_forward, count.raised,
                        count.settled, count.settled_late, Share{count.settled, count.brought_forward + count.raised},
                        count.open, count.overdue});
    }
    add_total(table);
    drop_empty_column(table, brought_forward_vi);
    const int made = table.columns[1].title.vi == brought_forward_vi ? 2 : 1;
    set_chart(table, section.chart, {made + 1, made + 4});
}

void make_overdue(const Counting& counting, const ReportSection&, ReportTable& table) {
    add_column(table, Kind::text, {"Nội dung", "What"});
    add_column(table, Kind::text, {"Đơn vị", "Unit"});
    add_column(table, Kind::text, {"Hồ sơ", "Case"});
    add_column(table, Kind::date, {"Thời hạn", "Due"});
    add_column(table, Kind::count, {"Quá hạn (ngày)", "Days overdue"});
    const auto items = overdue_items(counting);
    for (std::size_t i = 0; i < std::min(items.size(), overdue_rows_max); ++i) {
        const OverdueItem& item = items[i];
        const std::string id = item.about.value.substr(0, short_id);
        add_row(table, {item.what, unit_title(counting, item.unit), LocalText{id, id}, item.due,
                        std::int64_t{days_between(item.due, counting.as_of)}});
    }
    if (items.size() > overdue_rows_max) add_note(table, rest_note(items.size() - overdue_rows_max));
}

}  // namespace giamsat
