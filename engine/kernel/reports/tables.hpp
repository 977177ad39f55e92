// SPDX-License-Identifier: Apache-2.0
// The tables this house knows. Each maker fills columns, rows and chart; name, title and note are the definition's,
// and a maker may add to the note what a reader must know of these numbers.
#pragma once

#include "kernel/reports/counting.hpp"
#include "kernel/reports/making.hpp"

#include <string_view>
#include <vector>

namespace giamsat {

using ReportSection = ReportDefinition::Section;
using TableMaker = void (*)(const Counting& counting, const ReportSection& section, ReportTable& table);

struct KnownTable {
    std::string_view name;
    std::vector<std::string_view> by;       // words `by` may say first; the first of them when it says nothing
    std::vector<std::string_view> then_by;  // words it may say second
    bool level = false;                     // is about the units of one level and must name it
    std::vector<std::string_view> charts;   // kinds it can be drawn as
    TableMaker make = nullptr;              // nullptr: not a table but the report's headline
};
const std::vector<KnownTable>& known_tables();
const KnownTable* known_table(std::string_view name);

std::vector<ReportFigure> make_headline(const Counting& counting);

void make_turns_by_level(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_turns(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_plan_progress(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_supervision(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_coverage_units(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_coverage_loans(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_units_by_place(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_findings(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_findings_by_code(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_findings_by_severity(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_recommendations(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_overdue(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_disclosures(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_subject_requests(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_erasures(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_key_copies(const Counting& counting, const ReportSection& section, ReportTable& table);
void make_capital(const Counting& counting, const ReportSection& section, ReportTable& table);

}  // namespace giamsat
