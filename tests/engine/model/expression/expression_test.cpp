// SPDX-License-Identifier: Apache-2.0
#include "model/expression/expression.hpp"

#include "support/catch.hpp"

#include <map>

using namespace giamsat;

namespace {

const std::map<std::string, FieldType> types = {
    {"overdue_days", FieldType::integer}, {"amount", FieldType::money},
    {"share", FieldType::decimal},        {"variant", FieldType::text},
    {"grade", FieldType::choice},         {"urgent", FieldType::boolean},
    {"planned_on", FieldType::date},      {"opened_on", FieldType::date},
    {"form.members", FieldType::integer}, {"form.rows-checked.count", FieldType::integer},
    {"zero", FieldType::integer},         {"note", FieldType::text},
    {"nothing", FieldType::integer},      {"no_text", FieldType::text},
    {"no_day", FieldType::date}};

const Json values = {{"overdue_days", 12},
                     {"amount", 1'680'000},
                     {"share", "98.26"},
                     {"variant", "scheduled"},
                     {"grade", "good"},
                     {"urgent", true},
                     {"planned_on", "2024-03-01"},
                     {"opened_on", "2024-02-28"},
                     {"form.members", 42},
                     {"form.rows-checked.count", 8},
                     {"zero", 0},
                     {"note", ""}};

const Date today = Date::of(2024, 3, 4);

std::optional<FieldType> type_of(const std::string& name) {
    const auto found = types.find(name);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

Json value_of(const std::string& name) { return values.contains(name) ? values[name] : Json(); }

Expression compiled(const std::string& source) {
    auto expression = Expression::compile(source, type_of, {"x.yaml", 3, 5, ""});
    INFO(source);
    if (!expression) INFO(expression.error().message(Lang::en));
    REQUIRE(expression.has_value());
    return std::move(*expression);
}

bool truth(const std::string& source) {
    auto result = compiled(source).truth(value_of, today);
    INFO(source);
    if (!result) FAIL(source << ": " << result.error().message(Lang::en));
    return *result;
}

double number(const std::string& source) {
    auto result = compiled(source).number(value_of, today);
    if (!result) FAIL(source << ": " << result.error().message(Lang::en));
    return *result;
}

std::string text(const std::string& source) {
    auto result = compiled(source).text(value_of, today);
    if (!result) FAIL(source << ": " << result.error().message(Lang::en));
    return *result;
}

std::string why_not_loaded(const std::string& source) {
    auto expression = Expression::compile(source, type_of, {"x.yaml", 3, 5, ""});
    INFO(source);
    REQUIRE_FALSE(expression.has_value());
    CHECK(expression.error().code == ProblemCode::expression_invalid);
    CHECK(expression.error().where.line == 3);
    CHECK_FALSE(expression.error().message(Lang::vi).empty());
    return expression.error().message(Lang::en);
}

std::string why_refused(const std::string& source) {
    auto result = compiled(source).truth(value_of, today);
    INFO(source);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ProblemCode::expression_invalid);
    return result.error().message(Lang::en);
}

}  // namespace

TEST_CASE("guards over numbers, texts, yes/no values and dates hold or not") {
    const auto [source, holds] = GENERATE(table<std::string, bool>({
        {"${overdue_days} > 10", true},
        {"${overdue_days} <= 10", false},
        {"${overdue_days} = 12 and ${amount} >= 1680000", true},
        {"${overdue_days} = 13 or ${variant} = 'scheduled'", true},
        {"${variant} != \"thematic\"", true},
        {"${share} < 98.3 and ${share} > 98.2", true},
        {"${urgent}", true},
        {"not(${urgent})", false},
        {"${urgent} = true()", true},
        {"${planned_on} < today()", true},
        {"${planned_on} = '2024-03-01'", true},
        {"'01/03/2024' = ${planned_on}", true},
        {"${opened_on} < ${planned_on}", true},
        {"${planned_on} + 3 = today()", true},
        {"today() - ${opened_on} = 5", true},
        {"days_between(${opened_on}, '2024-03-01') = 2", true},
        {"${form.members} >= 5 and ${form.members} <= 60", true},
        {"${form.rows-checked.count} = 8", true},
        {"selected('good fair', ${grade})", true},
        {"selected('goodish', ${grade})", false},
        {"contains(${variant}, 'sched')", true},
        {"starts-with(${variant}, 'sur')", false},
        {"regex('012345', '\\d{6}')", true},
        {"regex('0123456', '\\d{6}')", false},
        {"1 + 2 * 3 = 7 and (1 + 2) * 3 = 9 and 7 mod 4 = 3 and -2 + 3 = 1", true},
        {"10 - 3 - 2 = 5 and 10 - (3 - 2) = 9 and 8 div 2 div 2 = 2", true},
        {"if(${overdue_days} > 10, ${urgent}, false())", true},
        {"${no_day} = '' and ${nothing} = '' and ${no_text} = ''", true},
        {"'' != ${planned_on} and ${variant} != ''", true},
        {"${note} = ''", true},
        {"coalesce(${nothing}, ${overdue_days}) = 12", true},
        {"coalesce(${no_text}, ${note}) = ''", true},
        {"coalesce(${no_text}, ${note}, 'x') = 'x'", true},
        {"coalesce(${nothing}, ${nothing}) = ''", true},
        {"coalesce(${no_day}, '2024-01-01') < today()", true},
        {"${nothing} = '' or ${nothing} > 5", true},
        {"${nothing} != '' and ${nothing} > 5", false},
        {"if(${zero} = 0, 0, ${amount} div ${zero}) = 0", true},
    }));
    CHECK(truth(source) == holds);
}

