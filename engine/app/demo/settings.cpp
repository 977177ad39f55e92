// SPDX-License-Identifier: Apache-2.0
#include "app/demo/settings.hpp"

#include <charconv>

namespace giamsat::demo {
namespace {

std::int64_t as_number(const YamlNode& node) {
    std::int64_t number = 0;
    std::from_chars(node.text.data(), node.text.data() + node.text.size(), number);
    return number;
}

}  // namespace

Result<Settings> Settings::parse(const std::string& file, std::string_view bytes) {
    auto document = parse_yaml(file, bytes);
    if (!document) return std::move(document.error());
    Settings settings;
    settings.file_ = file;
    settings.document_ = std::make_shared<const YamlDocument>(std::move(*document));
    return settings;
}

const YamlNode* Settings::find(Path path) const {
    const YamlNode* node = &document_->root;
    for (std::string_view key : path) {
        node = node->find(key);
        if (!node) return nullptr;
    }
    return node;
}

const YamlNode* Settings::need(Path path) const {
    const YamlNode* node = find(path);
    if (node || problem_) return node;
    std::string whole;
    for (std::string_view key : path) whole += (whole.empty() ? "" : ".") + std::string(key);
    problem_ = Problem(ProblemCode::yaml_missing_key, {{"key", whole}}, {file_, 0, 0, whole});
    return nullptr;
}

int Settings::number(Path path) const {
    const YamlNode* node = need(path);
    return node ? static_cast<int>(as_number(*node)) : 0;
}

int Settings::number_or(Path path, int fallback) const {
    const YamlNode* node = find(path);
    return node ? static_cast<int>(as_number(*node)) : fallback;
}

std::string Settings::text(Path path) const {
    const YamlNode* node = need(path);
    return node ? node->text : "";
}

Range Settings::range_of(const YamlNode* node) {
    return node ? Range{number_of(*node, "min"), number_of(*node, "max")} : Range{};
}

Range Settings::range(Path path) const { return range_of(need(path)); }

Range Settings::range_or(Path path, Range fallback) const {
    const YamlNode* node = find(path);
    return node ? range_of(node) : fallback;
}

std::vector<std::string> Settings::texts(Path path) const {
    std::vector<std::string> all;
    if (const YamlNode* node = need(path)) {
        for (const YamlNode& item : node->items) all.push_back(item.text);
    }
    return all;
}

std::vector<Weighted> Settings::weighted(Path path, std::string_view name_key) const {
    std::vector<Weighted> all;
    for (const YamlNode& item : list(path)) all.push_back({text_of(item, name_key), number_of(item, "weight", 1)});
    return all;
}

const std::vector<YamlNode>& Settings::list(Path path) const {
    const YamlNode* node = need(path);
    return node ? node->items : nothing_;
}

std::string Settings::text_of(const YamlNode& node, std::string_view key) {
    const YamlNode* found = node.find(key);
    return found ? found->text : "";
}

int Settings::number_of(const YamlNode& node, std::string_view key, int fallback) {
    const YamlNode* found = node.find(key);
    return found ? static_cast<int>(as_number(*found)) : fallback;
}

std::int64_t Settings::big_number_of(const YamlNode& node, std::string_view key) {
    const YamlNode* found = node.find(key);
    return found ? as_number(*found) : 0;
}

}  // namespace giamsat::demo
