// SPDX-License-Identifier: Apache-2.0
#include "kernel/projection/fields.hpp"

#include "kernel/journal/shapes.hpp"

namespace giamsat {

namespace {

const Json no_object = Json::object();
const Json no_list = Json::array();

}  // namespace

const Json* Fields::find(std::string_view name) const {
    const auto at = object_.find(name);
    return at == object_.end() ? nullptr : &*at;
}

void Fields::refuse(std::string_view name) {
    if (problem_) return;
    problem_ = Problem(
        ProblemCode::journal_damaged,
        {{"what", "mục loại " + entry_.kind + " thiếu hoặc sai trường “" + std::string(name) + "”"},
         {"what_en", "an entry of kind " + entry_.kind + " lacks field “" + std::string(name) + "” or has it wrong"}},
        Where{{}, 0, 0, std::string(name)});
}

std::string Fields::word(std::string_view name) {
    const Json* value = find(name);
    if (value && value->is_string()) return value->get_ref<const std::string&>();
    refuse(name);
    return {};
}

CellValue Fields::text(std::string_view name) { return word(name); }

CellValue Fields::day(std::string_view name) {
    std::string text = word(name);
    if (!shapes::is_day(text)) refuse(name);
    return text;
}

CellValue Fields::integer(std::string_view name) {
    const Json* value = find(name);
    if (value && value->is_number_integer()) return value->get<std::int64_t>();
    refuse(name);
    return {};
}

CellValue Fields::flag(std::string_view name) {
    const Json* value = find(name);
    if (value && !value->is_boolean()) refuse(name);
    return std::int64_t{value && value->is_boolean() && value->get<bool>()};
}

CellValue Fields::json(std::string_view name) {
    const Json* value = find(name);
    if (value) return json_of(*value);
    refuse(name);
    return {};
}

CellValue Fields::json_of(const Json& value) {
    auto text = canonical_json(value);
    if (text) return std::move(*text);
    refuse("body");
    return {};
}

CellValue Fields::maybe_text(std::string_view name) { return has(name) ? text(name) : CellValue{}; }
CellValue Fields::maybe_day(std::string_view name) { return has(name) ? day(name) : CellValue{}; }
CellValue Fields::maybe_integer(std::string_view name) { return has(name) ? integer(name) : CellValue{}; }
CellValue Fields::maybe_json(std::string_view name) { return has(name) ? json(name) : CellValue{}; }

CellValue Fields::integer_or(std::string_view name, std::int64_t fallback) {
    return has(name) ? integer(name) : CellValue{fallback};
}

CellValue Fields::case_id() {
    if (entry_.case_id.empty()) refuse("case");
    return entry_.case_id.value;
}

const Json& Fields::object(std::string_view name) {
    const Json* value = find(name);
    if (value && !value->is_object()) refuse(name);
    return value && value->is_object() ? *value : no_object;
}

const Json& Fields::list(std::string_view name) {
    const Json* value = find(name);
    if (value && !value->is_array()) refuse(name);
    return value && value->is_array() ? *value : no_list;
}

CellValue text_or_null(const std::string& text) { return text.empty() ? CellValue{} : CellValue{text}; }

void add_encrypted(Cells& cells, const Entry& entry) {
    const bool any = !entry.enc.empty();
    cells.emplace_back("enc", any ? CellValue{encode_encrypted(entry.enc)} : CellValue{});
    cells.emplace_back("enc_cmd", any ? CellValue{entry.cmd.value} : CellValue{});
    cells.emplace_back("enc_i", any ? CellValue{std::int64_t{entry.i}} : CellValue{});
}

}  // namespace giamsat
