// SPDX-License-Identifier: Apache-2.0
#include "app/demo/answers.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::demo {
namespace {

const YamlNode* entry_named(const std::vector<YamlNode>& list, std::string_view key, const std::string& name) {
    for (const YamlNode& item : list) {
        if (Settings::text_of(item, key) == name) return &item;
    }
    return nullptr;
}

bool is_code_of(const BorrowerSpec& borrower, int year) { return borrower.joined <= year; }

std::string tenth(std::int64_t tenths) { return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10); }

}  // namespace

std::string Answers::say(Settings::Path path, const std::string& key, int year) const {
    auto texts = files_.texts.texts(path);
    return texts.empty() ? "" : choices_.pick(texts, key, year, "words");
}

std::string Answers::choose(Settings::Path list, const std::string& key, int year, const std::string& purpose) const {
    auto all = files_.behaviour.weighted(list);
    return all.empty() ? "" : choices_.pick(all, key, year, purpose).name;
}

Answers::Figures Answers::figures(const Visited& visited) const {
    Figures f;
    const Place* at = cast_.place(visited.unit);
    auto add = [&](const std::string& group) {
        for (const BorrowerSpec* borrower : cast_.members(group)) {
            if (is_code_of(*borrower, visited.year)) ++f.members, f.outstanding += borrower->outstanding;
        }
    };
    for (const UnitSpec& unit : cast_.units()) {
        bool counts = unit.level == "group" && at &&
                      (visited.level == "district" || unit.code == at->spec->code || unit.parent == at->spec->code);
        if (counts) add(unit.code);
    }
    auto share = [&](const char* name) {
        return choices_.between(files_.behaviour.range({"answers", name}), visited.key, visited.year, name);
    };
    bool overdue = visited.level != "group" || choices_.chance(files_.behaviour.number({"answers", "overdue_groups"}),
                                                               visited.key, visited.year, "overdue");
    if (overdue) f.overdue = f.outstanding / 1000 * share("overdue_share");
    f.interest_debt = f.outstanding / 1000 * share("interest_debt_share");
    f.deposits = f.outstanding / 1000 * share("deposits_share");
    return f;
}

std::optional<Json> Answers::answer_whole(const Question& question, const Visited& visited, const Figures& f) const {
    const std::string& name = question.name;
    if (name == "members" || name == "borrowers") return f.members;
    if (name == "outstanding") return f.outstanding;
    if (name == "overdue") return f.overdue;
    if (name == "interest_debt") return f.interest_debt;
    if (name == "deposits") return f.deposits;
    if (name == "frozen") return 0;
    if (name == "groups") {
        const Place* at = cast_.place(visited.unit);
        return std::count_if(cast_.units().begin(), cast_.units().end(), [&](const UnitSpec& unit) {
            return at && unit.level == "group" && unit.parent == at->spec->code;
        });
    }
    if (name == "members_overdue") return f.overdue > 0 ? 1 : 0;
    if (name == "members_in_interest_debt") return f.interest_debt > 0 ? 2 : 0;
    if (name == "sessions_held") return 4;
    return std::nullopt;
}

std::optional<Json> Answers::answer_share(const Question& question, const Visited& visited) const {
    if (question.name == "score") {
        auto grades = files_.behaviour.weighted({"answers", "grades"}, "grade");
        if (grades.empty()) return std::nullopt;
        const YamlNode* grade = entry_named(files_.behaviour.list({"answers", "grades"}), "grade",
                                            choices_.pick(grades, visited.key, visited.year, "grade").name);
        return std::to_string(
            choices_.between(Settings::range_of(grade->find("score")), visited.key, visited.year, "score"));
    }
    const YamlNode* share = entry_named(files_.behaviour.list({"answers", "shares"}), "name", question.name);
    if (!share) return std::nullopt;
    return tenth(choices_.between(Settings::range_of(share), visited.key, visited.year, question.name));
}

bool Answers::answer_yes(const Question& question, const Visited& visited) const {
    const auto& checklist = files_.behaviour.list({"answers", "checklist"});
    const YamlNode* entry = entry_named(checklist, "name", question.name);
    if (!entry) entry = entry_named(checklist, "name", "others");
    return choices_.chance(entry ? Settings::number_of(*entry, "yes") : 1000, visited.key, visited.year, question.name);
}

