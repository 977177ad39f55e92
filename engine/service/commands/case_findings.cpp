// SPDX-License-Identifier: Apache-2.0
// Findings and recommendations that come out of a step's form.
#include "service/commands/running.hpp"

#include "base/crypto/crypto.hpp"

namespace giamsat {
namespace {

const std::string* personal_at(const CaseEngine::Running& run, const std::string& path) {
    if (!run.input.submission) return nullptr;
    for (const auto& [known, text] : run.input.submission->personal) {
        if (known == path) return &text;
    }
    return nullptr;
}

Problem bad_row(const CaseEngine::Running& run, const std::string& path, LocalText why) {
    return {ProblemCode::form_invalid,
            {{"form", run.input.event.form}, {"field", path}, {"why", why.vi}, {"why_en", why.en}},
            {"", 0, 0, path}};
}

std::string text_of(const Json& row, const char* key) {
    auto found = row.find(key);
    return found != row.end() && found->is_string() ? found->get<std::string>() : "";
}

std::int64_t amount_of(const Json& row) {
    auto found = row.find("amount");
    return found != row.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

Result<Date> due_of(const Json& row, int days, Date today) {
    std::string text = text_of(row, "due_on");
    if (text.empty()) return today.plus_days(days);
    return Date::parse(text);
}

// The same mistake at the same unit has the same fingerprint, from coded facts only.
std::string fingerprint(const std::string& code, const UnitId& unit) {
    return derived_id(unit.value, "finding/" + code);
}

const Json* rows_of(const CaseEngine::Running& run, const std::string& name) {
    auto found = run.input.event.answers.find(name);
    return found != run.input.event.answers.end() && found->is_array() ? &*found : nullptr;
}

}  // namespace

Done CaseEngine::open_findings(const FindingsAction& action, const Effect& effect, const Running& run) {
    if (action.rows.empty()) {
        Json row = run.input.event.data.is_object() ? run.input.event.data : Json::object();
        auto code = effect.values.find("code");
        if (code != effect.values.end()) row["code"] = code->second;
        auto amount = effect.values.find("amount");
        if (amount != effect.values.end()) row["amount"] = amount->second;
        return open_finding(row, "", run);
    }
    const Json* rows = rows_of(run, action.rows);
    if (!rows) return {};
    for (std::size_t i = 0; i < rows->size(); ++i) {
        GIAMSAT_CHECK(open_finding((*rows)[i], action.rows + "[" + std::to_string(i) + "].", run));
    }
    return {};
}

Done CaseEngine::open_finding(const Json& row, const std::string& path, const Running& run) {
    const Profile& profile = session_.profile().profile;
    std::string code = text_of(row, "code");
    const FindingCode* known = profile.finding(code);
    if (!known)
        return bad_row(run, path + "code",
                       {"không có mã tồn tại “" + code + "”", "there is no finding code “" + code + "”"});
    std::string severity_id = text_of(row, "severity").empty() ? known->severity : text_of(row, "severity");
    const Severity* severity = profile.severity(severity_id);
    if (!severity) return bad_row(run, path + "severity", {"không có mức độ này", "there is no such severity"});
    GIAMSAT_TRY(due, due_of(row, severity->deadline_days, session_.today()));
    UnitId unit = run.record.unit;
    if (!text_of(row, "unit").empty()) unit = UnitId{text_of(row, "unit")};
    Opening opening;
    opening.workflow = profile.finding_workflow;
    opening.unit = unit;
    opening.plan = run.record.plan;
    opening.body = run.record.body, opening.body_unit = run.record.body_unit;
    opening.plan_type = run.record.plan_type, opening.year = run.record.year;
    opening.due_on = due;
    // The finding must be known before its workflow notifies anybody about it.
    auto opened = open(opening);
    if (!opened) return std::move(opened.error());
    auto at = session_.read.units.find(unit);
    const Body* body = profile.body(run.record.body);
    Json finding = {{"visit", run.record.id.value},
                    {"unit", unit.value},
                    {"level", at ? at->level : run.record.level},
                    {"code", code},
                    {"severity", severity_id},
                    {"amount", amount_of(row)},
                    {"body_group", body ? body->group : ""},
                    {"fingerprint", fingerprint(code, unit)},
                    {"found_on", session_.today().iso()},
                    {"due_on", due.iso()}};
    put(finding, "association", association_of(run.record.body, unit, session_));
    Draft draft{.kind = "finding.recorded/1", .case_id = *opened, .body = std::move(finding)};
    if (const std::string* text = personal_at(run, path + "text"))
        draft.personal.push_back({opened->value, "text", *text});
    GIAMSAT_CHECK(session_.record(std::move(draft)));
    Json recommendation = row;
    recommendation["due_on"] = due.iso();
    return personal_at(run, path + "recommendation") ? recommend_row(recommendation, path, *opened, run) : Done{};
}

Done CaseEngine::recommend(const RecommendAction& action, const Running& run) {
    if (action.rows.empty()) return recommend_row(run.input.event.answers, "", CaseId{}, run);
    const Json* rows = rows_of(run, action.rows);
    if (!rows) return {};
    for (std::size_t i = 0; i < rows->size(); ++i) {
        GIAMSAT_CHECK(recommend_row((*rows)[i], action.rows + "[" + std::to_string(i) + "].", CaseId{}, run));
    }
    return {};
}

Done CaseEngine::recommend_row(const Json& row, const std::string& path, const CaseId& finding, const Running& run) {
    constexpr int days_default = 30;
    GIAMSAT_TRY(due, due_of(row, days_default, session_.today()));
    std::string addressee = text_of(row, "addressee");
    CaseId source = run.record.id;
    Json body = {{"recommendation", session_.new_id("recommendation")},
                 {"unit", run.record.unit.value},
                 {"addressee", addressee.empty() ? "group" : addressee},
                 {"made_on", session_.today().iso()},
                 {"due_on", due.iso()}};
    put(body, "finding", finding.value);
    Draft draft{.kind = "recommendation.made/1", .case_id = source, .body = std::move(body)};
    const std::string* text = personal_at(run, path + "recommendation");
    if (!text) text = personal_at(run, path + "text");
    if (text) draft.personal.push_back({source.value, "text", *text});
    return session_.record(std::move(draft));
}

Done CaseEngine::settle(const SettleAction& action, const Running& run) {
    if (action.outcome == "reopened") {
        auto finding = session_.read.findings.find(run.record.id);
        if (!finding) return {};
        return session_.record(
            {.kind = "finding.reopened/1", .case_id = run.record.id, .body = {{"count", finding->reopened + 1}}});
    }
    // What was recommended is late or not by the day it was done, whenever that was verified.
    auto done_on = run.record.data.find(action.on);
    std::string on = done_on == run.record.data.end() ? session_.today().iso() : done_on->second.get<std::string>();
    for (const RecommendationRecord& one : session_.read.findings.recommendations_of(run.record.id)) {
        if (!one.outcome.empty()) continue;
        GIAMSAT_CHECK(session_.record({.kind = "recommendation.settled/1",
                                       .case_id = run.record.id,
                                       .body = {{"recommendation", one.id}, {"outcome", action.outcome}, {"on", on}}}));
    }
    return {};
}

}  // namespace giamsat
