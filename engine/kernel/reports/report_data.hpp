// SPDX-License-Identifier: Apache-2.0
// Everything a report counts, taken from the journal's projections by service/queries, and what a report is made of.
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

struct LineStatus {  // a line of an approved plan and what became of it
    PlanLine line;
    std::string plan_type;
    std::string body_group;
    std::string association;
    int year = 0;
    bool done = false;       // its visit has counted as a turn
    bool cancelled = false;  // its visit was cancelled: planned, never done
};

struct FindingStatus {
    CaseId id;
    std::string code;
    std::string severity;
    std::string level;
    UnitId unit;
    std::string body_group;
    std::string association;
    std::int64_t amount = 0;  // đồng
    Date found_on;
    Date due_on;
    std::optional<Date> closed_on;
    std::string outcome;
    int reopened = 0;
};

struct RecommendationStatus {
    CaseId about;  // the finding it follows, else the visit or session it came out of
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
    std::string within;       // the source this sum is a part of, or ""
    std::int64_t amount = 0;  // đồng
};

// Staff are told by their code.
struct DisclosureStatus {
    std::string command_id;
    std::string person;
    Date on;
    std::string purpose;
    std::string door;
    std::string about;
    std::int64_t subjects = 0;
};

struct RequestStatus {
    std::string kind;
    Date received;
    Date answer_by;
    Date complete_by;
    std::optional<Date> answered;
    std::optional<Date> completed;
    std::string outcome;
    int extended = 0;
};

struct ErasureStatus {
    Date on;
    std::string about;
    std::string entered_by;
    std::string decided_by;
    std::string act;
};

struct KeyCopyStatus {
    Date on;
    Date expires;
    std::int64_t subjects = 0;
};

struct ReportData {
    const Profile* profile = nullptr;
    std::vector<Unit> units;  // of every inspected or supervised level
    std::vector<Loan> loans;
    std::vector<Turn> turns;
    std::vector<LineStatus> lines;
    std::vector<FindingStatus> findings;
    std::vector<RecommendationStatus> recommendations;
    std::vector<CapitalLine> capital;
    std::vector<DisclosureStatus> disclosures;
    std::vector<RequestStatus> requests;
    std::vector<ErasureStatus> erasures;
    std::vector<KeyCopyStatus> key_copies;
    Date today;  // "overdue" is measured against the end of the period, or today when the period goes on
    std::uint64_t journal_size = 0;
    std::string journal_root;
};

// A report definition: reports/<id>.report.yaml of the profile.
struct ReportDefinition {
    std::string id;
    LocalText title;  // {year}, {place}, {from}, {until} and {as_of} are filled, here and in sections
    struct Section {
        std::string table;  // one of the tables this house knows: see known_tables.cpp
        std::vector<std::string>
            by;  // level | body | body_group | association | year | plan_type | variant | programme | source | person | purpose
        // | about | door
        std::string level;  // for tables about the units of one level
        LocalText title;
        LocalText note;
        std::string chart;  // bars | grouped_bars | stacked_bars | line, or ""
    };
    std::vector<Section> sections;
    std::map<std::string, LocalText> labels;  // "body_group.bank": for words the profile gives no title
};

// Problems: every mistake of the file, joined, each at file:line:col.
Result<ReportDefinition> parse_report_definition(const std::string& file, std::string_view yaml);

// Counts from `data` between the two days, both included. REQUIRES: data.profile.
// Problems: definition_invalid (a level the profile has not), invalid_value (the period ends before it begins).
Result<Report> build_report(const ReportDefinition& definition, const ReportData& data, Date from, Date until);

}  // namespace giamsat
