// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/readers.hpp"

namespace giamsat::store {

namespace {

#define REQUEST_COLUMNS                                                                                          \
    "SELECT id, subject, about, kind, received, answer_by, complete_by, answered, completed, outcome, extended " \
    "FROM subject_request "
#define HOLD_COLUMNS "SELECT subject, about, on_date, person FROM subject_hold "

DisclosureRecord disclosure_of(Reading& row) {
    DisclosureRecord record;
    row.id(record.cmd);
    row.id(record.person);
    record.on = row.day();
    record.purpose = row.text();
    record.door = row.text();
    record.command = row.text();
    record.about = row.text();
    record.subjects = row.small();
    record.fields = row.texts();
    return record;
}

SubjectRequest request_of(Reading& row) {
    SubjectRequest record;
    record.id = row.text();
    row.id(record.subject);
    record.about = row.text();
    record.kind = row.text();
    record.received = row.day();
    record.answer_by = row.day();
    record.complete_by = row.day();
    record.answered = row.maybe_day();
    record.completed = row.maybe_day();
    record.outcome = row.text();
    record.extended = row.small();
    return record;
}

HoldRecord hold_of(Reading& row) {
    HoldRecord record;
    row.id(record.subject);
    record.about = row.text();
    record.on = row.day();
    row.id(record.person);
    return record;
}

ErasureRecord erasure_of(Reading& row) {
    ErasureRecord record;
    row.id(record.subject);
    record.about = row.text();
    record.on = row.day();
    row.id(record.actor);
    row.id(record.on_behalf);
    record.act = row.text();
    return record;
}

KeyCopyRecord copy_of(Reading& row) {
    KeyCopyRecord record;
    record.on = row.day();
    record.expires = row.day();
    record.subjects = row.small();
    record.sha256 = row.text();
    return record;
}

LookupRow lookup_of(Reading& row) {
    LookupRow lookup;
    lookup.kind = row.text();
    lookup.digest = row.text();
    return lookup;
}

}  // namespace

SqliteSubjects::SqliteSubjects(Database& database)
    : database_(database),
      erased_(database, "SELECT 1 FROM erasure WHERE subject = ?1"),
      erasures_(database,
                "SELECT subject, about, on_date, actor, on_behalf, act FROM erasure ORDER BY on_date, subject"),
      hold_(database, HOLD_COLUMNS "WHERE subject = ?1"),
      holds_(database, HOLD_COLUMNS "ORDER BY on_date, subject"),
      request_(database, REQUEST_COLUMNS "WHERE id = ?1"),
      requests_(database, REQUEST_COLUMNS "ORDER BY received, id"),
      disclosures_(database,
                   "SELECT cmd, person, on_date, purpose, door, command, about, subjects, fields FROM disclosure "
                   "ORDER BY on_date, cmd, i"),
      key_copies_(database, "SELECT on_date, expires, subjects, sha256 FROM key_copy ORDER BY on_date, expires, cmd"),
      lookups_(database,
               "SELECT kind, digest FROM lookup WHERE subject = ?1 OR subject IN (SELECT id FROM loan WHERE borrower "
               "= ?1) ORDER BY kind, digest") {}

bool SqliteSubjects::erased(const std::string& subject) { return erased_.with(subject).next(); }

std::vector<ErasureRecord> SqliteSubjects::erasures() { return all_rows(erasures_.with(), database_, erasure_of); }

std::optional<HoldRecord> SqliteSubjects::hold(const std::string& subject) {
    return first_row(hold_.with(subject), database_, hold_of);
}

std::vector<HoldRecord> SqliteSubjects::holds() { return all_rows(holds_.with(), database_, hold_of); }

std::optional<SubjectRequest> SqliteSubjects::request(const std::string& id) {
    return first_row(request_.with(id), database_, request_of);
}

std::vector<SubjectRequest> SqliteSubjects::requests() { return all_rows(requests_.with(), database_, request_of); }

std::vector<DisclosureRecord> SqliteSubjects::disclosures() {
    return all_rows(disclosures_.with(), database_, disclosure_of);
}

std::vector<KeyCopyRecord> SqliteSubjects::key_copies() { return all_rows(key_copies_.with(), database_, copy_of); }

std::vector<LookupRow> SqliteSubjects::lookups_of(const std::string& subject) {
    return all_rows(lookups_.with(subject), database_, lookup_of);
}

}  // namespace giamsat::store
