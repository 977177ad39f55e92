// SPDX-License-Identifier: Apache-2.0
// Inner header of model/expression: patterns of regex(s, pattern). The part of XML Schema's patterns that forms use:
// characters, . [a-z] [^0-9] \d \w \s, groups, | and * + ? {m,n}; always against the whole text. Time grows with
// length × size, whatever the pattern: a definition cannot hang the engine.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giamsat::expression {

class Pattern {
public:
    // The reason it cannot be used, when it cannot.
    static tl::expected<Pattern, LocalText> compile(std::string_view source);
    bool matches(std::string_view text) const;

private:
    friend class PatternReader;

    struct Set {
        std::vector<std::pair<char32_t, char32_t>> ranges;
        bool inverted = false;
        bool holds(char32_t point) const;
    };
    struct Step {
        enum class Kind : std::uint8_t { set, fork, accept };
        Kind kind = Kind::accept;
        int set = -1;
        int first = -1;   // where to go on
        int second = -1;  // fork: the other way
    };
    void follow(int step, std::vector<int>& list, std::vector<char>& seen) const;

    std::vector<Set> sets_;
    std::vector<Step> steps_;
    int start_ = 0;
};

}  // namespace giamsat::expression
