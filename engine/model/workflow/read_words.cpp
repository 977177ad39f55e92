// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "model/workflow/reading.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

constexpr std::string_view in_state = "In.";

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string comma_list(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

const std::vector<std::string>& by_words() {
    static const std::vector<std::string> words = {"team.head",      "team",           "parent.team", "body.head",
                                                   "body.secretary", "unit.head ROLE", "role ROLE",   "system"};
    return words;
}

std::optional<By> plain_by(const std::string& text) {
    static const std::vector<std::pair<std::string, By::Kind>> plain = {
        {"team.head", By::Kind::team_head},           {"team", By::Kind::team},
        {"parent.team", By::Kind::parent_team},       {"body.head", By::Kind::body_head},
        {"body.secretary", By::Kind::body_secretary}, {"system", By::Kind::system}};
    for (const auto& [word, kind] : plain) {
        if (text == word) return By{kind, {}, text};
    }
    return std::nullopt;
}

std::optional<FieldType> form_name_type(const Form& form, const std::string& name) {
    const auto dot = name.find('.');
    const Question* question = form.question(name.substr(0, dot));
    if (!question || question->personal) return std::nullopt;
    if (dot == name.npos) return question->repeat ? std::nullopt : std::optional(question->type);
    if (question->repeat && name.substr(dot) == ".count") return FieldType::integer;
    return std::nullopt;
}

bool is_date_field(const Definition& definition, const std::string& name) {
    const DataField* field = definition.field(name);
    return (field ? std::optional(field->type) : case_name_type(name)) == FieldType::date;
}

}  // namespace

Problem mistake(const LocalText& what, const LocalText& advice, Where where) {
    return Problem(ProblemCode::definition_invalid,
                   {{"what", what.vi}, {"what_en", what.en}, {"advice", advice.vi}, {"advice_en", advice.en}},
                   std::move(where));
}

Problem rule_broken(const char* rule, const LocalText& what, const LocalText& advice, Where where) {
    const std::string mark = std::string(" [") + rule + "]";
    Problem problem = mistake({what.vi + mark, what.en + mark}, advice, std::move(where));
    problem.details.emplace_back("rule", rule);
    return problem;
}

LocalText did_you_mean(const std::string& word, const std::vector<std::string>& known) {
    const std::string near = nearest(word, known);
    if (near.empty()) return {};
    return {" (có phải là “" + near + "”?)", " (did you mean “" + near + "”?)"};
}

LocalText one_of(const std::vector<std::string>& known) {
    const std::string list = comma_list(known);
    return {"Dùng một trong: " + list + ".", "Use one of: " + list + "."};
}

bool is_id(std::string_view text) {
    const bool starts_well = !text.empty() && text[0] != '-' && !(text[0] >= '0' && text[0] <= '9');
    return starts_well && text.size() <= 64 && std::all_of(text.begin(), text.end(), is_word_character);
}

