// SPDX-License-Identifier: Apache-2.0
#include "app/cli/form_file.hpp"

#include "base/platform/files.hpp"
#include "base/text/text.hpp"
#include "base/yaml/yaml.hpp"

namespace giamsat::cli {
namespace {

constexpr std::size_t bytes_max = 1 << 20;
constexpr std::size_t remark_column = 34;

Json json_of(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::null: return nullptr;
        case YamlNode::Kind::scalar:
            if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
            return node.text;
        case YamlNode::Kind::sequence: {
            Json list = Json::array();
            for (const YamlNode& item : node.items) list.push_back(json_of(item));
            return list;
        }
        case YamlNode::Kind::mapping: break;
    }
    Json map = Json::object();
    for (const auto& [key, value] : node.pairs) map[key] = json_of(value);
    return map;
}

void drop_remarks(Json& json) {
    if (json.is_object()) {
        std::erase_if(json.get_ref<Json::object_t&>(), [](const auto& pair) { return pair.first.rfind("_", 0) == 0; });
    }
    if (!json.is_structured()) return;
    for (Json& inner : json) drop_remarks(inner);
}

Result<Json> answers_in(const std::filesystem::path& file, const std::string& bytes) {
    std::string ending = file.extension().string();
    if (ending != ".yaml" && ending != ".yml") return parse_json(bytes);
    GIAMSAT_TRY(document, parse_yaml(file.string(), bytes, {.bytes_max = bytes_max}));
    return json_of(document.root);
}

LocalText word_of(FieldType type) {
    switch (type) {
        case FieldType::integer: return {"số nguyên", "whole number"};
        case FieldType::decimal: return {"số", "number"};
        case FieldType::boolean: return {"true | false", "true | false"};
        case FieldType::date: return {"ngày/tháng/năm", "day/month/year"};
        case FieldType::money: return {"đồng", "đồng"};
        case FieldType::choice:
        case FieldType::text: break;
    }
    return {"", ""};
}

std::string choices_of(const Question& question, const Form& form, Lang lang) {
    std::string all;
    auto list = form.choices.find(question.list);
    if (list == form.choices.end()) return all;
    for (const Choice& choice : list->second)
        all += (all.empty() ? "" : " | ") + choice.name + " = " + choice.label.in(lang);
    return all;
}

std::string remark_of(const Question& question, const Form& form, Lang lang) {
    std::string text = question.label.in(lang);
    std::string kind =
        question.type == FieldType::choice ? choices_of(question, form, lang) : word_of(question.type).in(lang);
    if (!kind.empty()) text += "; " + kind;
    if (question.required) text += LocalText{"; bắt buộc", "; required"}.in(lang);
    if (question.relevant)
        text +=
            LocalText{"; tùy câu trước, không áp dụng thì bỏ trống", "; where it applies, else left empty"}.in(lang);
    return text;
}

// A value in YAML: quoted when it is text, so that codes stay as they are.
std::string yaml_value(const Json& value) { return value.is_null() ? "" : value.dump(); }

std::string yaml_line(const std::string& start, const Json& value, const std::string& remark) {
    std::string line = start + ":" + (value.is_null() ? "" : " " + yaml_value(value));
    return remark.empty() ? line + "\n" : pad_right(line, remark_column) + "  # " + remark + "\n";
}

// What the questions mean stands beside the first row only; who the row is about beside each.
std::string yaml_row(const Question& repeat, const Form& form, const Json& row, const std::string& indent, bool first,
                     Lang lang) {
    std::string text;
    for (const Question& question : repeat.rows) {
        if (question.calculation) continue;
        std::string start = indent + (text.empty() ? "- " : "  ") + question.name;
        std::string remark = first ? remark_of(question, form, lang) : "";
        if (text.empty() && row.contains("_")) remark += (remark.empty() ? "" : " · ") + row["_"].get<std::string>();
        text += yaml_line(start, row.value(question.name, Json()), remark);
    }
    return text;
}

std::string yaml_rows(const Question& repeat, const Form& form, const FirstRows& rows, Lang lang) {
    auto first = rows.find(repeat.name);
    if (first != rows.end() && !first->second.empty()) {
        std::string text = repeat.name + ":  # " + repeat.label.in(lang) + "\n";
        for (const Json& row : first->second)
            text += yaml_row(repeat, form, row, "  ", &row == &first->second.front(), lang);
        return text;
    }
    std::string text =
        repeat.name + ": []  # " + repeat.label.in(lang) +
        LocalText{"; mỗi dòng như sau (bỏ # ở đầu, bỏ [])", "; rows like this (take away the # and the [])"}.in(lang) +
        "\n";
    return text + yaml_row(repeat, form, Json::object(), "#  ", true, lang);
}

Json empty_row(const Question& repeat, const Json& given) {
    Json row = given;
    for (const Question& question : repeat.rows) {
        if (!question.calculation && !row.contains(question.name)) row[question.name] = nullptr;
    }
    return row;
}

}  // namespace

Result<Json> read_answers(const std::filesystem::path& file) {
    GIAMSAT_TRY(bytes, read_file(file, bytes_max));
    auto answers = answers_in(file, bytes);
    if (!answers) {
        if (answers.error().where.file.empty()) answers.error().where.file = file.string();
        return std::move(answers.error());
    }
    drop_remarks(*answers);
    return std::move(*answers);
}

std::string yaml_form(const Form& form, const FirstRows& rows, Lang lang) {
    std::string text = "# " + form.number + " · " + form.title.in(lang) + "\n";
    for (const Question& question : form.questions) {
        if (question.calculation) continue;
        text += question.repeat ? yaml_rows(question, form, rows, lang)
                                : yaml_line(question.name, {}, remark_of(question, form, lang));
    }
    text.pop_back();
    return text;
}

Json json_form(const Form& form, const FirstRows& rows) {
    Json json = Json::object();
    for (const Question& question : form.questions) {
        if (question.calculation) continue;
        json[question.name] = question.repeat ? Json::array() : Json();
        auto first = rows.find(question.name);
        if (!question.repeat || first == rows.end()) continue;
        for (const Json& row : first->second) json[question.name].push_back(empty_row(question, row));
    }
    return json;
}

}  // namespace giamsat::cli
