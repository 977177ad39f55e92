// SPDX-License-Identifier: Apache-2.0
// Inner header of model/expression: an expression as a small table, for the hot path of a step. Only what needs no function:
// names, literals, + and -, comparisons, blank tests, and / or / not. It says what XPath would say, or that XPath must be
// asked; a property test holds the two together.
#pragma once

#include "model/expression/expression.hpp"
#include "model/expression/tree.hpp"

namespace giamsat::expression {

class Table {
public:
    static std::optional<Table> make(const Tree& tree);  // nothing: the expression needs XPath

    // `numbers[slot]` is what a name is bound to.
    Truth truth(const std::vector<int>& numbers, const BoundValues& values) const;
    std::optional<double> number(const std::vector<int>& numbers, const BoundValues& values) const;

private:
    enum class Kind : std::uint8_t { constant, is_true, both, either, negation, blank, numbers, days, texts, booleans };
    enum class Sign : std::uint8_t { equal, unequal, less, at_most, more, at_least };

    struct Operand {  // slot < 0: the literal
        int slot = -1;
        double number = 0;
        std::string text;
        double plus = 0;  // added to the value of a number
    };
    struct Entry {
        Kind kind = Kind::constant;
        Sign sign = Sign::equal;
        bool value = false;  // constant; blank: what an absent value gives
        int left = -1;       // entries; of is_true and blank: a slot
        int right = -1;
        Operand a = {};
        Operand b = {};
    };

    class Maker;
    struct Reading;

    std::vector<Entry> entries_;
    int root_ = -1;
    std::optional<Operand> sum_;  // of an expression that gives a number
};

}  // namespace giamsat::expression