TEST_CASE("numbers come out as people count") {
    CHECK(number("if(${form.members} mod 2 = 1, 2, 1)") == 1);
    CHECK(number("min(5, ${overdue_days}, 7)") == 5);
    CHECK(number("max(${overdue_days}, 3)") == 12);
    CHECK(number("round(2.675, 2)") == Approx(2.68));
    CHECK(number("round(-2.5)") == -3);
    CHECK(number("round(${amount}, -6)") == 2'000'000);
    CHECK(number("year(${planned_on}) * 100 + month(today())") == 202403);
    CHECK(number("${share} div 2") == Approx(49.13));
    CHECK(number("number('12.5') + floor(1.9) + ceiling(1.1)") == 15.5);
    CHECK(number("string-length('Hộ vay')") == 6);
    CHECK(number("7 mod -3 + -7 mod 3") == 0);
}

TEST_CASE("texts and dates come out as text") {
    CHECK(text("concat(${variant}, ' ', ${planned_on}, ' ', ${overdue_days})") == "scheduled 2024-03-01 12");
    CHECK(text("max(${planned_on}, ${opened_on})") == "2024-03-01");
    CHECK(text("if(${urgent}, ${planned_on}, '2024-12-31')") == "2024-03-01");
    CHECK(text("string(today())") == "2024-03-04");
    CHECK(text("concat('it is \"', \"Đông's\", '\"')") == "it is \"Đông's\"");
    CHECK(text("substring('16/TD', 1, 2)") == "16");
}

TEST_CASE("an expression says what it gives") {
    CHECK(compiled("${overdue_days} > 1").gives() == FieldType::boolean);
    CHECK(compiled("${overdue_days} + 1").gives() == FieldType::decimal);
    CHECK(compiled("coalesce(${no_day}, today())").gives() == FieldType::date);
    CHECK(compiled("${grade}").gives() == FieldType::text);
}

TEST_CASE("what cannot be understood is refused at load with a sentence") {
    const auto [source, says] = GENERATE(table<std::string, std::string>({
        {"", "empty"},
        {"   ", "empty"},
        {"${overdue_days} >", "ends too early"},
        {"${overdue_days} > 10)", "makes no sense"},
        {"(${overdue_days} > 10", "closing ) is missing"},
        {"${overdue_days > 10", "a name is written ${name}"},
        {"$overdue_days > 10", "a name is written ${name}"},
        {"${} = 1", "a name is written ${name}"},
        {"overdue_days > 10", "stands alone"},
        {"${variant} = 'scheduled", "closing ' is missing"},
        {"${overdue} > 10", "there is no name “overdue”"},
        {"/data/overdue_days > 10", "XPath paths"},
        {"../amount > 10", "XPath paths"},
        {". > 10", "XPath paths"},
        {"count(//row) > 1", "XPath paths"},
        {"${amount}[1] = 2", "XPath paths"},
        {"@id = 'x'", "XPath paths"},
        {"* = 1", "XPath paths"},
        {"document('/etc/passwd')", "there is no function “document”"},
        {"selectd('a', 'b')", "did you mean “selected”"},
        {"position() = 1", "there is no function"},
        {"${variant} > 10", "beside a number"},
        {"${planned_on} > 10", "beside a number"},
        {"${planned_on} = ${variant}", "beside a text"},
        {"${urgent} = 'true'", "beside a text"},
        {"${variant} < 'z'", "has no order"},
        {"${planned_on} > '2024-13-01'", "is not a day"},
        {"${overdue_days} and ${urgent}", "needs a yes/no value"},
        {"${variant} + 1", "needs a number"},
        {"not(${overdue_days})", "needs a yes/no value"},
        {"round()", "takes 1–2 values"},
        {"if(${urgent}, 1, 'one')", "beside a text"},
        {"coalesce(${overdue_days}, '')", "beside a text"},
        {"year(${variant})", "needs a date"},
        {"regex(${variant}, ${grade})", "written out in quotes"},
        {"regex(${variant}, '(a')", "closing ) is missing"},
        {"1 2", "makes no sense"},
        {"1 = = 2", "makes no sense"},
        {"f(1,)", "makes no sense"},
        {"((((((((((((((((((1))))))))))))))))))", "nested over 16"},
    }));
    CHECK_THAT(why_not_loaded(source), Catch::Contains(says));
}

