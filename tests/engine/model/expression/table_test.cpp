// SPDX-License-Identifier: Apache-2.0
// What an expression says as a table is what it says through libxml2, whatever the values: for random expressions of the
// kind that may become a table, and random values, absent and wrongly typed ones among them.
#include "model/expression/expression.hpp"
#include "support/catch.hpp"

#include <rapidcheck.h>
#include <array>

using namespace giamsat;

namespace {

struct Field {
    const char* name;
    FieldType type;
};
constexpr std::array<Field, 7> fields = {{{"n", FieldType::integer},
                                          {"m", FieldType::money},
                                          {"d", FieldType::decimal},
                                          {"b", FieldType::boolean},
                                          {"day", FieldType::date},
                                          {"word", FieldType::text},
                                          {"pick", FieldType::choice}}};

std::optional<FieldType> type_of(const std::string& name) {
    for (const auto& field : fields) {
        if (name == field.name) return field.type;
    }
    return name.starts_with("In.") ? std::optional(FieldType::boolean) : std::nullopt;
}

std::optional<int> number_of(const std::string& name) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (name == fields[i].name) return static_cast<int>(i);
    }
    return name == "In.s" ? std::optional(static_cast<int>(fields.size())) : std::nullopt;
}

struct Values final : BoundValues {
    std::vector<Json> all = std::vector<Json>(fields.size() + 1);
    const Json& bound_value(int number) const override { return all[static_cast<std::size_t>(number)]; }
    NameValues reader() const {
        return [this](const std::string& name) { return all[static_cast<std::size_t>(*number_of(name))]; };
    }
};

template <class T>
T one_of(std::vector<T> all) {
    return *rc::gen::elementOf(all);
}

std::string number_part() {
    return one_of<std::string>({"${n}", "${m}", "${d}", "0", "1", "2.5", "${n} + 1", "${m} - 2", "${d} + 0.5"});
}

std::string comparison() {
    const auto sign = one_of<std::string>({" = ", " != ", " < ", " <= ", " > ", " >= "});
    const auto equality = one_of<std::string>({" = ", " != "});
    switch (*rc::gen::inRange(0, 8)) {
        case 0:
        case 1: return number_part() + sign + number_part();
        case 2: return "${day}" + sign + one_of<std::string>({"'2024-03-04'", "'2024-03-05'", "${day}"});
        case 3:
            return one_of<std::string>({"${word}", "${pick}"}) + equality +
                   one_of<std::string>({"'x'", "'y'", "${word}"});
        case 4: return one_of<std::string>({"${n}", "${day}", "${word}", "${b}"}) + equality + "''";
        case 5: return "${b}" + equality + one_of<std::string>({"true()", "false()", "${b}"});
        case 6: return one_of<std::string>({"${b}", "true()", "false()", "In('s')"});
        default: return "'x'" + equality + "${pick}";
    }
}

std::string truth(int depth) {
    if (depth == 0) return comparison();
    switch (*rc::gen::inRange(0, 4)) {
        case 0: return "(" + truth(depth - 1) + ") and (" + truth(depth - 1) + ")";
        case 1: return "(" + truth(depth - 1) + ") or (" + truth(depth - 1) + ")";
        case 2: return "not(" + truth(depth - 1) + ")";
        default: return comparison();
    }
}

Values random_values() {
    Values values;
    const Json absent = nullptr;
    values.all = {one_of<Json>({absent, 0, 1, 2, -3}),
                  one_of<Json>({absent, 0, 2, 1'000'000'000'000}),
                  one_of<Json>({absent, "0", "2.5", "1.50", "wrong"}),
                  one_of<Json>({absent, true, false}),
                  one_of<Json>({absent, "2024-03-04", "2024-03-05", "someday"}),
                  one_of<Json>({absent, "", "x", "y", 7}),
                  one_of<Json>({absent, "x", "y"}),
                  one_of<Json>({true, false})};
    return values;
}

}  // namespace

TEST_CASE("a table says what libxml2 says, or that it must be asked", "[table]") {
    const Date today = Date::of(2024, 3, 4);
    int tables = 0, said = 0, refused = 0;
    CHECK(rc::check([&] {
        for (int round = 0; round < 20; ++round) {
            const std::string source = truth(*rc::gen::inRange(0, 3));
            auto expression = Expression::compile(source, type_of, {});
            RC_ASSERT(expression.has_value());
            expression->bind(number_of);
            const Values values = random_values();
            const Truth quick = expression->quick_truth(values);
            const auto asked = expression->truth(values.reader(), today);
            if (quick == Truth::unsure) continue;
            ++tables;
            said += quick != Truth::refused;
            refused += quick == Truth::refused;
            const Truth slow = asked ? (*asked ? Truth::yes : Truth::no) : Truth::refused;
            if (quick != slow) RC_FAIL(source + " " + Json(values.all).dump());
        }
    }));
    CHECK(tables > 1000);
    CHECK(said > 500);
    CHECK(refused > 100);
}

TEST_CASE("a sum as a table is the sum libxml2 makes", "[table]") {
    int said = 0;
    CHECK(rc::check([&] {
        const std::string source = number_part();
        auto expression = Expression::compile(source, type_of, {});
        RC_ASSERT(expression.has_value());
        expression->bind(number_of);
        const Values values = random_values();
        const auto quick = expression->quick_number(values);
        const auto asked = expression->number(values.reader(), Date::of(2024, 3, 4));
        if (quick) RC_ASSERT(asked.has_value() && *asked == *quick);
        said += quick.has_value();
    }));
    CHECK(said > 20);
}

TEST_CASE("what needs a function stays with libxml2", "[table]") {
    const Values values;
    for (const char* source :
         {"string-length(${word}) > 1", "today() > ${day}", "coalesce(${n}, 0) = 0", "${n} * 2 > 3"}) {
        auto expression = Expression::compile(source, type_of, {});
        REQUIRE(expression);
        expression->bind(number_of);
        CHECK(expression->quick_truth(values) == Truth::unsure);
    }
}

TEST_CASE("a table is made only when every name has a number", "[table]") {
    auto expression = Expression::compile("${n} > 1", type_of, {});
    REQUIRE(expression);
    expression->bind([](const std::string&) { return std::optional<int>(); });
    CHECK(expression->quick_truth(Values()) == Truth::unsure);
}

TEST_CASE("In() reads a state by its id, and explains itself", "[table]") {
    Values values;
    values.all.back() = true;
    auto expression = Expression::compile("In('s') and ${n} > 1", type_of, {});
    REQUIRE(expression);
    expression->bind(number_of);
    values.all[0] = 2;
    CHECK(expression->quick_truth(values) == Truth::yes);
    CHECK(expression->explain(values.reader(), Date::of(2024, 3, 4)) == "In('s') (true) and n (2) > 1");
    CHECK_FALSE(Expression::compile("In(${word})", type_of, {}));
    CHECK_FALSE(Expression::compile("In('s', 't')", type_of, {}));
}
