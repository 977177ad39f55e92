// SPDX-License-Identifier: Apache-2.0
// What an expression asks of its names, and few values of each that tell all its answers apart: for `${n} > 3` the numbers
// 2, 3 and 4. Checks and exploration try these instead of all values there are.
#pragma once

#include "model/expression/expression.hpp"

namespace giamsat {

struct TestedName {
    std::string name;
    FieldType type = FieldType::text;
    std::vector<std::string>
        constants;               // it is compared with: digits, words, ISO days; in order of the source, each once
    bool only_constants = true;  // nothing else is asked of it
};

struct TestedNames {
    std::vector<TestedName> names;  // those the expression reads, in their order
    // It is made of nothing but comparisons of a name with a constant, and, or, not: the telling values tell all of it.
    bool plain = false;
};
TestedNames tested_names(const Expression& expression, const NameTypes& types);

// Null (absent) first; numbers and days around each constant, each word and one that is none of them, true and false.
std::vector<Json> telling_values(const TestedName& name);

}  // namespace giamsat
