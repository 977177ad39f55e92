// SPDX-License-Identifier: Apache-2.0
#include "model/expression/tested_names.hpp"

#include "model/expression/tree.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace giamsat {

namespace {

using expression::Node;
using expression::Tree;

bool is_comparison(const Node& node) {
    static const std::vector<std::string> words = {"=", "!=", "<", "<=", ">", ">="};
    return node.form == Node::Form::binary && std::find(words.begin(), words.end(), node.word) != words.end();
}

bool is_logic(const Node& node) {
    if (node.form == Node::Form::binary) return node.word == "and" || node.word == "or";
    return node.form == Node::Form::call && node.word == "not";
}

bool is_truth(const Node& node) {
    return node.form == Node::Form::call && (node.word == "true" || node.word == "false") && node.parts.empty();
}

class Survey {
public:
    Survey(const Tree& tree, std::vector<TestedName>& names) : tree_(tree), names_(names) { logic(tree.root); }
    bool plain() const { return plain_; }

private:
    void logic(int index) {
        const Node& node = tree_.at(index);
        if (is_logic(node)) {
            for (const int part : node.parts) logic(part);
        } else if (is_comparison(node)) {
            compare(node.parts[0], node.parts[1]);
        } else if (!is_truth(node) && !(node.form == Node::Form::name && is_boolean(node))) {
            other(index);
        }
    }

    bool is_boolean(const Node& node) const {
        return names_[static_cast<std::size_t>(node.slot)].type == FieldType::boolean;
    }

    void compare(int left, int right) {
        TestedName* name = name_at(left);
        const int other_side = name ? right : left;
        if (!name) name = name_at(right);
        const auto constant = name ? constant_at(other_side, name->type) : std::nullopt;
        if (!constant) return other(left), other(right);
        add(*name, *constant);
    }

    // ${x}, or coalesce(${x}, constant): the constant counts as compared with.
    TestedName* name_at(int index) {
        const Node& node = tree_.at(index);
        if (node.form == Node::Form::name) return &names_[static_cast<std::size_t>(node.slot)];
        const bool coalesce = node.form == Node::Form::call && node.word == "coalesce" && node.parts.size() == 2;
        if (!coalesce || tree_.at(node.parts[0]).form != Node::Form::name) return nullptr;
        TestedName& name = names_[static_cast<std::size_t>(tree_.at(node.parts[0]).slot)];
        const auto constant = constant_at(node.parts[1], name.type);
        if (!constant) return nullptr;
        add(name, *constant);
        return &name;
    }

    std::optional<std::string> constant_at(int index, FieldType type) const {
        const Node& node = tree_.at(index);
        if (node.form == Node::Form::text) return node.word;
        if (is_truth(node)) return node.word;
        if (node.form == Node::Form::minus && tree_.at(node.parts[0]).form == Node::Form::number)
            return "-" + tree_.at(node.parts[0]).word;
        if (node.form != Node::Form::number) return std::nullopt;
        if (type != FieldType::date) return node.word;
        std::int64_t days = 0;
        std::from_chars(node.word.data(), node.word.data() + node.word.size(), days);
        return Date::of(1970, 1, 1).plus_days(static_cast<int>(days)).iso();
    }

    static void add(TestedName& name, const std::string& constant) {
        auto& all = name.constants;
        if (!constant.empty() && std::find(all.begin(), all.end(), constant) == all.end()) all.push_back(constant);
    }

    // Names used in another way: what they must be cannot be told from constants alone.
    void other(int index) {
        const Node& node = tree_.at(index);
        plain_ = false;
        if (node.form == Node::Form::name) names_[static_cast<std::size_t>(node.slot)].only_constants = false;
        for (const int part : node.parts) other(part);
    }

    const Tree& tree_;
    std::vector<TestedName>& names_;
    bool plain_ = true;
};

// A decimal between each constant and the next, for guards that hold only there.
void between(const std::vector<std::string>& constants, std::vector<Json>& values) {
    std::vector<double> sorted;
    for (const auto& constant : constants) sorted.push_back(std::strtod(constant.c_str(), nullptr));
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i + 1 < sorted.size(); ++i)
        values.emplace_back(fmt::format("{}", sorted[i] + (sorted[i + 1] - sorted[i]) / 2));
}

void number_values(const TestedName& name, std::vector<Json>& values) {
    if (name.type == FieldType::decimal) between(name.constants, values);
    for (const auto& constant : name.constants) {
        const double around = std::strtod(constant.c_str(), nullptr);
        const auto whole = static_cast<std::int64_t>(around);
        for (const std::int64_t value : {whole - 1, whole, whole + 1}) values.emplace_back(value);
        if (name.type == FieldType::decimal) values.emplace_back(constant);
    }
    if (name.constants.empty()) values.emplace_back(0), values.emplace_back(1);
}

void date_values(const TestedName& name, std::vector<Json>& values) {
    if (name.constants.empty()) values.emplace_back(Date::of(2024, 1, 1).iso());
    for (const auto& constant : name.constants) {
        const auto day = Date::parse(constant);
        if (!day) continue;
        for (const int days : {-1, 0, 1}) values.emplace_back(day->plus_days(days).iso());
    }
}

void text_values(const TestedName& name, std::vector<Json>& values) {
    for (const auto& constant : name.constants) values.emplace_back(constant);
    values.emplace_back("other");
}

}  // namespace

TestedNames tested_names(const Expression& source, const NameTypes& types) {
    TestedNames out;
    auto tree = expression::parse(source.source(), {});
    if (!tree) return out;
    expression::check(*tree, types, {});
    for (std::size_t slot = 0; slot < tree->names.size(); ++slot)
        out.names.push_back({tree->names[slot], tree->types[slot], {}, true});
    out.plain = Survey(*tree, out.names).plain();
    return out;
}

std::vector<Json> telling_values(const TestedName& name) {
    std::vector<Json> values = {Json(nullptr)};
    switch (name.type) {
        case FieldType::boolean: return {Json(nullptr), Json(true), Json(false)};
        case FieldType::integer:
        case FieldType::money:
        case FieldType::decimal: number_values(name, values); break;
        case FieldType::date: date_values(name, values); break;
        case FieldType::text:
        case FieldType::choice: text_values(name, values); break;
    }
    std::vector<Json> once;
    for (auto& value : values) {
        if (std::find(once.begin(), once.end(), value) == once.end()) once.push_back(std::move(value));
    }
    return once;
}

}  // namespace giamsat