std::optional<Json> Answers::answer_text(const Question& question, const Visited& visited) const {
    if (question.name == "strengths") return say({"strengths", visited.level}, visited.key, visited.year);
    if (question.name == "weaknesses") return say({"weaknesses", visited.level}, visited.key, visited.year);
    if (question.name == "opinion") return say({"opinions"}, visited.key, visited.year);
    if (question.name == "remarks") return say({"remarks"}, visited.key, visited.year);
    return std::nullopt;
}

std::optional<Json> Answers::answer_choice(const Question& question, const Visited& visited) const {
    if (!files_.behaviour.find({"answers", question.list})) return std::nullopt;
    return choose({"answers", question.list}, visited.key, visited.year, question.name);
}

std::optional<Json> Answers::answer(const Question& question, const Visited& visited, const Figures& f) const {
    if (question.calculation) return std::nullopt;
    if (question.repeat) return question.name == "findings" ? std::optional<Json>(findings(visited)) : std::nullopt;
    switch (question.type) {
        case FieldType::date:
            if (question.name == "complete_by") return visited.on.plus_days(30).iso();
            return question.name == "data_as_of"
                       ? Date::of(visited.on.year(), visited.on.month(), 1).plus_days(-1).iso()
                       : visited.on.iso();
        case FieldType::boolean: return answer_yes(question, visited);
        case FieldType::integer:
        case FieldType::money: return answer_whole(question, visited, f);
        case FieldType::decimal: return answer_share(question, visited);
        case FieldType::choice: return answer_choice(question, visited);
        case FieldType::text: return answer_text(question, visited);
    }
    return std::nullopt;
}

Json Answers::record(const Form& form, const Visited& visited) const {
    Figures f = figures(visited);
    Json answers = Json::object();
    for (const Question& question : form.questions) {
        if (auto given = answer(question, visited, f)) answers[question.name] = std::move(*given);
    }
    return answers;
}

Json Answers::finding_row(const std::string& code, const Visited& visited, const std::string& purpose) const {
    Json found = {{"code", code}};
    if (const YamlNode* words = entry_named(files_.texts.list({"findings"}), "code", code)) {
        found["text"] = Settings::text_of(*words, "text");
        found["recommendation"] = Settings::text_of(*words, "recommendation");
        found["addressee"] = Settings::text_of(*words, "addressee");
    }
    if (choices_.chance(files_.behaviour.number({"severity_raised"}), visited.key, visited.year, purpose + " raised"))
        found["severity"] = "high";
    return found;
}

Json Answers::findings(const Visited& visited) const {
    Json rows = Json::array();
    const YamlNode* rules = entry_named(files_.behaviour.list({"findings"}), "level", visited.level);
    if (!rules) return rows;
    int dice = choices_.between({0, 999}, visited.key, visited.year, "findings");
    int none = Settings::number_of(*rules, "none"), one = Settings::number_of(*rules, "one");
    int count = dice < none ? 0 : dice < none + one ? 1 : 2;
    std::vector<Weighted> codes;
    for (const YamlNode& item : rules->find("codes")->items)
        codes.push_back({Settings::text_of(item, "code"), Settings::number_of(item, "weight", 1)});
    for (int i = 0; i < count; ++i) {
        std::string purpose = "finding " + std::to_string(i);
        std::string code = choices_.pick(codes, visited.key, visited.year, purpose).name;
        bool again = std::any_of(rows.begin(), rows.end(), [&](const Json& row) { return row["code"] == code; });
        if (!again) rows.push_back(finding_row(code, visited, purpose));
    }
    return rows;
}

std::int64_t Answers::wrong_amount(const BorrowerSpec& borrower, int year) const {
    if (!choices_.chance(files_.behaviour.number({"wrong_purpose", "rate"}), borrower.code, year, "wrong purpose"))
        return 0;
    Range share = files_.behaviour.range({"wrong_purpose", "share"});
    return borrower.amount / 1000 * choices_.between(share, borrower.code, year, "wrong share");
}

