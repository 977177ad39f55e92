// SPDX-License-Identifier: Apache-2.0
#include "service/queries/visit_list.hpp"

#include "base/text/text.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace giamsat {
namespace {

constexpr int cases_max = 10'000'000;

bool is_in_state(const CaseRecord& record, const std::string& wanted, const ProfileBundle& bundle) {
    const Definition& definition = workflow_of(record, bundle);
    std::string folded = fold_for_search(wanted);
    return std::any_of(record.config.begin(), record.config.end(), [&](const std::string& state) {
        if (state == wanted) return true;
        LocalText title = state_title(definition, state);
        return fold_for_search(title.vi).find(folded) != std::string::npos ||
               fold_for_search(title.in(Lang::en)).find(folded) != std::string::npos;
    });
}

bool is_wanted(const CaseRecord& record, const CaseQuery& query, const ProfileBundle& bundle) {
    bool kind =
        query.kinds.empty() || std::find(query.kinds.begin(), query.kinds.end(), record.kind) != query.kinds.end();
    if (!kind || (!query.ended && record.has_ended())) return false;
    if (!query.level.empty() && record.level != query.level) return false;
    if (!query.body.empty() && record.body != query.body) return false;
    if (!query.plan.empty() && record.plan != query.plan) return false;
    if (query.year != 0 && record.year != query.year) return false;
    return query.state.empty() || is_in_state(record, query.state, bundle);
}

bool is_mine(const CaseRecord& row, const PersonId& person, const ProfileBundle& bundle, Readers& read, Date today) {
    auto record = read.cases.find(row.id);
    auto team = record && !record->team.empty() ? read.teams.find(record->team) : std::nullopt;
    if (team && (team->head == person || team->has(person))) return true;
    if (!record) return false;
    auto options = step_options(*record, bundle, read, today);
    return std::any_of(options.begin(), options.end(),
                       [&](const StepOption& o) { return o.possible() && o.belongs_to(person); });
}

std::unordered_set<CaseId> cases_with_turns(Readers& read) {
    std::unordered_set<CaseId> visits;
    for (const Turn& turn : read.ledger.turns()) visits.insert(turn.visit);
    return visits;
}

CaseRow row_of(const CaseRecord& record, const std::unordered_set<CaseId>& counted, Readers& read, Date today) {
    CaseRow row{.record = record};
    if (auto unit = read.units.find(record.unit)) row.unit_code = unit->code;
    auto team = record.team.empty() ? std::nullopt : read.teams.find(record.team);
    if (team) row.team = team->code;
    if (record.has_ended()) return row;
    auto timers = record.life == "suspended" ? std::vector<DueTimer>() : read.cases.timers(record.id);
    if (!timers.empty()) row.due = timers.front().due;
    bool visit = record.kind == "visit" || record.kind == "supervision" || record.steps == 0;
    bool not_made = visit && record.planned_on && *record.planned_on < today && !counted.count(record.id);
    row.late = not_made || (row.due && last_day(*row.due) < today) ||
               (record.kind == "finding" && record.due_on && *record.due_on < today);
    return row;
}

}  // namespace

std::vector<CaseRow> list_cases(const CaseQuery& query, const ProfileBundle& bundle, Readers& read, Date today) {
    std::vector<CaseRow> rows;
    auto counted = cases_with_turns(read);
    std::string kind = query.kinds.size() == 1 ? query.kinds.front() : "";
    for (const CaseRecord& record : read.cases.list(kind, query.ended ? "" : CaseReader::not_ended, cases_max)) {
        if (!is_wanted(record, query, bundle)) continue;
        if (!query.mine.empty() && !is_mine(record, query.mine, bundle, read, today)) continue;
        CaseRow row = row_of(record, counted, read, today);
        if (!query.overdue || row.late) rows.push_back(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(), [](const CaseRow& a, const CaseRow& b) {
        return std::tie(a.record.planned_on, a.unit_code, a.record.id) <
               std::tie(b.record.planned_on, b.unit_code, b.record.id);
    });
    return rows;
}

}  // namespace giamsat
