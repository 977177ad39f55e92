// SPDX-License-Identifier: Apache-2.0
// Inner header of model/expression: the tree between the source of an expression and the XPath given to libxml2.
// The grammar is XPath 1.0's operators, literals and function calls, and ${name}; nothing that walks a document.
#pragma once

#include "base/core/problem.hpp"
#include "model/expression/expression.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giamsat::expression {

inline constexpr std::size_t source_bytes_max = 2048;
inline constexpr std::size_t nodes_max = 256;
inline constexpr int nesting_max = 16;

// What a part of an expression gives. `any` stands for a part already reported as wrong: it hides further complaints.
enum class Kind { any, text, number, boolean, date };
Kind kind_of(FieldType type);
LocalText kind_title(Kind kind);

struct Node {
    enum class Form { number, text, name, call, binary, minus };

    Form form = Form::number;
    std::string word;        // digits, literal without quotes, name, function or operator
    std::vector<int> parts;  // operands or arguments
    std::size_t begin = 0;   // place in the source, in bytes
    std::size_t end = 0;
    Kind kind = Kind::any;  // set by check()
    int slot = -1;          // of a name: its index in Tree::names
};

struct Tree {
    std::string source;
    std::vector<Node> nodes;
    int root = -1;
    std::vector<std::string> names;  // each once, in order of first use
    std::vector<FieldType> types;    // parallel to names; set by check()

    const Node& at(int node) const { return nodes[static_cast<std::size_t>(node)]; }
    Node& at(int node) { return nodes[static_cast<std::size_t>(node)]; }
    bool is_empty_text(int node) const { return at(node).form == Node::Form::text && at(node).word.empty(); }
    // ${x} or coalesce(…): what may be absent without refusing the expression, when compared with ''.
    bool may_be_blank(int node) const;
};

// Without an advice of its own, that of its code.
Problem invalid(const std::string& source, const LocalText& why, const Where& where, const LocalText& advice = {});

// Problems: expression_invalid, the first that stops the reading.
Result<Tree> parse(std::string source, const Where& where);

// Gives every node its kind, and turns text literals that stand for days into dates. Problems: all of them.
std::vector<Problem> check(Tree& tree, const NameTypes& names, const Where& where);

// The XPath of a tree. Program 0 is the whole; the branches of if() and the values of coalesce() are programs of their
// own, so that what is not chosen is never read. Variables: v<slot> the value, e<slot> "is absent or empty", today.
struct Emitted {
    struct Choice {
        int slot;  // of a bare name, which may be absent; else -1
        int program;
    };
    std::vector<std::string> programs;
    std::vector<std::vector<Choice>> choices;  // of each coalesce(), in order
};
Emitted emit(const Tree& tree);

}  // namespace giamsat::expression
