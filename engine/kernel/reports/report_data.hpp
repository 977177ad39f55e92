// SPDX-License-Identifier: Apache-2.0
// Everything a report counts, taken from the journal's projections by service/queries.
#pragma once

#include "kernel/reports/report.hpp"
#include "model/domain/loan.hpp"
#include "model/domain/plan.hpp"
#include "model/domain/turn.hpp"
#include "model/domain/unit.hpp"
#include "model/profile/profile.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct LineStatus {  // a plan line and what became of it
    PlanLine line;
    std::string plan_type;
    std::string body_group;
    std::string association;
    int year = 0;
    bool done = false;       // its visit has counted as a turn
    bool cancelled = false;  // its case was cancelled, or the line dropped
};

struct FindingStatus {
    std::string code;
    std::string severity;
    std::string level;
    UnitId unit;
    std::string body_group;
    std::string association;
    std::int64_t amount = 0;
    Date found_on;
    Date due_on;
    std::optional<Date> closed_on;
    std::string outcome;
    int reopened = 0;
};

struct RecommendationStatus {
    std::string addressee;
    UnitId unit;
    Date made_on;
    Date due_on;
    std::optional<Date> settled_on;
    std::string outcome;
};

struct CapitalLine {
    Date as_of;
    std::string source;
    std::string within;
    std::int64_t amount = 0;  // đồng
};

struct ReportData {
    const Profile* profile = nullptr;
    std::vector<Unit> units;  // of every inspected level
    std::vector<Loan> loans;
    std::vector<Turn> turns;
    std::vector<LineStatus> lines;
    std::vector<FindingStatus> findings;
    std::vector<RecommendationStatus> recommendations;
    std::vector<CapitalLine> capital;
    Date today;  // what "overdue" is measured against
    std::uint64_t journal_size = 0;
    std::string journal_root;
};

// A report definition: reports/<id>.report.yaml of the profile.
struct ReportDefinition {
    std::string id;
    LocalText title;
    struct Section {
        std::string table;                // one of the tables this house knows: see build_report.cpp
        std::vector<std::string> by;      // level | body | body_group | association | year | plan_type | code | severity | …
        LocalText title;
        LocalText note;
        std::string chart;
    };
    std::vector<Section> sections;
};

Result<ReportDefinition> parse_report_definition(const std::string& file, std::string_view yaml);

// Counts from `data` between the two days, both included.
Result<Report> build_report(const ReportDefinition& definition, const ReportData& data, Date from, Date until);

}  // namespace giamsat
