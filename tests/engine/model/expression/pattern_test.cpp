// SPDX-License-Identifier: Apache-2.0
#include "model/expression/pattern.hpp"

#include "support/catch.hpp"

using giamsat::expression::Pattern;

TEST_CASE("a pattern holds for the whole text or not at all") {
    const auto [pattern, text, holds] = GENERATE(table<std::string, std::string, bool>({
        {"[0-9]{10}", "0123456789", true},
        {"[0-9]{10}", "01234567890", false},
        {"\\d{1,3}/(CTr|KH)-\\w+", "04/CTr-BĐD", true},
        {"\\d{1,3}/(CTr|KH)-\\w+", "04/QĐ-BĐD", false},
        {"a*", "", true},
        {"a+", "", false},
        {"a?b", "b", true},
        {"(ab|cd)*e", "abcdabe", true},
        {"(ab|cd)*e", "abce", false},
        {"[^,;]+", "Nguyễn Thị Hoà", true},
        {"[^,;]+", "a,b", false},
        {".", "ộ", true},
        {"a{2,}", "aaaa", true},
        {"a{2,}", "a", false},
        {"\\.\\*", ".*", true},
        {"[a\\]b-]+", "a]-b", true},
        {"", "", true},
        {"()", "x", false},
    }));
    const auto compiled = Pattern::compile(pattern);
    INFO(pattern << " on " << text);
    REQUIRE(compiled.has_value());
    CHECK(compiled->matches(text) == holds);
}

TEST_CASE("a pattern that cannot be used is refused with a reason") {
    const std::string pattern =
        GENERATE("(", ")", "a)", "[", "[]", "[z-a]", "*", "a**", "a{", "a{2", "a{3,2}", "a{999}", "\\q", "\\",
                 "((a{255}){255}){255}", "((((((){255}){255}){255}){255}){255}){255}");
    INFO(pattern);
    const auto compiled = Pattern::compile(pattern);
    REQUIRE_FALSE(compiled.has_value());
    CHECK_FALSE(compiled.error().en.empty());
}

TEST_CASE("a pattern made to run for ever ends") {
    const auto compiled = Pattern::compile("(a+)+b");
    REQUIRE(compiled.has_value());
    CHECK_FALSE(compiled->matches(std::string(20'000, 'a')));
}
