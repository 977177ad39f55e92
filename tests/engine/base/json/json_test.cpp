// SPDX-License-Identifier: Apache-2.0
#include "base/json/json.hpp"
#include "support/catch.hpp"

using namespace giamsat;

namespace {

std::string canonical(const Json& value) { return canonical_json(value).value(); }

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("canonical JSON has sorted keys and no spaces", "[json]") {
    CHECK(canonical(Json::parse(R"({ "b" : [ 1, true, null ], "a" : { }, "A" : "x", "a_1": [] })")) ==
          R"({"A":"x","a":{},"a_1":[],"b":[1,true,null]})");
    CHECK(canonical(Json()) == "null");
    CHECK(canonical("") == "\"\"");
}

// RFC 8785, section 3.2.2.2: the seven short escapes, \u00xx in lower case for other controls, all else as it is.
TEST_CASE("canonical JSON escapes what RFC 8785 says and nothing else", "[json]") {
    CHECK(canonical(std::string("\"\\/\b\t\n\f\r")) == R"("\"\\/\b\t\n\f\r")");
    CHECK(canonical(std::string("\x01\x1f\0\x7f", 4)) == "\"\\u0001\\u001f\\u0000\x7f\"");
    CHECK(canonical("Đoàn kiểm tra <&> €") == "\"Đoàn kiểm tra <&> €\"");
}

TEST_CASE("canonical JSON writes integers up to 2^53", "[json]") {
    CHECK(canonical(json_integer_max) == "9007199254740992");
    CHECK(canonical(-json_integer_max) == "-9007199254740992");
    CHECK(canonical(0) == "0");
    CHECK_FALSE(canonical_json(json_integer_max + 1));
    CHECK_FALSE(canonical_json(-json_integer_max - 1));
    CHECK_FALSE(canonical_json(std::uint64_t{18'446'744'073'709'551'615U}));
}

TEST_CASE("canonical JSON refuses what has no single form, and names the place", "[json]") {
    const auto refusal = [](const Json& value) { return canonical_json(value).error(); };
    CHECK(refusal(Json{{"rows", Json::array({1, Json{{"amount", 1.5}}})}}).where.field == "rows[1].amount");
    CHECK(refusal(Json{{"ngày", 1}}).code == ProblemCode::entry_invalid);
    CHECK(refusal("e\xCC\x81").message(Lang::en).find("NFC") != std::string::npos);
    CHECK(refusal(Json{{"a", "\xff"}}).message(Lang::en).find("UTF-8") != std::string::npos);
    CHECK_FALSE(canonical_json(Json::binary({1})));
}

TEST_CASE("canonical JSON ends at 64 levels, as the parser does", "[json]") {
    CHECK(canonical(parse_json(nested(64)).value()) == nested(64));
    CHECK_FALSE(parse_json(nested(65)));
    CHECK_FALSE(canonical_json(Json::parse(nested(65))));
}

TEST_CASE("canonical bytes read back to the same value and the same bytes", "[json]") {
    const Json value{{"text", "Đông Hoà\n"}, {"numbers", {-1, 0, 42}}, {"none", nullptr}, {"deep", {{{"a", {false}}}}}};
    const auto bytes = canonical(value);
    CHECK(parse_json(bytes).value() == value);
    CHECK(canonical(parse_json(bytes).value()) == bytes);
}

TEST_CASE("a key that stands twice is refused", "[json]") {
    const auto problem = parse_json(R"({"a":{"b":1},"c":[{"b":1,"b":2}]})").error();
    CHECK(problem.code == ProblemCode::invalid_value);
    CHECK(problem.message(Lang::vi).find("hai lần") != std::string::npos);
    CHECK(parse_json(R"({"a":{"b":1},"b":{"b":1}})"));
}

TEST_CASE("JSON that is not strictly JSON is refused", "[json]") {
    for (const char* wrong : {"", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "1 2", "{} {}", "// x\n1", "NaN",
                              "01", "+1", "\"\n\"", "\"\\x\"", "nul", "[1 2]", "\"\\ud800\""}) {
        INFO(wrong);
        CHECK_FALSE(parse_json(wrong));
    }
    CHECK(parse_json("\xEF\xBB\xBF{}").error().code == ProblemCode::text_encoding);
    CHECK(parse_json("\"\xC3\x28\"").error().code == ProblemCode::text_encoding);
}

TEST_CASE("a JSON syntax error says line and column", "[json]") {
    const auto where = parse_json("{\n  \"a\": 1,\n  \"b\": ?\n}").error().where;
    CHECK(where.line == 3);
    CHECK(where.column == 8);
}
