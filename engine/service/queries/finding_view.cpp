// SPDX-License-Identifier: Apache-2.0
#include "service/queries/finding_view.hpp"

#include <algorithm>
#include <tuple>

namespace giamsat {
namespace {

bool is_wanted(const FindingRecord& finding, const FindingQuery& query) {
    if (!query.ended && CaseRecord::has_ended(finding.life)) return false;
    if (!query.code.empty() && finding.code != query.code) return false;
    if (!query.severity.empty() && finding.severity != query.severity) return false;
    return query.visit.empty() || finding.visit == query.visit;
}

}  // namespace

std::vector<FindingRow> list_findings(const FindingQuery& query, Readers& read, Date today) {
    std::vector<FindingRow> rows;
    for (FindingRecord& finding : query.visit.empty() ? read.findings.all() : read.findings.of_visit(query.visit)) {
        if (!is_wanted(finding, query)) continue;
        auto record = read.cases.find(finding.id);
        if (!record) continue;
        Date due = record->due_on.value_or(finding.due_on);
        bool late = !CaseRecord::has_ended(finding.life) && due < today;
        if (!query.overdue || late) rows.push_back({std::move(finding), std::move(*record), due, late});
    }
    std::sort(rows.begin(), rows.end(), [](const FindingRow& a, const FindingRow& b) {
        return std::tie(a.due, a.finding.code, a.finding.id) < std::tie(b.due, b.finding.code, b.finding.id);
    });
    return rows;
}

}  // namespace giamsat