Json Answers::row(const UnitId& unit, const Visited& visited) const {
    const BorrowerSpec* borrower = cast_.borrower(unit);
    if (!borrower) return Json::object();
    std::int64_t wrong = wrong_amount(*borrower, visited.year);
    return {{"borrower", borrower->code},
            {"presence", "present"},
            {"loan", borrower->loan},
            {"programme", borrower->programme},
            {"disbursed", borrower->amount},
            {"outstanding", borrower->outstanding},
            {"purpose", borrower->purpose},
            {"received", borrower->amount},
            {"actual_outstanding", borrower->outstanding},
            {"used_for", wrong > 0 ? say({"used_wrongly_for"}, borrower->code, visited.year)
                                   : say({"used_for"}, borrower->code, visited.year)},
            {"right_amount", borrower->amount - wrong},
            {"wrong_amount", wrong},
            {"effect", choose({"answers", "effect"}, borrower->code, visited.year, "effect")},
            {"interest_debt", 0},
            {"signed", choices_.chance(files_.behaviour.number({"answers", "signed", "yes"}), borrower->code,
                                       visited.year, "signed")}};
}

Json Answers::sheet(const Visited& visited, const std::vector<UnitId>& sampled) const {
    Json rows = Json::array();
    bool wrong = false;
    for (const UnitId& unit : sampled) {
        rows.push_back(row(unit, visited));
        wrong = wrong || rows.back().value("wrong_amount", std::int64_t{0}) > 0;
    }
    Json sheet = {
        {"checked_on", visited.on.iso()}, {"rows", rows}, {"progress", say({"progress"}, visited.key, visited.year)}};
    if (wrong) sheet["measures"] = say({"measures"}, visited.key, visited.year);
    return sheet;
}

Json Answers::borrower_record(const Visited& visited) const {
    Json row_of = row(visited.unit, visited);
    Json answers = {{"checked_on", visited.on.iso()}, {"presence", "present"}};
    for (const char* name : {"loan", "programme", "disbursed", "interest_debt", "purpose", "used_for", "right_amount",
                             "wrong_amount", "effect"}) {
        if (row_of.contains(name)) answers[name] = row_of[name];
    }
    answers["principal"] = row_of.value("outstanding", std::int64_t{0});
    answers["capacity"] = choose({"answers", "capacity"}, visited.key, visited.year, "capacity");
    answers["findings"] = findings(visited);
    return answers;
}

Json Answers::response(const Visited& visited, const std::string& finding) const {
    return {{"responded_on", visited.on.iso()},
            {"agreed", true},
            {"cause", choose({"answers", "cause"}, visited.key, visited.year, finding + " cause")},
            {"text", say({"responses"}, visited.key, visited.year)}};
}

Json Answers::rectification(const Visited& visited, const std::string& finding) const {
    return {{"rectified_on", visited.on.iso()},
            {"measure", choose({"answers", "measure"}, visited.key, visited.year, finding + " measure")},
            {"text", say({"rectifications"}, visited.key, visited.year)}};
}

Json Answers::verification(const Visited& visited, const std::string& finding) const {
    return {{"verified_on", visited.on.iso()},
            {"method", choose({"answers", "method"}, visited.key, visited.year, finding + " method")},
            {"text", say({"verifications"}, visited.key, visited.year)}};
}

Json Answers::session(const YamlNode& spec, const std::string& key, Date on) const {
    Json recommendations = Json::array();
    const auto& words = files_.texts.list({"sessions", "recommendations"});
    int count = choices_.between(Settings::range_of(spec.find("recommendations")), key, on.year(), "recommendations");
    auto first = words.empty() ? 0 : choices_.draw(key, on.year(), "first recommendation") % words.size();
    for (int i = 0; i < count && !words.empty(); ++i) {
        const YamlNode& one = words[(first + static_cast<std::size_t>(i)) % words.size()];
        recommendations.push_back({{"text", Settings::text_of(one, "text")},
                                   {"addressee", Settings::text_of(one, "addressee")},
                                   {"due_on", on.plus_days(30 + 15 * i).iso()}});
    }
    return {{"session_kind", Settings::text_of(spec, "kind")},
            {"held_on", on.iso()},
            {"attendees", choices_.between(Settings::range_of(spec.find("attendees")), key, on.year(), "attendees")},
            {"invited", Settings::number_of(spec, "invited")},
            {"contents", say({"sessions", "contents"}, key, on.year())},
            {"recommendations", recommendations}};
}

}  // namespace giamsat::demo
