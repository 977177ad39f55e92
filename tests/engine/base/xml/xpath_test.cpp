// SPDX-License-Identifier: Apache-2.0
#include "base/xml/xpath.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <map>

using namespace giamsat;

namespace {

const std::map<std::string, XPathValue> values = {
    {"amount", 1680.0}, {"limit", 2000.0}, {"name", std::string("Hoà Bình")}, {"urgent", true}, {"số-dư", 5.0}};

std::optional<XPathValue> value_of(const std::string& name) {
    const auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return found->second;
}

XPathFunctionSet own_functions() {
    const auto days = [](const std::vector<XPathValue>& arguments) -> std::optional<XPathValue> {
        if (arguments.size() != 2) return std::nullopt;
        return xpath_number(arguments[0]) - xpath_number(arguments[1]);
    };
    const auto kind = [](const std::vector<XPathValue>& arguments) -> std::optional<XPathValue> {
        return XPathValue(std::to_string(arguments.size()) + ":" +
                          (arguments.empty() ? "" : xpath_text(arguments.back())));
    };
    return {{{"days-between", days}, {"kind", kind}}};
}

XPathValue evaluated(std::string_view source) {
    return XPath::compile(source, own_functions()).value().evaluate(value_of).value();
}

bool truth(std::string_view source) { return xpath_truth(evaluated(source)); }

std::string reason(std::string_view source) {
    const auto compiled = XPath::compile(source, own_functions());
    if (compiled) return "compiled";
    CHECK(compiled.error().code == ProblemCode::expression_invalid);
    return compiled.error().message(Lang::en);
}

}  // namespace

TEST_CASE("conditions over variables are evaluated as XPath 1.0 says", "[xml]") {
    CHECK(truth("$amount < $limit and not($urgent = false())"));
    CHECK(truth("$amount * 2 > $limit or $amount div 0 < 1"));
    CHECK(truth("starts-with($name, 'Hoà') and string-length($name) = 8"));
    CHECK(truth("$số-dư = 5"));
    CHECK(truth("contains(concat($name, \"!\"), 'h!')"));
    CHECK_FALSE(truth("$amount mod 7 != 0"));
    CHECK(std::get<double>(evaluated("- $amount + .5 * 2")) == -1679);
    CHECK(std::get<double>(evaluated("round(2.5) + floor(-1.5) + ceiling(1.2)")) == 3);
    CHECK(std::get<std::string>(evaluated("substring('kiểm tra', 6, 3)")) == "tra");
    CHECK(std::get<std::string>(evaluated("translate(normalize-space(' a  b '), 'ab', 'xy')")) == "x y");
    CHECK(std::isnan(std::get<double>(evaluated("number('abc')"))));
    CHECK(std::get<bool>(evaluated("boolean('') = boolean(0)")));
}

TEST_CASE("our own functions get their arguments in order", "[xml]") {
    CHECK(std::get<double>(evaluated("days-between($limit, $amount)")) == 320);
    CHECK(std::get<std::string>(evaluated("kind(1, true(), 'z')")) == "3:z");
    CHECK(std::get<std::string>(evaluated("kind()")) == "0:");
    CHECK(std::get<std::string>(evaluated("concat(kind( ), kind(kind(2)))")) == "0:1:1:2");
}

TEST_CASE("a function that refuses its arguments refuses the evaluation", "[xml]") {
    const auto xpath = XPath::compile("days-between(1) > 0 or true()", own_functions()).value();
    for (int again = 0; again < 2; ++again) {
        const auto value = xpath.evaluate(value_of);
        REQUIRE_FALSE(value);
        CHECK(value.error().message(Lang::vi).find("days-between") != std::string::npos);
    }
}

TEST_CASE("a variable nobody knows refuses the evaluation and is named", "[xml]") {
    const auto xpath = XPath::compile("$amuont > 0", {}).value();
    const auto value = xpath.evaluate(value_of);
    REQUIRE_FALSE(value);
    CHECK(value.error().message(Lang::en).find("$amuont") != std::string::npos);
    CHECK(xpath.evaluate([](const std::string&) { return std::optional<XPathValue>(1.0); }));
}

TEST_CASE("everything that needs a tree is refused when compiling", "[xml]") {
    for (const char* wrong : {"/",
                              "//a",
                              "a/b",
                              "amount",
                              ".",
                              "..",
                              "@id",
                              "*",
                              "a[1]",
                              "$name[1]",
                              "$a | $b",
                              "text()",
                              "node()",
                              "comment()",
                              "processing-instruction('x')",
                              "self::node()",
                              "child::a",
                              "id('a')",
                              "document('a')",
                              "count($a)",
                              "position()",
                              "last()",
                              "sum($a)",
                              "name()",
                              "local-name()",
                              "namespace-uri()",
                              "lang('vi')",
                              "string()",
                              "number()",
                              "string-length()",
                              "normalize-space()",
                              "$a:b",
                              "a:f()",
                              "key('a', 'b')",
                              "current()",
                              "system-property('x')",
                              "generate-id()",
                              "unparsed-entity-uri('x')"}) {
        INFO(wrong);
        CHECK(reason(wrong) != "compiled");
    }
}

