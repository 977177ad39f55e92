// SPDX-License-Identifier: Apache-2.0
// Findings with the state of their cases, and recommendations.
#include "adapters/store/readers.hpp"

namespace giamsat::store {

namespace {

#define FINDING_COLUMNS                                                                                  \
    "SELECT f.id, f.visit, f.unit, f.level, f.code, f.severity, f.amount, f.body_group, f.association, " \
    "f.fingerprint, "                                                                                    \
    "f.found_on, COALESCE(c.due_on, f.due_on), c.config, c.life, c.outcome, c.ended_on, f.reopened "     \
    "FROM finding AS f JOIN case_file AS c ON c.id = f.id "
#define RECOMMENDATION_COLUMNS \
    "SELECT id, source, finding, unit, addressee, made_on, due_on, outcome, settled_on FROM recommendation "

FindingRecord finding_of(Reading& row) {
    FindingRecord finding;
    row.id(finding.id);
    row.id(finding.visit);
    row.id(finding.unit);
    finding.level = row.text();
    finding.code = row.text();
    finding.severity = row.text();
    finding.amount = row.integer();
    finding.body_group = row.text();
    finding.association = row.text();
    finding.fingerprint = row.text();
    finding.found_on = row.day();
    finding.due_on = row.day();
    finding.config = row.texts();
    finding.life = row.text();
    finding.outcome = row.text();
    finding.ended_on = row.maybe_day();
    finding.reopened = row.small();
    return finding;
}

RecommendationRecord recommendation_of(Reading& row) {
    RecommendationRecord recommendation;
    recommendation.id = row.text();
    row.id(recommendation.source);
    row.id(recommendation.finding);
    row.id(recommendation.unit);
    recommendation.addressee = row.text();
    recommendation.made_on = row.day();
    recommendation.due_on = row.day();
    recommendation.outcome = row.text();
    recommendation.settled_on = row.maybe_day();
    return recommendation;
}

}  // namespace

SqliteFindings::SqliteFindings(Database& database)
    : database_(database),
      find_(database, FINDING_COLUMNS "WHERE f.id = ?1"),
      all_(database, FINDING_COLUMNS "ORDER BY f.found_on, f.id"),
      of_visit_(database, FINDING_COLUMNS "WHERE f.visit = ?1 ORDER BY f.code, f.id"),
      open_at_(database,
               "SELECT count(*) FROM finding AS f JOIN case_file AS c ON c.id = f.id "
               "WHERE f.unit = ?1 AND c.life NOT IN ('completed', 'cancelled')"),
      recommendations_(database, RECOMMENDATION_COLUMNS "ORDER BY made_on, due_on, id"),
      recommendations_of_(database,
                          RECOMMENDATION_COLUMNS "WHERE source = ?1 OR finding = ?1 ORDER BY made_on, due_on, id"),
      personal_(database, "SELECT enc, enc_cmd, enc_i FROM finding WHERE id = ?1") {}

std::optional<FindingRecord> SqliteFindings::find(const CaseId& id) {
    return first_row(find_.with(id.value), database_, finding_of);
}

std::vector<FindingRecord> SqliteFindings::all() { return all_rows(all_.with(), database_, finding_of); }

std::vector<FindingRecord> SqliteFindings::of_visit(const CaseId& visit) {
    return all_rows(of_visit_.with(visit.value), database_, finding_of);
}

int SqliteFindings::open_at(const UnitId& unit) {
    Cursor cursor = open_at_.with(unit.value);
    return cursor.next() ? static_cast<int>(cursor.integer(0)) : 0;
}

std::vector<RecommendationRecord> SqliteFindings::recommendations() {
    return all_rows(recommendations_.with(), database_, recommendation_of);
}

std::vector<RecommendationRecord> SqliteFindings::recommendations_of(const CaseId& source_or_finding) {
    return all_rows(recommendations_of_.with(source_or_finding.value), database_, recommendation_of);
}

std::vector<Encrypted> SqliteFindings::personal(const CaseId& finding, CommandId& cmd, int& i) {
    return sealed_row(personal_.with(finding.value), database_, cmd, i);
}

}  // namespace giamsat::store
