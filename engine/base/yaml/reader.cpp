// SPDX-License-Identifier: Apache-2.0
#include "base/text/text.hpp"
#include "base/yaml/yaml.hpp"

#include <algorithm>
#include <charconv>

namespace giamsat {

namespace {

const LocalText a_text{"chữ", "text"};
const LocalText some_text{"chữ, không để trống", "text that is not empty"};
const LocalText an_integer{"số nguyên", "an integer"};
const LocalText a_boolean{"true hoặc false", "true or false"};
const LocalText a_date{"ngày có thật, viết 2024-05-31", "a real day, written 2024-05-31"};
const LocalText a_mapping{"nhóm khóa: giá trị", "a group of key: value"};
const LocalText a_sequence{"danh sách", "a list"};

LocalText shown(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::null: return {"trống", "nothing"};
        case YamlNode::Kind::sequence: return a_sequence;
        case YamlNode::Kind::mapping: return a_mapping;
        case YamlNode::Kind::scalar: break;
    }
    const std::string text = node.text.size() > 40 ? std::string("…") : node.text;
    return node.quoted ? LocalText{"chuỗi trong ngoặc “" + text + "”", "quoted text “" + text + "”"}
                       : LocalText{"“" + text + "”", "“" + text + "”"};
}

// Only what everybody writes: no octal, no sign +, no _ and no leading zero, which YAML readers disagree about.
std::optional<std::int64_t> decimal(std::string_view text) {
    const auto digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || (digits.size() > 1 && digits[0] == '0') || text == "-0") return std::nullopt;
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string comma_list(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == key; });
    return found == pairs.end() ? nullptr : &found->second;
}

YamlReader::YamlReader(const std::string& file, const YamlNode& node, std::string path, std::vector<Problem>& problems)
    : file_(file), node_(node), path_(std::move(path)), problems_(problems) {
    if (node.kind == YamlNode::Kind::scalar || node.kind == YamlNode::Kind::sequence)
        wrong_type(node, path_, a_mapping);
}

