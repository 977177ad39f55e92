// SPDX-License-Identifier: Apache-2.0
#include "service/import/import.hpp"

#include "service/import/clean_text.hpp"
#include "service/import/kinds.hpp"

namespace giamsat {

namespace import {

std::vector<ColumnRule> columns_of(ImportKind kind) {
    switch (kind) {
        case ImportKind::units:
            return {{"level", true}, {"code", true}, {"name", true}, {"parent", true}, {"place"},
                    {"association"}, {"valid_from"}, {"valid_to"},   {"successor"}};
        case ImportKind::people:
            return {{"code", true}, {"name", true}, {"role", true}, {"unit", true},
                    {"phone"},      {"email"},      {"from"},       {"to"}};
        case ImportKind::borrowers:
            return {{"code", true}, {"name", true}, {"group", true}, {"phone"}, {"valid_from"}, {"valid_to"}};
        case ImportKind::loans:
            return {{"code", true},         {"borrower", true}, {"programme", true},   {"source", true},
                    {"disbursed_on", true}, {"amount", true},   {"outstanding", true}, {"as_of", true}};
    }
    return {};
}

namespace {

std::unique_ptr<Rows> rows_of(ImportKind kind, Sheet& sheet, Session& session) {
    switch (kind) {
        case ImportKind::units: return unit_rows(sheet, session);
        case ImportKind::people: return people_rows(sheet, session);
        case ImportKind::borrowers: return borrower_rows(sheet, session);
        case ImportKind::loans: return loan_rows(sheet, session);
    }
    return nullptr;
}

const char* name_of(ImportKind kind) {
    switch (kind) {
        case ImportKind::units: return "units";
        case ImportKind::people: return "people";
        case ImportKind::borrowers: return "borrowers";
        case ImportKind::loans: return "loans";
    }
    return "";
}

Done carry_out(ImportKind kind, const PreparedImport& prepared, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    GIAMSAT_TRY(text, clean_text(prepared.file, prepared.bytes));
    GIAMSAT_TRY(sheet, Sheet::read(prepared.file, std::move(text), columns_of(kind)));
    const auto rows = rows_of(kind, sheet, session);
    rows->check();
    if (sheet.complaints()) return sheet.all_complaints();
    if (rows->entries() > 0) {
        session.stream(rows->entries());
        GIAMSAT_CHECK(rows->record());
    }
    if (prepared.summary) *prepared.summary = rows->summary();
    return {};
}

}  // namespace

}  // namespace import

std::optional<ImportKind> import_kind(std::string_view name) {
    if (name == "units" || name == "groups") return ImportKind::units;
    if (name == "people") return ImportKind::people;
    if (name == "borrowers") return ImportKind::borrowers;
    if (name == "loans") return ImportKind::loans;
    return std::nullopt;
}

Command import_command(ImportKind kind, std::string file, std::string bytes, std::shared_ptr<ImportSummary> summary) {
    return std::make_shared<const PreparedImport>(
        PreparedImport{import::name_of(kind), std::move(file), std::move(bytes), std::move(summary),
                       [kind](const PreparedImport& prepared, Session& session) {
                           return import::carry_out(kind, prepared, session);
                       }});
}

}  // namespace giamsat
