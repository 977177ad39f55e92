// SPDX-License-Identifier: Apache-2.0
#include "service/queries/report_data.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace giamsat {

namespace {

constexpr int all_of_them = std::numeric_limits<int>::max();

using UnitIndex = std::unordered_map<UnitId, const Unit*>;

std::vector<Unit> gather_units(UnitReader& units, const Profile& profile) {
    std::vector<Unit> out;
    for (const Level& level : profile.levels) {
        auto some = units.all(level.id);
        std::move(some.begin(), some.end(), std::back_inserter(out));
    }
    return out;
}

UnitIndex index_units(const std::vector<Unit>& units) {
    UnitIndex index;
    for (const Unit& unit : units) index.emplace(unit.id, &unit);
    return index;
}

std::string body_group(const Profile& profile, const std::string& id) {
    const Body* body = profile.body(id);
    return body ? body->group : std::string();
}

// As a turn says it: the association of the body that goes, else of the unit, else of the group a borrower is in.
std::string line_association(const PlanLine& line, const Profile& profile, const UnitIndex& units) {
    const Body* body = profile.body(line.body);
    if (body && !body->association.empty()) return body->association;
    const auto unit = units.find(line.unit);
    if (unit == units.end() || !unit->second->association.empty())
        return unit == units.end() ? "" : unit->second->association;
    const auto above = units.find(unit->second->parent);
    return above == units.end() ? std::string() : above->second->association;
}

std::unordered_set<CaseId> cancelled_cases(CaseReader& cases) {
    std::unordered_set<CaseId> out;
    for (const CaseRecord& record : cases.list("", "cancelled", all_of_them)) out.insert(record.id);
    return out;
}

// A plan counts from its approval: it then has its number, or its visits are open.
std::unordered_map<CaseId, Plan> issued_plans(PlanReader& reader, const std::vector<PlanLine>& lines) {
    std::unordered_set<CaseId> opened;
    for (const PlanLine& line : lines) {
        if (!line.opened.empty()) opened.insert(line.plan);
    }
    std::unordered_map<CaseId, Plan> out;
    for (Plan& plan : reader.all()) {
        if (!plan.number.empty() || opened.contains(plan.id)) out.emplace(plan.id, std::move(plan));
    }
    return out;
}

std::vector<LineStatus> gather_lines(const Readers& readers, const Profile& profile, const UnitIndex& units,
                                     const std::vector<Turn>& turns) {
    std::unordered_set<CaseId> counted;
    for (const Turn& turn : turns) counted.insert(turn.visit);
    const auto cancelled = cancelled_cases(readers.cases);
    auto lines = readers.plans.all_lines();
    const auto plans = issued_plans(readers.plans, lines);
    std::vector<LineStatus> out;
    for (PlanLine& line : lines) {
        const auto plan = plans.find(line.plan);
        if (plan == plans.end() || line.dropped) continue;
        LineStatus status;
        status.plan_type = plan->second.type;
        status.body_group = body_group(profile, line.body);
        status.association = line_association(line, profile, units);
        status.year = plan->second.year;
        status.done = counted.contains(line.opened);
        status.cancelled = cancelled.contains(line.opened);
        status.line = std::move(line);
        out.push_back(std::move(status));
    }
    return out;
}

std::vector<FindingStatus> gather_findings(FindingReader& reader) {
    std::vector<FindingStatus> out;
    for (const FindingRecord& record : reader.all())
        out.push_back({record.id, record.code, record.severity, record.level, record.unit, record.body_group,
                       record.association, record.amount, record.found_on, record.due_on, record.ended_on,
                       record.outcome, record.reopened});
    return out;
}

std::vector<RecommendationStatus> gather_recommendations(FindingReader& reader) {
    std::vector<RecommendationStatus> out;
    for (const RecommendationRecord& record : reader.recommendations())
        out.push_back({record.finding.empty() ? record.source : record.finding, record.addressee, record.unit,
                       record.made_on, record.due_on, record.settled_on, record.outcome});
    return out;
}

std::vector<CapitalLine> gather_capital(LedgerReader& reader) {
    std::vector<CapitalLine> out;
    for (const CapitalRow& row : reader.capital()) out.push_back({row.as_of, row.source, row.within, row.amount});
    return out;
}

std::string staff_code(const PersonId& id, PeopleReader& people) {
    auto person = people.find(id);
    return person ? person->code : std::string();
}

void gather_privacy(const Readers& readers, ReportData& data) {
    for (DisclosureRecord& one : readers.subjects.disclosures())
        data.disclosures.push_back({one.cmd.value, staff_code(one.person, readers.people), one.on, one.purpose,
                                    one.door, one.about, one.subjects});
    for (SubjectRequest& one : readers.subjects.requests())
        data.requests.push_back({one.kind, one.received, one.answer_by, one.complete_by, one.answered, one.completed,
                                 one.outcome, one.extended});
    for (ErasureRecord& one : readers.subjects.erasures())
        data.erasures.push_back({one.on, one.about, staff_code(one.actor, readers.people),
                                 staff_code(one.on_behalf, readers.people), one.act});
    for (const KeyCopyRecord& one : readers.subjects.key_copies())
        data.key_copies.push_back({one.on, one.expires, one.subjects});
}

}  // namespace

ReportData gather_report_data(const Readers& readers, const Profile& profile, Date today) {
    ReportData data;
    data.profile = &profile;
    data.units = gather_units(readers.units, profile);
    data.loans = readers.loans.all();
    data.turns = readers.ledger.turns();
    data.lines = gather_lines(readers, profile, index_units(data.units), data.turns);
    data.findings = gather_findings(readers.findings);
    data.recommendations = gather_recommendations(readers.findings);
    data.capital = gather_capital(readers.ledger);
    gather_privacy(readers, data);
    data.today = today;
    data.journal_size = readers.journal.size();
    data.journal_root = to_hex(readers.journal.root());
    return data;
}

}  // namespace giamsat
