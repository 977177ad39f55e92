// SPDX-License-Identifier: Apache-2.0
// What constants alone decide of a guard. Held to the truth itself: what is called decided never turns out otherwise.
#include "model/expression/decided.hpp"

#include "support/catch.hpp"

using namespace giamsat;

namespace {

const NameTypes numbers = [](const std::string&) { return std::optional(FieldType::integer); };

Expression compiled(const std::string& source) {
    auto made = Expression::compile(source, numbers, {});
    if (!made) throw std::runtime_error(source);
    return std::move(*made);
}

Decided decided(const std::string& source) { return decided_by_constants(compiled(source)); }

// What the whole expression says with x absent, and with a few values of x.
std::vector<bool> holds(const std::string& source) {
    const auto guard = compiled(source);
    std::vector<bool> all;
    for (const Json& x : {Json(nullptr), Json(-5), Json(0), Json(7)}) {
        const auto truth = guard.truth([&](const std::string&) { return x; }, Date::of(2024, 1, 1));
        all.push_back(truth && *truth);
    }
    return all;
}

}  // namespace

TEST_CASE("a guard of constants is decided by them") {
    for (const char* source :
         {"1 = 2", "false()", "'a' = 'b'", "not(true())", "2 * (1 + 1) - -1 = 3", "(1 + 1) * 2 = 3",
          "number('abc') = 1", "selected('a b', 'c')", "contains(\"it's\", 'x')"}) {
        INFO(source);
        CHECK(decided(source) == Decided::never);
    }
    for (const char* source : {"1 = 1", "true()", "2 * (1 + 1) = 4", "not(1 > 2)", "'a' != 'b' or 1 div 0 = 1"}) {
        INFO(source);
        CHECK(decided(source) == Decided::always);
    }
}

TEST_CASE("constants decide beside names, in the order they are read") {
    CHECK(decided("1 = 2 and ${x} > 3") == Decided::never);
    CHECK(decided("${x} > 3 and 1 = 2") == Decided::never);
    CHECK(decided("not(${x} > 3 or 1 = 1)") == Decided::never);
    CHECK(decided("1 div 0 = 1 or ${x} > 3") == Decided::never);
    CHECK(decided("1 = 1 or ${x} > 3") == Decided::always);
    CHECK(decided("not(1 = 2 and ${x} > 3)") == Decided::always);
    CHECK(decided("${x} > 3 or 1 = 1") == Decided::open);
    CHECK(decided("1 = 1 and ${x} > 3") == Decided::open);
    CHECK(decided("year(today()) = 1999") == Decided::open);
    CHECK(decided("${x} > 3") == Decided::open);
}

TEST_CASE("what is called decided never turns out otherwise") {
    const std::vector<std::string> parts = {"1 = 2", "1 = 1", "${x} > 3", "1 div 0 = 1", "${x} != ''", "not(2 < 1)"};
    for (const auto& a : parts) {
        for (const auto& b : parts) {
            for (const auto& c : parts) {
                for (const auto& source : {a + " and " + b + " or " + c, "not(" + a + " or " + b + ") and " + c,
                                           a + " or not(" + b + " and " + c + ")"}) {
                    const Decided found = decided(source);
                    if (found == Decided::open) continue;
                    INFO(source);
                    CHECK(holds(source) == std::vector<bool>(4, found == Decided::always));
                }
            }
        }
    }
}
