// SPDX-License-Identifier: Apache-2.0
#include "model/expression/tested_names.hpp"

#include "support/catch.hpp"

#include <algorithm>

using namespace giamsat;

namespace {

std::optional<FieldType> type_of(const std::string& name) {
    if (name == "n" || name == "m") return FieldType::integer;
    if (name == "day") return FieldType::date;
    if (name == "rate") return FieldType::decimal;
    if (name == "sure") return FieldType::boolean;
    return FieldType::text;
}

TestedNames tested(const std::string& source) {
    auto expression = Expression::compile(source, type_of, {});
    REQUIRE(expression);
    return tested_names(*expression, type_of);
}

std::string values(const TestedName& name) { return Json(telling_values(name)).dump(); }

}  // namespace

TEST_CASE("the constants a name is compared with, and values around them", "[expression]") {
    const auto n = tested("${n} > 3 and 10 >= ${n}");
    REQUIRE(n.names.size() == 1);
    CHECK(n.plain);
    CHECK(values(n.names[0]) == "[null,2,3,4,9,10,11]");
    CHECK(values(tested("${n} = -1").names[0]) == "[null,-2,-1,0]");
    CHECK(values(tested("${word} = 'yes' or ${word} != ''").names[0]) == R"([null,"yes","other"])");
    CHECK(values(tested("coalesce(${word}, 'no') = 'yes'").names[0]) == R"([null,"no","yes","other"])");
    CHECK(values(tested("${day} < '2024-03-01'").names[0]) == R"([null,"2024-02-29","2024-03-01","2024-03-02"])");
    CHECK(values(tested("not(${sure})").names[0]) == "[null,true,false]");
    CHECK(values(tested("${day} != ''").names[0]) == R"([null,"2024-01-01"])");
    CHECK_THAT(values(tested("${rate} > 5.25 and ${rate} < 5.75").names[0]), Catch::Contains("\"5.5\""));
}

TEST_CASE("only comparisons with constants can be told from few values", "[expression]") {
    CHECK(tested("${n} = 1 or not(${word} = 'x') and ${sure}").plain);
    CHECK(tested("true()").plain);
    for (const char* source : {"${n} > ${m}", "${n} + 1 > 3", "contains(${word}, 'x')", "${day} < today()"}) {
        const auto found = tested(source);
        INFO(source);
        CHECK_FALSE(found.plain);
        CHECK(std::none_of(found.names.begin(), found.names.end(),
                           [](const TestedName& name) { return name.only_constants; }));
    }
}
