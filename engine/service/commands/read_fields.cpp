// SPDX-License-Identifier: Apache-2.0
#include "service/commands/read_fields.hpp"

#include "base/crypto/crypto.hpp"
#include "service/commands/command_json.hpp"

#include <algorithm>
#include <limits>

namespace giamsat {

namespace {

constexpr std::size_t wrong_max = 100;  // told of one object
constexpr std::size_t id_digits = 32;

bool is_id(const std::string& text) {
    const auto digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.empty() || (text.size() == id_digits && std::all_of(text.begin(), text.end(), digit));
}

}  // namespace

Problem wrong_at(const std::string& field, const LocalText& why) {
    return {ProblemCode::command_invalid,
            {{"field", field}, {"why", why.vi}, {"why_en", why.in(Lang::en)}},
            {"", 0, 0, field}};
}

FieldReader::FieldReader(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
    is(json_.is_object(), path_.empty() ? "." : path_, {"phải là đối tượng", "must be an object"});
}

void FieldReader::wrong(const std::string& path, const LocalText& why) {
    if (wrong_.size() < wrong_max) wrong_.push_back(wrong_at(path, why));
}

bool FieldReader::is(bool right, const std::string& path, const LocalText& expected) {
    if (!right) wrong(path, expected);
    return right;
}

const Json* FieldReader::find_if_there(const char* name) {
    known_.insert(name);
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
}

const Json* FieldReader::find(const char* name) {
    const Json* value = find_if_there(name);
    if (json_.is_object()) is(value != nullptr, path_of(name), {"thiếu", "it is missing"});
    return value;
}

void FieldReader::complain_of_unknown() {
    if (!json_.is_object()) return;
    for (const auto& [name, value] : json_.items())
        if (!known_.contains(name)) wrong(path_of(name), {"không có ô này", "there is no such field"});
}

Done FieldReader::finish() {
    complain_of_unknown();
    if (wrong_.empty()) return {};
    return join(std::move(wrong_));
}

void FieldReader::finish_into(FieldReader& outer) {
    complain_of_unknown();
    for (Problem& one : wrong_)
        if (outer.wrong_.size() < wrong_max) outer.wrong_.push_back(std::move(one));
}

void FieldReader::take(const Json& json, std::string& to, const std::string& path) {
    if (is(json.is_string(), path, {"phải là chữ", "must be text"})) to = json.get<std::string>();
}

void FieldReader::take(const Json& json, bool& to, const std::string& path) {
    if (is(json.is_boolean(), path, {"phải là true hoặc false", "must be true or false"})) to = json.get<bool>();
}

void FieldReader::take(const Json& json, std::int64_t& to, const std::string& path) {
    const bool fits = json.is_number_integer() &&
                      (!json.is_number_unsigned() || json.get<std::uint64_t>() <= std::uint64_t{json_integer_max});
    if (is(fits, path, {"phải là số nguyên", "must be a whole number"})) to = json.get<std::int64_t>();
}

void FieldReader::take(const Json& json, std::uint64_t& to, const std::string& path) {
    if (is(json.is_number_unsigned(), path, {"phải là số nguyên không âm", "must be a whole number, not negative"}))
        to = json.get<std::uint64_t>();
}

void FieldReader::take(const Json& json, int& to, const std::string& path) {
    std::int64_t value = 0;
    take(json, value, path);
    const bool fits = value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
    if (is(fits, path, {"số quá lớn", "the number is too large"})) to = static_cast<int>(value);
}

void FieldReader::take(const Json& json, Date& to, const std::string& path) {
    const std::string text = json.is_string() ? json.get<std::string>() : "";
    const auto day = Date::parse(text);
    if (is(day && day->iso() == text, path, {"phải là ngày dạng 2024-05-31", "must be a day such as 2024-05-31"}))
        to = *day;
}

void FieldReader::take_id(const Json& json, std::string& to, const std::string& path) {
    const std::string text = json.is_string() ? json.get<std::string>() : "?";
    if (is(is_id(text), path, {"phải là mã 32 chữ số", "must be an id of 32 digits"})) to = text;
}

void FieldReader::take_bytes(const Json& json, std::string& to, const std::string& path) {
    const auto raw = json.is_string() ? from_base64(json.get_ref<const std::string&>()) : std::nullopt;
    if (is(raw.has_value(), path, {"phải là base64", "must be base64"})) to = *raw;
}

void FieldReader::take_bytes(const Json& json, std::map<std::string, std::string>& to, const std::string& path) {
    if (!is(json.is_object(), path, {"phải là đối tượng", "must be an object"})) return;
    for (const auto& [name, value] : json.items()) take_bytes(value, to[name], path + "." + name);
}

}  // namespace giamsat