std::optional<std::string> event_descriptor(std::string_view text) {
    if (text == "*") return "*";
    if (text.ends_with(".*")) text.remove_suffix(2);
    if (text.empty() || text.size() > 128 || text.front() == '.' || text.back() == '.') return std::nullopt;
    if (text.find("..") != text.npos) return std::nullopt;
    const bool fine = std::all_of(text.begin(), text.end(), [](char c) { return c == '.' || is_word_character(c); });
    return fine ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<std::string> read_choice(Reading& reading, YamlReader& from, const char* key,
                                       const std::vector<std::string>& known) {
    if (!from.has(key)) return std::nullopt;
    const std::string word = from.text(key);
    if (word.empty() || std::find(known.begin(), known.end(), word) != known.end()) return word;
    const LocalText near = did_you_mean(word, known);
    reading.problems.push_back(mistake({"“" + word + "” không dùng được cho “" + key + "”" + near.vi + ".",
                                        "“" + word + "” cannot be used for “" + key + "”" + near.en + "."},
                                       one_of(known), from.where(key)));
    return std::nullopt;
}

std::optional<FieldType> name_type(const Definition& definition, const Scope& scope, const std::string& name) {
    if (name.starts_with("form.")) {
        if (scope.form) return form_name_type(*scope.form, name.substr(5));
        return scope.form_unknown ? std::optional(FieldType::text) : std::nullopt;
    }
    if (name.starts_with(in_state)) return FieldType::boolean;  // the state is looked for when all are known
    if (name.starts_with("event.")) {
        if (!scope.event) return std::nullopt;
        const DataField* field = definition.field(name.substr(6));
        return field ? field->type : FieldType::text;
    }
    if (const DataField* field = definition.field(name)) return field->type;
    return case_name_type(name);
}

std::optional<By> read_by(Reading& reading, const std::string& text, const Where& where) {
    if (auto plain = plain_by(text)) return plain;
    for (const auto& [prefix, kind] : {std::pair<std::string, By::Kind>{"role ", By::Kind::role},
                                       std::pair<std::string, By::Kind>{"unit.head ", By::Kind::unit_head}}) {
        if (text.starts_with(prefix) && is_id(text.substr(prefix.size())))
            return By{kind, text.substr(prefix.size()), text};
    }
    const LocalText near = did_you_mean(text, by_words());
    reading.problems.push_back(rule_broken("W05",
                                           {"“" + text + "” không nói được ai làm bước này" + near.vi + ".",
                                            "“" + text + "” does not say who does this step" + near.en + "."},
                                           one_of(by_words()), where));
    return std::nullopt;
}

void check_date_field(Reading& reading, const std::string& name, const Where& where) {
    if (is_date_field(reading.definition, name)) return;
    std::vector<std::string> known = {"planned_on", "due_on", "opened_on"};
    for (const auto& field : reading.definition.data) {
        if (field.type == FieldType::date) known.push_back(field.name);
    }
    const LocalText near = did_you_mean(name, known);
    reading.problems.push_back(mistake(
        {"“" + name + "” không phải trường ngày" + near.vi + ".", "“" + name + "” is not a date field" + near.en + "."},
        one_of(known), where));
}

void check_level(Reading& reading, const std::string& level, const Where& where) {
    const Profile* profile = reading.context.profile;
    if (level.empty() || !profile || profile->level(level)) return;
    std::vector<std::string> known;
    for (const auto& one : profile->levels) known.push_back(one.id);
    const LocalText near = did_you_mean(level, known);
    reading.problems.push_back(
        mistake({"Không có cấp “" + level + "”" + near.vi + ".", "There is no level “" + level + "”" + near.en + "."},
                one_of(known), where));
}

std::optional<Expression> compile(Reading& reading, const std::string& source, const Scope& scope, const Where& where,
                                  Taker taker) {
    // The unknown form is a mistake of its own; its questions would only add noise.
    const bool unknown_form = scope.form_unknown && reading.context.forms && source.find("${form.") != source.npos;
    if (unknown_form) return std::nullopt;
    const Definition& definition = reading.definition;
    auto compiled = Expression::compile(source, types_for(definition, scope, source, taker), where);
    if (!compiled) {
        reading.problems.push_back(wrong_expression(std::move(compiled.error()), definition, scope));
        return std::nullopt;
    }
    for (const auto& name : compiled->names()) {
        if (name.starts_with(in_state))
            reading.references.push_back({Reference::From::guard, 0, name.substr(in_state.size()), where});
    }
    return std::move(*compiled);
}

std::optional<Expression> read_expression(Reading& reading, YamlReader& from, const char* key, const Scope& scope,
                                          Taker taker) {
    if (!from.has(key)) return std::nullopt;
    const std::string source = from.text(key);
    return source.empty() ? std::nullopt : compile(reading, source, scope, from.where(key), taker);
}

std::optional<Expression> read_guard(Reading& reading, YamlReader& from, const Scope& scope) {
    auto guard = read_expression(reading, from, "when", scope, FieldType::boolean);
    if (guard && guard->gives() != FieldType::boolean)
        reading.problems.push_back(wrong_guard(*guard, from.where("when")));
    return guard;
}

std::vector<std::string> read_names(Reading& reading, YamlReader& from, const char* key) {
    auto names = from.texts_or_empty(key);
    const YamlNode* node = from.any(key);
    if (node && node->kind == YamlNode::Kind::sequence && node->items.empty())
        reading.problems.push_back(mistake(
            {std::string("“") + key + "” là danh sách trống.", std::string("“") + key + "” is an empty list."},
            {"Ghi ít nhất một mục, hoặc bỏ khóa này.", "Name at least one, or remove the key."}, from.where(key)));
    return names;
}

std::string read_legal(YamlReader& from) {
    std::string legal;
    for (const auto& text : from.texts_or_empty("legal")) legal += (legal.empty() ? "" : "; ") + text;
    return legal;
}

std::string read_event(Reading& reading, YamlReader& from, const char* key) {
    const std::string name = from.text(key);
    const auto event = event_descriptor(name);
    const bool fine = event && *event == name && name != "*";
    if (!name.empty() && !fine)
        reading.problems.push_back(
            mistake({"“" + name + "” không phải tên sự kiện.", "“" + name + "” is not the name of an event."},
                    {"Dùng chữ không dấu, số, _ , - và dấu chấm.", "Use plain letters, digits, _, - and dots."},
                    from.where(key)));
    return name;
}

}  // namespace giamsat::workflow
