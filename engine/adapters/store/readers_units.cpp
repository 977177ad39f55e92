// SPDX-License-Identifier: Apache-2.0
// Units and loans.
#include "adapters/store/readers.hpp"

namespace giamsat::store {

namespace {

#define UNIT_COLUMNS "SELECT id, level, code, name, parent, place, association, valid_from, valid_to FROM unit "
#define LOAN_COLUMNS "SELECT id, borrower, programme, source, disbursed_on, amount, outstanding, as_of FROM loan "

Unit unit_of(Reading& row) {
    Unit unit;
    row.id(unit.id);
    unit.level = row.text();
    unit.code = row.text();
    unit.name = row.text();
    row.id(unit.parent);
    row.id(unit.place);
    unit.association = row.text();
    unit.valid_from = row.day();
    unit.valid_to = row.maybe_day();
    return unit;
}

UnitVersion version_of(Reading& row) {
    UnitVersion version;
    row.id(version.unit);
    version.from = row.day();
    version.name = row.text();
    row.id(version.parent);
    row.id(version.place);
    version.association = row.text();
    return version;
}

template <class Name>
Name id_of(Reading& row) {
    return Name{row.text()};
}

Loan loan_of(Reading& row) {
    Loan loan;
    row.id(loan.id);
    row.id(loan.borrower);
    loan.programme = row.text();
    loan.source = row.text();
    loan.disbursed_on = row.day();
    loan.amount = row.integer();
    loan.outstanding = row.integer();
    loan.as_of = row.day();
    return loan;
}

}  // namespace

SqliteUnits::SqliteUnits(Database& database)
    : database_(database),
      find_(database, UNIT_COLUMNS "WHERE id = ?1"),
      by_code_(database, UNIT_COLUMNS "WHERE level = ?1 AND code = ?2 ORDER BY id LIMIT 1"),
      by_digest_(database, "SELECT subject FROM lookup WHERE kind = ?1 AND digest = ?2"),
      all_(database, UNIT_COLUMNS "WHERE level = ?1 ORDER BY code, id"),
      children_(database, UNIT_COLUMNS "WHERE parent = ?1 AND level = ?2 ORDER BY code, id"),
      versions_(database,
                "SELECT unit, valid_from, name, parent, place, association FROM unit_version "
                "WHERE unit = ?1 ORDER BY valid_from"),
      personal_(database, "SELECT enc, enc_cmd, enc_i FROM unit WHERE id = ?1"),
      successors_(database, "SELECT successor FROM unit_successor WHERE unit = ?1 ORDER BY successor") {}

std::optional<Unit> SqliteUnits::find(const UnitId& id) { return first_row(find_.with(id.value), database_, unit_of); }

std::optional<Unit> SqliteUnits::by_code(const std::string& level, const std::string& code) {
    return first_row(by_code_.with(level, code), database_, unit_of);
}

std::optional<UnitId> SqliteUnits::by_digest(const std::string& kind, const std::string& digest) {
    return first_row(by_digest_.with(kind, digest), database_, id_of<UnitId>);
}

std::vector<Unit> SqliteUnits::all(const std::string& level) { return all_rows(all_.with(level), database_, unit_of); }

std::vector<Unit> SqliteUnits::children(const UnitId& parent, const std::string& level) {
    return all_rows(children_.with(parent.value, level), database_, unit_of);
}

std::vector<UnitVersion> SqliteUnits::versions(const UnitId& id) {
    return all_rows(versions_.with(id.value), database_, version_of);
}

std::vector<Encrypted> SqliteUnits::personal(const UnitId& id, CommandId& cmd, int& i) {
    return sealed_row(personal_.with(id.value), database_, cmd, i);
}

std::vector<UnitId> SqliteUnits::successors(const UnitId& id) {
    return all_rows(successors_.with(id.value), database_, id_of<UnitId>);
}

SqliteLoans::SqliteLoans(Database& database)
    : database_(database),
      find_(database, LOAN_COLUMNS "WHERE id = ?1"),
      by_digest_(database, "SELECT subject FROM lookup WHERE kind = 'loan' AND digest = ?1"),
      of_borrower_(database, LOAN_COLUMNS "WHERE borrower = ?1 ORDER BY disbursed_on, id"),
      all_(database, LOAN_COLUMNS "ORDER BY id") {}

std::optional<Loan> SqliteLoans::find(const LoanId& id) { return first_row(find_.with(id.value), database_, loan_of); }

std::optional<LoanId> SqliteLoans::by_digest(const std::string& digest) {
    return first_row(by_digest_.with(digest), database_, id_of<LoanId>);
}

std::vector<Loan> SqliteLoans::of_borrower(const UnitId& borrower) {
    return all_rows(of_borrower_.with(borrower.value), database_, loan_of);
}

std::vector<Loan> SqliteLoans::all() { return all_rows(all_.with(), database_, loan_of); }

}  // namespace giamsat::store