std::string YamlReader::path_of(std::string_view key) const {
    if (key.empty()) return path_;
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

Where YamlReader::where(std::string_view key) const {
    for (std::size_t i = 0; i < node_.pairs.size(); ++i) {
        if (node_.pairs[i].first != key) continue;
        const auto [line, column] = node_.key_places[i];
        return Where{file_, line, column, path_of(key)};
    }
    return Where{file_, node_.line, node_.column, path_of(key)};
}

void YamlReader::wrong_type(const YamlNode& node, const std::string& path, const LocalText& expected) {
    const LocalText found = shown(node);
    const Details details{{"key", path.empty() ? "YAML" : path},
                          {"expected", expected.vi},
                          {"expected_en", expected.en},
                          {"found", found.vi},
                          {"found_en", found.en}};
    report(Problem(ProblemCode::yaml_wrong_type, details, Where{file_, node.line, node.column, path}));
}

const YamlNode* YamlReader::any(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
    return node_.find(key);
}

const YamlNode* YamlReader::wanted(std::string_view key, bool required) {
    const YamlNode* node = any(key);
    if (node && !node->is_null()) return node;
    const bool is_mapping = node_.kind == YamlNode::Kind::mapping || node_.is_null();
    if (required && is_mapping) report(Problem(ProblemCode::yaml_missing_key, {{"key", path_of(key)}}, where(key)));
    return nullptr;
}

bool YamlReader::has(std::string_view key) { return wanted(key, false) != nullptr; }

const YamlNode* YamlReader::scalar(std::string_view key, bool required, const LocalText& expected) {
    const YamlNode* node = wanted(key, required);
    if (!node || node->kind == YamlNode::Kind::scalar) return node;
    wrong_type(*node, path_of(key), expected);
    return nullptr;
}

const YamlNode* YamlReader::container(std::string_view key, YamlNode::Kind kind, const LocalText& expected) {
    const YamlNode* node = wanted(key, false);
    if (!node || node->kind == kind) return node;
    wrong_type(*node, path_of(key), expected);
    return nullptr;
}

const YamlNode* YamlReader::mapping(std::string_view key) { return container(key, YamlNode::Kind::mapping, a_mapping); }
const YamlNode* YamlReader::sequence(std::string_view key) {
    return container(key, YamlNode::Kind::sequence, a_sequence);
}

std::string YamlReader::text(std::string_view key) {
    const YamlNode* node = scalar(key, true, a_text);
    if (node && node->text.empty()) wrong_type(*node, path_of(key), some_text);
    return node ? node->text : std::string();
}

std::string YamlReader::text_or(std::string_view key, std::string fallback) {
    const YamlNode* node = scalar(key, false, a_text);
    return node ? node->text : std::move(fallback);
}

std::optional<std::int64_t> YamlReader::read_integer(std::string_view key, bool required) {
    const YamlNode* node = scalar(key, required, an_integer);
    if (!node) return std::nullopt;
    const auto value = node->quoted ? std::nullopt : decimal(node->text);
    if (!value) wrong_type(*node, path_of(key), an_integer);
    return value;
}

std::int64_t YamlReader::integer(std::string_view key) { return read_integer(key, true).value_or(0); }
std::int64_t YamlReader::integer_or(std::string_view key, std::int64_t fallback) {
    return read_integer(key, false).value_or(fallback);
}

bool YamlReader::boolean_or(std::string_view key, bool fallback) {
    const YamlNode* node = scalar(key, false, a_boolean);
    if (!node) return fallback;
    if (!node->quoted && node->text == "true") return true;
    if (!node->quoted && node->text == "false") return false;
    wrong_type(*node, path_of(key), a_boolean);
    return fallback;
}

std::optional<Date> YamlReader::read_date(std::string_view key, bool required) {
    const YamlNode* node = scalar(key, required, a_date);
    if (!node) return std::nullopt;
    const auto date = Date::parse(node->text);
    if (date) return *date;
    wrong_type(*node, path_of(key), a_date);
    return std::nullopt;
}

Date YamlReader::date(std::string_view key) { return read_date(key, true).value_or(Date{}); }
std::optional<Date> YamlReader::date_opt(std::string_view key) { return read_date(key, false); }

LocalText YamlReader::local(std::string_view key) {
    const YamlNode* node = wanted(key, true);
    if (!node) return {};
    if (node->kind == YamlNode::Kind::scalar) return {node->text, {}};
    YamlReader both(file_, *node, path_of(key), problems_);
    LocalText text{both.text("vi"), both.text_or("en", {})};
    both.finish();
    return text;
}

LocalText YamlReader::local_or(std::string_view key, LocalText fallback) {
    return has(key) ? local(key) : std::move(fallback);
}

std::vector<std::string> YamlReader::texts_or_empty(std::string_view key) {
    const YamlNode* node = wanted(key, false);
    if (!node) return {};
    if (node->kind == YamlNode::Kind::scalar) return {node->text};
    std::vector<std::string> out;
    if (node->kind == YamlNode::Kind::mapping) wrong_type(*node, path_of(key), a_sequence);
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        const YamlNode& item = node->items[i];
        if (item.kind == YamlNode::Kind::scalar)
            out.push_back(item.text);
        else
            wrong_type(item, path_of(key) + "[" + std::to_string(i) + "]", a_text);
    }
    return out;
}

void YamlReader::finish() {
    for (const auto& [key, value] : node_.pairs) {
        if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
        const std::string near = nearest(key, known_);
        const Details details{{"key", path_of(key)},
                              {"suggestion", near.empty() ? "" : " (có phải là “" + near + "”?)"},
                              {"suggestion_en", near.empty() ? "" : " (did you mean “" + near + "”?)"},
                              {"known", comma_list(known_)}};
        report(Problem(ProblemCode::yaml_unknown_key, details, where(key)));
    }
}

}  // namespace giamsat
