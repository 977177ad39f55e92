// SPDX-License-Identifier: Apache-2.0
#include "model/expression/decided.hpp"

#include "model/expression/tree.hpp"

#include <algorithm>

namespace giamsat {

namespace {

using expression::Node;
using expression::Tree;

// How a part may turn out: a set of these.
enum Outcome : unsigned { no = 1, yes = 2, refused = 4, anything = no | yes | refused };

class Outcomes {
public:
    explicit Outcomes(const Tree& tree) : tree_(tree) {}

    unsigned of(int index) const {
        const Node& node = tree_.at(index);
        if (is_constant(index)) return value_of(index);
        if (node.form == Node::Form::call && node.word == "not") return negated(of(node.parts[0]));
        if (node.form != Node::Form::binary || (node.word != "and" && node.word != "or")) return anything;
        const Outcome goes_on = node.word == "and" ? yes : no;
        const unsigned left = of(node.parts[0]);
        return left & goes_on ? (left & ~goes_on) | of(node.parts[1]) : left;
    }

private:
    bool is_constant(int index) const {
        const Node& node = tree_.at(index);
        if (node.form == Node::Form::name) return false;
        if (node.form == Node::Form::call && node.word == "today") return false;
        return std::all_of(node.parts.begin(), node.parts.end(), [this](int part) { return is_constant(part); });
    }

    static unsigned negated(unsigned set) { return (set & refused) | (set & no ? yes : 0U) | (set & yes ? no : 0U); }

    unsigned value_of(int index) const {
        const auto compiled =
            Expression::compile(source_of(index), [](const std::string&) { return std::nullopt; }, {});
        if (!compiled) return anything;
        const auto truth = compiled->truth([](const std::string&) { return Json(nullptr); }, Date::of(2024, 1, 1));
        if (!truth) return refused;
        return *truth ? yes : no;
    }

    // The places of a part leave out the brackets around its ends, so it is written anew.
    std::string source_of(int index) const {
        const Node& node = tree_.at(index);
        switch (node.form) {
            case Node::Form::text: return quoted(node.word);
            case Node::Form::minus: return "-" + bracketed(node.parts[0]);
            case Node::Form::call: return node.word + "(" + list_of(node.parts) + ")";
            case Node::Form::binary: return bracketed(node.parts[0]) + " " + node.word + " " + bracketed(node.parts[1]);
            case Node::Form::number:
            case Node::Form::name: break;
        }
        return node.word;
    }

    std::string bracketed(int index) const {
        const auto form = tree_.at(index).form;
        const bool whole = form != Node::Form::binary && form != Node::Form::minus;
        return whole ? source_of(index) : "(" + source_of(index) + ")";
    }

    std::string list_of(const std::vector<int>& parts) const {
        std::string out;
        for (const int part : parts) out += (out.empty() ? "" : ", ") + source_of(part);
        return out;
    }

    // A literal never holds both quotes.
    static std::string quoted(const std::string& text) {
        const char quote = text.find('\'') == text.npos ? '\'' : '"';
        return quote + text + quote;
    }

    const Tree& tree_;
};

}  // namespace

Decided decided_by_constants(const Expression& guard) {
    const auto tree = expression::parse(guard.source(), {});
    const unsigned outcomes = tree ? Outcomes(*tree).of(tree->root) : anything;
    if (outcomes == yes) return Decided::always;
    return outcomes & yes ? Decided::open : Decided::never;
}

}  // namespace giamsat