TEST_CASE("what is no expression is refused with a reason", "[xml]") {
    for (const char* wrong : {"",
                              " ",
                              "1 +",
                              "(1",
                              "1)",
                              "()",
                              "1 1",
                              "'a",
                              "$",
                              "$ a",
                              "1 and",
                              "and 1",
                              "1 == 1",
                              "1 = = 1",
                              "!1",
                              "true()()",
                              "not()",
                              "not(1, 2)",
                              "true(1)",
                              "concat('a')",
                              "1, 2",
                              "concat(, 'a')",
                              "concat('a', )",
                              "1x",
                              "1.2.3",
                              "a()",
                              "(1)(2)",
                              "$a $b",
                              "'a' 'b'",
                              "+1",
                              "#",
                              "{1}",
                              "1 % 2",
                              "1; 2",
                              "$a := 1",
                              "\x01"}) {
        INFO(wrong);
        CHECK(reason(wrong) != "compiled");
    }
    CHECK(reason(std::string_view("1\0", 2)) != "compiled");
    CHECK(reason("$\xC3 > 1").find("UTF-8") != std::string::npos);
    CHECK(reason("amount > 3").find("write $amount for a variable") != std::string::npos);
    CHECK(reason("cuont(3)").find("there is no function “cuont”") != std::string::npos);
    CHECK(reason("not(1, 2)").find("another number of arguments") != std::string::npos);
}

TEST_CASE("XPath's double names are read by their place", "[xml]") {
    const auto div = [](const std::string&) { return std::optional<XPathValue>(8.0); };
    CHECK(xpath_number(XPath::compile("$div div $mod * $and mod 5", {}).value().evaluate(div).value()) == 3);
    CHECK(truth("1 and 1 or 0"));
    CHECK(std::get<double>(evaluated("2*3")) == 6);
    CHECK(std::get<double>(evaluated("$amount -1")) == 1679);
}

TEST_CASE("the variables of an expression are known without evaluating it", "[xml]") {
    const auto xpath = XPath::compile("$b > $a and ($b < 3 or $c.d = 'x $e')", {}).value();
    CHECK(xpath.variables() == std::vector<std::string>{"b", "a", "c.d"});
}

TEST_CASE("expressions beyond the limits are refused, and the next evaluation works", "[xml]") {
    std::string sum = "1";
    for (int i = 0; i < 500; ++i) sum += "+1";
    const auto xpath = XPath::compile(sum, {}).value();
    const auto refused = xpath.evaluate(value_of, 100);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message(Lang::en).find("too many operations") != std::string::npos);
    CHECK(xpath_number(xpath.evaluate(value_of).value()) == 501);
    CHECK(reason(std::string(65, '(') + "1" + std::string(65, ')')).find("deeper") != std::string::npos);
    CHECK(reason("'" + std::string(5000, 'a') + "'").find("4096") != std::string::npos);
    CHECK(reason(std::string(4000, '-') + "1") == "compiled");
}

TEST_CASE("an expression may be moved and still knows its own functions", "[xml]") {
    std::vector<XPath> all;
    for (int i = 0; i < 10; ++i)
        all.push_back(XPath::compile("kind(" + std::to_string(i) + ")", own_functions()).value());
    CHECK(xpath_text(all[7].evaluate(value_of).value()) == "1:7");
}

TEST_CASE("values turn into each other as XPath 1.0 says", "[xml]") {
    CHECK(xpath_text(1680.0) == "1680");
    CHECK(xpath_text(-0.0) == "0");
    CHECK(xpath_text(0.1) == "0.1");
    CHECK(xpath_text(1e15) == "1000000000000000");
    CHECK(xpath_text(std::numeric_limits<double>::infinity()) == "Infinity");
    CHECK(xpath_text(std::nan("")) == "NaN");
    CHECK(xpath_text(true) == "true");
    CHECK(xpath_number(std::string(" -12.5 ")) == -12.5);
    CHECK(std::isnan(xpath_number(std::string("1.680.000"))));
    CHECK(std::isnan(xpath_number(std::string())));
    CHECK(xpath_number(true) == 1);
    CHECK_FALSE(xpath_truth(std::nan("")));
    CHECK_FALSE(xpath_truth(std::string()));
    CHECK(xpath_truth(std::string("false")));
    CHECK(xpath_truth(0.1));
}
