// SPDX-License-Identifier: Apache-2.0
#include "app/cli/names.hpp"

#include "base/text/text.hpp"

#include <algorithm>

namespace giamsat::cli {
namespace {

constexpr std::size_t prefix_min = 4;
constexpr std::size_t id_length = 32;
constexpr std::size_t short_length = 8;
constexpr int cases_max = 1'000'000;

Problem not_found(const LocalText& what, const std::string& name) {
    return {ProblemCode::not_found, {{"what", what.vi}, {"what_en", what.en}, {"name", name}}};
}

Problem ambiguous(const LocalText& what, const std::string& name, const std::vector<std::string>& choices) {
    std::string all;
    for (const std::string& choice : choices) all += (all.empty() ? "" : ", ") + choice;
    return {ProblemCode::ambiguous, {{"what", what.vi}, {"what_en", what.en}, {"name", name}, {"choices", all}}};
}

bool is_hex(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string in_lower_case(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// With "did you mean".
Problem no_such(const LocalText& what, const std::string& name, const std::vector<std::string>& known) {
    std::string near = nearest(name, known);
    if (near.empty()) return not_found(what, name);
    return {ProblemCode::not_found, {{"what", what.vi}, {"what_en", what.en}, {"name", name + " (" + near + "?)"}}};
}

Result<UnitId> unit_at_level(const std::string& level, const std::string& code, const std::string& text, Desk& desk) {
    std::vector<std::string> levels;
    for (const Level& known : desk.profile().levels) levels.push_back(known.id);
    if (!desk.profile().level(level)) return no_such({"cấp", "level"}, level, levels);
    auto found = desk.names.find_unit(level, code);
    if (!found) return not_found({"đơn vị", "unit"}, text);
    return *found;
}

}  // namespace

// What was done stays done: only what it would have shown does not go out.
void disclose_while_writing(Workplace& place, const Context& context) {
    if (!place.takes_commands()) return;
    if (auto recorded = context.disclose(place); !recorded) {
        context.note(context.say({"Việc đã làm xong; phần cần hiện có dữ liệu cá nhân nên không hiện: ",
                                  "It is done; what there was to show holds personal data and is not shown: "}) +
                     recorded.error().message(context.lang()));
        context.disclosure().mask(std::move(recorded.error()));
    }
}

int read_only(const Context& context, const std::function<Result<int>(Desk&)>& work) {
    if (auto on = context.business_day(); !on) return context.fail(on.error());
    auto place = context.read_office();
    if (!place) return context.fail(place.error());
    auto code = at_desk(**place, context, work);
    return code ? *code : context.fail(code.error());
}

Result<UnitId> unit_named(const std::string& text, Desk& desk) {
    auto colon = text.find(':');
    if (colon != text.npos) return unit_at_level(text.substr(0, colon), text.substr(colon + 1), text, desk);
    std::vector<UnitId> found;
    std::vector<std::string> choices;
    for (const Level& level : desk.profile().levels) {
        auto unit = desk.names.find_unit(level.id, text);
        if (!unit) continue;
        found.push_back(*unit);
        choices.push_back(level.id + ":" + text);
    }
    if (found.size() > 1) return ambiguous({"đơn vị", "the units"}, text, choices);
    if (found.size() == 1) return found.front();
    if (text.size() == id_length && desk.read.units.find(UnitId{text})) return UnitId{text};
    return not_found({"đơn vị", "unit"}, text);
}

Result<PersonId> person_named(const std::string& code, Desk& desk) {
    if (auto person = desk.read.people.by_code(code)) return person->id;
    std::vector<std::string> codes;
    for (const Person& known : desk.read.people.all()) codes.push_back(known.code);
    return no_such({"người mang mã", "person with code"}, code, codes);
}

Result<TeamId> team_named(const std::string& code, Desk& desk) {
    if (auto team = desk.read.teams.by_code(code)) return team->id;
    std::vector<std::string> codes;
    for (const Team& known : desk.read.teams.all()) {
        if (fold_for_search(known.code) == fold_for_search(code)) return known.id;
        codes.push_back(known.code);
    }
    return no_such({"đoàn", "team"}, code, codes);
}

Result<std::string> body_named(const std::string& id, Desk& desk) {
    if (desk.profile().body(id)) return id;
    std::vector<std::string> known;
    for (const Body& body : desk.profile().bodies) known.push_back(body.id);
    return no_such({"cơ quan", "body"}, id, known);
}

std::string plan_reference(const Plan& plan, Desk& desk) {
    const PlanType* type = desk.profile().plan_type(plan.type);
    bool one_issuer = type && type->issuers.size() == 1;
    return plan.type + (one_issuer ? "" : "/" + plan.body) + "-" + std::to_string(plan.year);
}

namespace {

bool is_meant(const Plan& plan, const std::string& text, Desk& desk) {
    std::string year = "-" + std::to_string(plan.year);
    return text == plan_reference(plan, desk) || text == plan.type + year ||
           text == plan.type + "/" + plan.body + year || (!plan.number.empty() && text == plan.number);
}

bool was_withdrawn(const Plan& plan, Desk& desk) {
    auto record = desk.read.cases.find(plan.id);
    return record && record->life == "cancelled";
}

}  // namespace

Result<Plan> plan_named(const std::string& text, Desk& desk) {
    std::vector<Plan> found, withdrawn;
    std::string id = in_lower_case(text);
    for (const Plan& plan : desk.read.plans.all()) {
        bool by_id = id.size() >= prefix_min && plan.id.value.rfind(id, 0) == 0;
        if (!by_id && !is_meant(plan, text, desk)) continue;
        (was_withdrawn(plan, desk) && !by_id ? withdrawn : found).push_back(plan);
    }
    if (found.empty()) found = std::move(withdrawn);
    if (found.size() == 1) return found.front();
    std::vector<std::string> choices;
    for (const Plan& plan : found) choices.push_back(plan_reference(plan, desk) + " (" + short_id(plan.id.value) + ")");
    if (!choices.empty()) return ambiguous({"kế hoạch", "the plans"}, text, choices);
    return not_found({"kế hoạch", "plan"}, text);
}

namespace {

LocalText word_for(const std::vector<std::string>& kinds) {
    if (kinds.empty()) return {"hồ sơ", "case"};
    if (kinds.front() == "finding") return {"tồn tại", "finding"};
    return {"cuộc kiểm tra", "visit"};
}

bool is_of(const CaseRecord& record, const std::vector<std::string>& kinds) {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), record.kind) != kinds.end();
}

std::string choice_of(const CaseRecord& record, Desk& desk) {
    auto workflow = desk.bundle.workflows.find(record.workflow);
    std::string title =
        workflow == desk.bundle.workflows.end() ? record.workflow : workflow->second.title.in(desk.lang);
    std::string day = record.planned_on ? ", " + write_date(*record.planned_on, desk.lang) : "";
    return short_id(record.id.value) + " (" + title + ", " + desk.names.label(record.unit, desk.lang) + day + ")";
}

Result<CaseRecord> only_one(std::vector<CaseRecord> found, const std::string& text,
                            const std::vector<std::string>& kinds, Desk& desk) {
    LocalText what = word_for(kinds);
    if (found.empty()) return not_found(what, text);
    if (found.size() == 1) return *desk.read.cases.find(found.front().id);
    std::vector<std::string> choices;
    for (const CaseRecord& record : found) choices.push_back(choice_of(record, desk));
    return ambiguous(what, text, choices);
}

std::vector<CaseRecord> cases_about(const UnitId& unit, const char* life, const std::vector<std::string>& kinds,
                                    Desk& desk) {
    std::vector<CaseRecord> found;
    for (CaseRecord& record : desk.read.cases.list(kinds.size() == 1 ? kinds.front() : "", life, cases_max)) {
        if (record.unit == unit && is_of(record, kinds)) found.push_back(std::move(record));
    }
    return found;
}

// A unit's findings have a command of their own: among cases of any kind they give way to its visit. Where none goes on, what has ended
// is meant.
Result<CaseRecord> case_at_unit(const std::string& text, const std::vector<std::string>& kinds, Desk& desk) {
    GIAMSAT_TRY(unit, unit_named(text, desk));
    std::vector<CaseRecord> found = cases_about(unit, CaseReader::not_ended, kinds, desk);
    if (found.empty()) found = cases_about(unit, "", kinds, desk);
    auto is_finding = [](const CaseRecord& record) { return record.kind == "finding"; };
    if (kinds.empty() && std::count_if(found.begin(), found.end(), is_finding) + 1 == std::ssize(found))
        std::erase_if(found, is_finding);
    return only_one(std::move(found), text, kinds, desk);
}

}  // namespace

namespace {

std::vector<CaseRecord> cases_beginning(const std::string& prefix, const std::vector<std::string>& kinds, Desk& desk) {
    std::vector<CaseRecord> found;
    if (prefix.size() < prefix_min || !is_hex(prefix)) return found;
    for (const CaseId& id : desk.read.cases.by_prefix(prefix)) {
        auto record = desk.read.cases.find(id);
        if (record && is_of(*record, kinds)) found.push_back(std::move(*record));
    }
    return found;
}

}  // namespace

// A unit's code may look like the beginning of an id; an id that is there goes first.
Result<CaseRecord> case_named(const std::string& text, const std::vector<std::string>& kinds, Desk& desk) {
    if (text.find(':') != text.npos) return case_at_unit(text, kinds, desk);
    auto found = cases_beginning(in_lower_case(text), kinds, desk);
    if (!found.empty()) return only_one(std::move(found), text, kinds, desk);
    if (unit_named(text, desk)) return case_at_unit(text, kinds, desk);
    if (is_hex(in_lower_case(text)) && text.size() >= prefix_min) return only_one({}, text, kinds, desk);
    LocalText what = word_for(kinds);
    LocalText why{"cần ít nhất 4 chữ số đầu của mã hồ sơ, hoặc cấp:mã của đơn vị",
                  "at least the first 4 digits of the case's id are needed, or level:code of its unit"};
    return Problem(ProblemCode::invalid_value,
                   {{"field", what.in(desk.lang)}, {"value", text}, {"why", why.vi}, {"why_en", why.en}});
}

Result<PersonId> viewer(const Context& context, Desk& desk) {
    const std::string& code = context.options.on_behalf.empty() ? context.options.as : context.options.on_behalf;
    if (code.empty()) return PersonId{};
    return person_named(code, desk);
}

std::string short_id(const std::string& id) { return id.substr(0, short_length); }

std::string title_of_level(const std::string& level, const Desk& desk) {
    const Level* known = desk.profile().level(level);
    return known ? known->title.in(desk.lang) : level;
}

std::string title_of_body(const std::string& body, const Desk& desk) {
    const Body* known = desk.profile().body(body);
    return known ? known->title.in(desk.lang) : body;
}

std::string title_in(const std::vector<CodeName>& list, const std::string& code, Lang lang) {
    for (const CodeName& one : list) {
        if (one.code == code) return one.title.in(lang);
    }
    return code;
}

}  // namespace giamsat::cli