TEST_CASE("every mistake of types and names is reported at once") {
    auto expression = Expression::compile("${nobody} = 1 and ${variant} > 2 and ${planned_on} = 3", type_of, {});
    REQUIRE_FALSE(expression.has_value());
    CHECK(expression.error().others.size() == 2);
}

TEST_CASE("a value read while absent refuses the expression and is named") {
    const auto [source, name] = GENERATE(table<std::string, std::string>({
        {"${nothing} > 5", "nothing"},
        {"not(${nothing} > 5)", "nothing"},
        {"${urgent} and ${nothing} > 5", "nothing"},
        {"${no_text} = 'x'", "no_text"},
        {"${no_day} < today()", "no_day"},
        {"coalesce(${nothing}, ${zero} + ${nothing}) > 1", "nothing"},
        {"coalesce(${nothing}, ${nothing}) > 1", "nothing"},
        {"if(${nothing} > 1, true(), false())", "nothing"},
    }));
    auto result = compiled(source).truth(value_of, today);
    INFO(source);
    REQUIRE_FALSE(result.has_value());
    CHECK_THAT(result.error().message(Lang::en), Catch::Contains(name + " has no value yet"));
    CHECK_THAT(result.error().message(Lang::vi), Catch::Contains("chưa có giá trị của " + name));
    CHECK(result.error().details.back() == std::pair<std::string, std::string>("name", name));
}

TEST_CASE("where XPath would go on with NaN the expression is refused") {
    CHECK_THAT(why_refused("${amount} div ${zero} > 1"), Catch::Contains("division by zero"));
    CHECK_THAT(why_refused("not(${amount} mod ${zero} > 1)"), Catch::Contains("division by zero"));
    CHECK_THAT(why_refused("number(${variant}) > 1"), Catch::Contains("no number"));
}

TEST_CASE("a value of another type than declared is refused, not guessed") {
    const auto wrong = [](const std::string&) { return Json("many"); };
    const auto result = compiled("${overdue_days} > 1").truth(wrong, today);
    REQUIRE_FALSE(result.has_value());
    CHECK_THAT(result.error().message(Lang::en), Catch::Contains("not of type integer"));
}

TEST_CASE("an explanation shows the values beside the names") {
    CHECK(compiled("${overdue_days} <= 10").explain(value_of, today) == "overdue_days (12) <= 10");
    CHECK(compiled("${nothing} > 1 or today() > ${planned_on}").explain(value_of, today) ==
          "nothing (–) > 1 or today() (2024-03-04) > planned_on (2024-03-01)");
}

TEST_CASE("an expression lists the names it reads, each once") {
    CHECK(compiled("${amount} > 1 and ${amount} < 9 or ${urgent}").names() ==
          std::vector<std::string>{"amount", "urgent"});
}

TEST_CASE("a long chain is no deep one") {
    std::string chain = "${zero} = 0";
    for (int i = 0; i < 60; ++i) chain += " and ${zero} = 0";
    CHECK(truth(chain));
    CHECK_THAT(why_not_loaded(chain + chain.substr(11)), Catch::Contains("too long"));
}

TEST_CASE("a refused evaluation leaves nothing behind for the next one") {
    const auto expression = compiled("${nothing} > 5 or ${amount} > 1");
    CHECK_FALSE(expression.truth(value_of, today).has_value());
    const auto there = [](const std::string& name) { return name == "nothing" ? Json(6) : value_of(name); };
    CHECK(expression.truth(there, today).value());
    CHECK_FALSE(expression.truth(value_of, today).has_value());
}
