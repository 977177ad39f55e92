// SPDX-License-Identifier: Apache-2.0
#include "service/commands/outcome_json.hpp"

#include "service/commands/read_fields.hpp"

#include <algorithm>

namespace giamsat {

namespace {

struct SentEntry {
    std::uint64_t seq = 0;
    std::string kind;
    std::optional<CaseId> case_id;
    Json body;
};
struct SentOutcome {
    bool repeated = false;
    std::vector<SentEntry> entries;
};
struct SentProblem {
    std::string code;
    std::vector<std::vector<std::string>> details;
    std::optional<Where> where;
    std::optional<std::vector<Json>> others;
};

}  // namespace

template <>
struct FieldsOf<SentEntry> {
    static constexpr auto all = std::tuple{field("seq", &SentEntry::seq), field("kind", &SentEntry::kind),
                                           field("case", &SentEntry::case_id), field("body", &SentEntry::body)};
};
template <>
struct FieldsOf<SentOutcome> {
    static constexpr auto all =
        std::tuple{field("repeated", &SentOutcome::repeated), field("entries", &SentOutcome::entries)};
};
template <>
struct FieldsOf<SentProblem> {
    static constexpr auto all = std::tuple{field("code", &SentProblem::code), field("details", &SentProblem::details),
                                           field("where", &SentProblem::where), field("others", &SentProblem::others)};
};
template <>
struct FieldsOf<Where> {
    static constexpr auto all = std::tuple{field("file", &Where::file), field("line", &Where::line),
                                           field("column", &Where::column), field("field", &Where::field)};
};
template <>
struct FieldsOf<ImportSummary> {
    static constexpr auto all =
        std::tuple{field("rows", &ImportSummary::rows), field("added", &ImportSummary::added),
                   field("changed", &ImportSummary::changed), field("unchanged", &ImportSummary::unchanged)};
};

Json outcome_json(const Outcome& outcome) {
    Json entries = Json::array();
    for (const RecordedEntry& entry : outcome.entries) {
        Json one = {{"seq", entry.seq}, {"kind", entry.kind}, {"body", entry.body()}};
        if (!entry.case_id.empty()) one["case"] = entry.case_id.value;
        entries.push_back(std::move(one));
    }
    return {{"repeated", outcome.repeated}, {"entries", std::move(entries)}};
}

Result<Outcome> read_outcome(const Json& json) {
    GIAMSAT_TRY(sent, read_fields<SentOutcome>(json, ""));
    Outcome outcome;
    outcome.repeated = sent.repeated;
    for (SentEntry& one : sent.entries)
        outcome.entries.push_back({one.seq, std::move(one.kind), one.case_id.value_or(CaseId{}), one.body.dump()});
    return outcome;
}

Json import_summary_json(const ImportSummary& summary) {
    return {{"rows", summary.rows},
            {"added", summary.added},
            {"changed", summary.changed},
            {"unchanged", summary.unchanged}};
}

Result<ImportSummary> read_import_summary(const Json& json) { return read_fields<ImportSummary>(json, "import"); }

Json sent_problem(const Problem& problem) {
    Json json = {{"code", problem.name()}, {"details", Json::array()}};
    for (const auto& [name, value] : problem.details) json["details"].push_back({name, value});
    const Where& where = problem.where;
    if (!(where == Where{}))
        json["where"] = {{"file", where.file}, {"line", where.line}, {"column", where.column}, {"field", where.field}};
    for (const Problem& other : problem.others) json["others"].push_back(sent_problem(other));
    return json;
}

namespace {

Problem unreadable(const std::string& what) { return {ProblemCode::internal_fault, {{"why", what}}}; }

std::optional<ProblemCode> code_named(const std::string& name) {
    for (const ProblemInfo& one : all_problem_codes())
        if (name == one.name) return one.code;
    return std::nullopt;
}

}  // namespace

Problem read_problem(const Json& json) {
    auto sent = read_fields<SentProblem>(json, "problem");
    if (!sent) return std::move(sent.error());
    const auto code = code_named(sent->code);
    if (!code) return unreadable(sent->code);
    Problem problem(*code);
    for (const auto& pair : sent->details)
        if (pair.size() == 2) problem.details.emplace_back(pair[0], pair[1]);
    problem.where = sent->where.value_or(Where{});
    for (const Json& other : sent->others.value_or(std::vector<Json>{})) problem.others.push_back(read_problem(other));
    return problem;
}

}  // namespace giamsat
