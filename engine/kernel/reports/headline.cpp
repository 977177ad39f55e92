// SPDX-License-Identifier: Apache-2.0
// The few numbers said before all tables.
#include "kernel/reports/follow_up.hpp"
#include "kernel/reports/tables.hpp"

#include "base/text/text.hpp"

namespace giamsat {

namespace {

LocalText written(std::int64_t count) { return {group_digits(count, Lang::vi), group_digits(count, Lang::en)}; }

ReportFigure level_figure(const Counting& counting, const Level& level) {
    const auto here = [&](const Turn& turn) { return turn.level == level.id; };
    const LocalText distinct = written(count_distinct(counting.turns, here));
    return {turns_title(level),
            written(count_turns(counting.turns, here)),
            {distinct.vi + " " + level.title.vi + " khác nhau", "distinct units: " + distinct.en}};
}

template <class Status>
FollowUpCount count_all(const Counting& counting, const std::vector<Status>& all) {
    FollowUpCount count;
    for (const Status& one : all) count.add(follow_up_of(one), counting.from, counting.as_of);
    return count;
}

ReportFigure follow_up_figure(LocalText label, const FollowUpCount& count) {
    const LocalText open = written(count.open);
    const LocalText overdue = written(count.overdue);
    return {std::move(label),
            written(count.raised),
            {"còn tồn " + open.vi + ", quá hạn " + overdue.vi, "open " + open.en + ", overdue " + overdue.en}};
}

}  // namespace

std::vector<ReportFigure> make_headline(const Counting& counting) {
    std::vector<ReportFigure> figures;
    for (const Level* level : counting.inspected_levels()) figures.push_back(level_figure(counting, *level));
    figures.push_back(follow_up_figure({"Tồn tại, sai phạm", "Findings"}, count_all(counting, counting.data.findings)));
    figures.push_back(
        follow_up_figure({"Kiến nghị", "Recommendations"}, count_all(counting, counting.data.recommendations)));
    return figures;
}

}  // namespace giamsat
