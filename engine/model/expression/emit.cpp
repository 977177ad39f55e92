// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "model/expression/functions.hpp"
#include "model/expression/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace giamsat::expression {

namespace {

// How tightly a part holds together: brackets are written only where they are needed, so that a long sum does not
// become a deep one.
enum Strength : int { loosest = 0, unary_strength = 7, tightest = 8 };

int strength_of(const std::string& word) {
    if (word == "or") return 1;
    if (word == "and") return 2;
    if (word == "=" || word == "!=") return 3;
    if (word == "<" || word == "<=" || word == ">" || word == ">=") return 4;
    return word == "+" || word == "-" ? 5 : 6;
}

class Emitter {
public:
    explicit Emitter(const Tree& tree) : tree_(tree) {}

    Emitted run() {
        program(tree_.root);
        return std::move(out_);
    }

private:
    // A program of its own; its place is taken before its inner programs take theirs, so that the whole is program 0.
    int program(int index) {
        const auto place = out_.programs.size();
        out_.programs.emplace_back();
        auto text = part(index, loosest);
        out_.programs[place] = std::move(text);
        return static_cast<int>(place);
    }

    std::string part(int index, int around) {
        const auto& node = tree_.at(index);
        switch (node.form) {
            case Node::Form::number: return node.word;
            case Node::Form::text: return quoted(node.word);
            case Node::Form::name: return fmt::format("$v{}", node.slot);
            case Node::Form::minus: return bracket("-" + part(node.parts[0], unary_strength), unary_strength, around);
            case Node::Form::call: return call(node);
            case Node::Form::binary: break;
        }
        return binary(node, around);
    }

    static std::string bracket(std::string text, int strength, int around) {
        return strength < around ? "(" + text + ")" : text;
    }

    // A literal of the source never holds both quotes.
    static std::string quoted(const std::string& text) {
        const char quote = text.find('\'') == text.npos ? '\'' : '"';
        return quote + text + quote;
    }

    std::string binary(const Node& node, int around) {
        if (node.word == "div" || node.word == "mod") return arguments("gs-" + node.word, node.parts);
        if (node.word == "=" || node.word == "!=") {
            if (tree_.is_empty_text(node.parts[1]) && tree_.may_be_blank(node.parts[0]))
                return blank(node.parts[0], node.word);
            if (tree_.is_empty_text(node.parts[0]) && tree_.may_be_blank(node.parts[1]))
                return blank(node.parts[1], node.word);
        }
        const int strength = strength_of(node.word);
        const auto left = part(node.parts[0], strength);
        const auto right = part(node.parts[1], strength + 1);
        return bracket(left + " " + node.word + " " + right, strength, around);
    }

    std::string blank(int index, const std::string& word) {
        const auto& node = tree_.at(index);
        const auto test =
            node.form == Node::Form::name ? fmt::format("$e{}", node.slot) : fmt::format("gs-blank({})", choice(node));
        return word == "=" ? test : "not(" + test + ")";
    }

    std::string arguments(const std::string& name, const std::vector<int>& parts) {
        std::string out = name + "(";
        for (std::size_t i = 0; i < parts.size(); ++i) out += (i ? ", " : "") + part(parts[i], loosest);
        return out + ")";
    }

    std::string call(const Node& node) {
        if (node.word == "today") return "$today";
        if (node.word == "coalesce") return fmt::format("gs-coalesce({})", choice(node));
        if (node.word == "if") {
            const auto condition = part(node.parts[0], loosest);
            const int yes = program(node.parts[1]);
            const int no = program(node.parts[2]);
            return fmt::format("gs-if({}, {}, {})", condition, yes, no);
        }
        const auto* function = find_function(node.word);
        ENSURE(function, "a checked expression calls known functions only");
        if (node.word == "string" || node.word == "concat") return texts(node);
        return arguments(function->xpath, node.parts);
    }

    // A day is written as a day, not as its number.
    std::string texts(const Node& node) {
        std::string out = node.word + "(";
        for (std::size_t i = 0; i < node.parts.size(); ++i) {
            const auto value = part(node.parts[i], loosest);
            out += (i ? ", " : "") + (tree_.at(node.parts[i]).kind == Kind::date ? "gs-iso(" + value + ")" : value);
        }
        return out + ")";
    }

    int choice(const Node& node) {
        const auto place = out_.choices.size();
        out_.choices.emplace_back();
        std::vector<Choice> found;
        for (int index : node.parts) {
            const auto& value = tree_.at(index);
            found.push_back({value.form == Node::Form::name ? value.slot : -1, program(index)});
        }
        out_.choices[place] = std::move(found);
        return static_cast<int>(place);
    }

    using Choice = Emitted::Choice;
    const Tree& tree_;
    Emitted out_;
};

}  // namespace

Emitted emit(const Tree& tree) { return Emitter(tree).run(); }

}  // namespace giamsat::expression
