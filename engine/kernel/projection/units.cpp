// SPDX-License-Identifier: Apache-2.0
// Units of the territory with their versions, and the loans and capital that lie in them.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

void add_lookups(Fields& fields, const CellValue& subject, Op op, Rows& rows) {
    for (const auto& [name, digest] : fields.object("digests").items()) {
        if (!digest.is_string())
            fields.refuse("digests");
        else
            rows.push_back(
                {op, "lookup", {{"kind", name}, {"digest", digest.get<std::string>()}}, {{"subject", subject}}});
    }
}

namespace {

// What may change about a unit; each snapshot is whole.
Cells snapshot(Fields& fields) {
    return {{"name", fields.maybe_text("name")},
            {"parent", fields.maybe_text("parent")},
            {"place", fields.maybe_text("place")},
            {"association", fields.maybe_text("association")}};
}

void add_version(Fields& fields, const char* from, Op op, Rows& rows) {
    rows.push_back(
        {op, "unit_version", {{"unit", fields.text("unit")}, {"valid_from", fields.day(from)}}, snapshot(fields)});
}

}  // namespace

void unit_registered(Fields& fields, Rows& rows) {
    Cells values = snapshot(fields);
    values.emplace_back("level", fields.text("level"));
    values.emplace_back("code", fields.maybe_text("code"));
    values.emplace_back("valid_from", fields.day("valid_from"));
    add_encrypted(values, fields.entry());
    rows.push_back({Op::insert, "unit", {{"id", fields.text("unit")}}, std::move(values)});
    add_version(fields, "valid_from", Op::insert, rows);
    add_lookups(fields, fields.text("unit"), Op::insert, rows);
}

void unit_changed(Fields& fields, Rows& rows) {
    Cells values = snapshot(fields);
    values.emplace_back("code", fields.maybe_text("code"));
    if (!fields.entry().enc.empty()) add_encrypted(values, fields.entry());
    rows.push_back({Op::update, "unit", {{"id", fields.text("unit")}}, std::move(values)});
    add_version(fields, "from", Op::upsert, rows);
    add_lookups(fields, fields.text("unit"), Op::upsert, rows);
}

void unit_ended(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "unit", {{"id", fields.text("unit")}}, {{"valid_to", fields.day("on")}}});
    for (const auto& successor : fields.list("successors")) {
        if (!successor.is_string())
            fields.refuse("successors");
        else
            rows.push_back({Op::insert,
                            "unit_successor",
                            {{"unit", fields.text("unit")}, {"successor", successor.get<std::string>()}},
                            {}});
    }
}

namespace {

void add_loan(Fields& fields, Op op, Rows& rows) {
    Cells values = {{"borrower", fields.text("borrower")}, {"programme", fields.text("programme")},
                    {"source", fields.text("source")},     {"disbursed_on", fields.day("disbursed_on")},
                    {"amount", fields.integer("amount")},  {"outstanding", fields.integer("outstanding")},
                    {"as_of", fields.day("as_of")}};
    if (op == Op::insert || !fields.entry().enc.empty()) add_encrypted(values, fields.entry());
    rows.push_back({op, "loan", {{"id", fields.text("loan")}}, std::move(values)});
    if (!fields.has("digest")) return;
    rows.push_back({op == Op::insert ? Op::insert : Op::upsert,
                    "lookup",
                    {{"kind", "loan"}, {"digest", fields.text("digest")}},
                    {{"subject", fields.text("loan")}}});
}

}  // namespace

void loan_recorded(Fields& fields, Rows& rows) { add_loan(fields, Op::insert, rows); }
void loan_changed(Fields& fields, Rows& rows) { add_loan(fields, Op::update, rows); }

void capital_recorded(Fields& fields, Rows& rows) {
    for (const auto& row : fields.list("rows")) {
        Fields cells(fields.entry(), row);
        if (!row.is_object()) return fields.refuse("rows");
        rows.push_back({Op::upsert,
                        "capital",
                        {{"as_of", fields.day("as_of")},
                         {"source", cells.text("source")},
                         {"within", cells.has("within") ? cells.text("within") : CellValue{std::string()}}},
                        {{"amount", cells.integer("amount")}}});
        if (cells.problem()) return fields.refuse("rows");
    }
}

}  // namespace giamsat::kinds
