// SPDX-License-Identifier: Apache-2.0
// Goal: no YAML a stranger hands in is half understood. Method: each trick as a file or built here, each refused with
// the line and column where it begins.
#include "base/yaml/yaml.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"

#include <filesystem>
#include <map>

using namespace giamsat;

namespace {

struct Refusal {
    ProblemCode code;
    int line;
    int column;
};

const std::map<std::string, Refusal> expected = {
    {"alias-cycle.yaml", {ProblemCode::yaml_forbidden, 1, 4}},
    {"alias.yaml", {ProblemCode::yaml_forbidden, 2, 5}},
    {"anchor-on-mapping.yaml", {ProblemCode::yaml_forbidden, 1, 7}},
    {"billion-laughs.yaml", {ProblemCode::yaml_forbidden, 1, 4}},
    {"bom-inside.yaml", {ProblemCode::text_encoding, 2, 1}},
    {"colon-in-value.yaml", {ProblemCode::yaml_syntax, 1, 5}},
    {"cut-letter.yaml", {ProblemCode::text_encoding, 1, 4}},
    {"directive.yaml", {ProblemCode::yaml_forbidden, 2, 1}},
    {"document-after-end.yaml", {ProblemCode::yaml_forbidden, 3, 1}},
    {"duplicate-key-quoted.yaml", {ProblemCode::yaml_duplicate_key, 1, 8}},
    {"duplicate-key-two-forms.yaml", {ProblemCode::yaml_duplicate_key, 2, 1}},
    {"duplicate-key.yaml", {ProblemCode::yaml_duplicate_key, 5, 3}},
    {"escape-control.yaml", {ProblemCode::text_encoding, 1, 4}},
    {"escape-nul.yaml", {ProblemCode::text_encoding, 2, 4}},
    {"key-is-empty.yaml", {ProblemCode::yaml_forbidden, 2, 1}},
    {"key-is-list.yaml", {ProblemCode::yaml_forbidden, 1, 3}},
    {"key-is-mapping.yaml", {ProblemCode::yaml_forbidden, 1, 2}},
    {"key-is-null.yaml", {ProblemCode::yaml_forbidden, 1, 1}},
    {"lone-return.yaml", {ProblemCode::text_encoding, 1, 5}},
    {"merge-key.yaml", {ProblemCode::yaml_forbidden, 2, 3}},
    {"not-utf8.yaml", {ProblemCode::text_encoding, 2, 4}},
    {"nul.yaml", {ProblemCode::text_encoding, 2, 6}},
    {"overlong.yaml", {ProblemCode::text_encoding, 1, 4}},
    {"tab-indentation.yaml", {ProblemCode::yaml_syntax, 2, 3}},
    {"tag-alone.yaml", {ProblemCode::yaml_forbidden, 1, 4}},
    {"tag-on-mapping.yaml", {ProblemCode::yaml_forbidden, 1, 7}},
    {"tag-on-null.yaml", {ProblemCode::yaml_forbidden, 1, 4}},
    {"tag.yaml", {ProblemCode::yaml_forbidden, 1, 5}},
    {"turned-direction.yaml", {ProblemCode::text_encoding, 1, 5}},
    {"two-documents.yaml", {ProblemCode::yaml_forbidden, 2, 1}},
    {"unclosed-list.yaml", {ProblemCode::yaml_syntax, 2, 2}},
    {"unclosed-quote.yaml", {ProblemCode::yaml_syntax, 1, 4}},
    {"unclosed-single-quote.yaml", {ProblemCode::yaml_syntax, 1, 4}},
    {"unknown-escape.yaml", {ProblemCode::yaml_syntax, 1, 7}},
    {"utf16.yaml", {ProblemCode::text_encoding, 1, 1}},
    {"wrong-indentation.yaml", {ProblemCode::yaml_syntax, 3, 3}},
};

std::string repeated(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text;
    return out;
}

Problem refusal(const std::string& yaml) {
    auto document = parse_yaml("x.yaml", yaml);
    REQUIRE_FALSE(document);
    return std::move(document.error());
}

void refused_at_limit(const std::string& yaml, const char* limit) {
    const auto problem = refusal(yaml);
    CHECK(problem.code == ProblemCode::yaml_limit);
    CHECK(problem.message(Lang::en).find(limit) != std::string::npos);
    CHECK(problem.where.line > 0);
}

}  // namespace

TEST_CASE("every hostile file is refused where its trick begins", "[yaml]") {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::source_path("tests/definitions/hostile"))) {
        const std::string name = entry.path().filename().string();
        INFO(name);
        ++files;
        const auto document = parse_yaml(name, test::read_whole(entry.path().string()));
        REQUIRE_FALSE(document);
        REQUIRE(expected.count(name) == 1);
        const auto& wanted = expected.at(name);
        CHECK(std::string(document.error().name()) == Problem(wanted.code).name());
        CHECK(document.error().where == Where{name, wanted.line, wanted.column, {}});
    }
    CHECK(files == expected.size());
}

TEST_CASE("YAML nested deeper than 32 is refused in every style", "[yaml]") {
    CHECK(parse_yaml("x", repeated("[", 32) + repeated("]", 32)));
    refused_at_limit(repeated("[", 33) + repeated("]", 33), "depth (32)");
    refused_at_limit(repeated("{a: ", 33) + repeated("}", 33), "depth (32)");
    refused_at_limit(repeated("- ", 5000), "depth (32)");
    CHECK_FALSE(parse_yaml("x", repeated("[", 100'000)));
    CHECK_FALSE(parse_yaml("x", repeated("? ", 50'000)));
}

TEST_CASE("a YAML file over 256 KiB is refused unread", "[yaml]") {
    const auto problem = refusal(std::string(10'000'000, '['));
    CHECK(problem.code == ProblemCode::yaml_limit);
    CHECK(problem.where.file == "x.yaml");
}

TEST_CASE("too many nodes, too long a value and too long a key are refused", "[yaml]") {
    refused_at_limit(repeated("- a\n", 20'001), "nodes (20000)");
    refused_at_limit("a: " + std::string(16 * 1024 + 1, 'x'), "16384");
    refused_at_limit(std::string(129, 'k') + ": 1", "128");
    CHECK(parse_yaml("x", std::string(128, 'k') + ": " + std::string(16 * 1024, 'x')));
}

TEST_CASE("ten thousand different keys are read in good time, and the last double is found", "[yaml]") {
    std::string yaml;
    for (int i = 0; i < 9'000; ++i) yaml += "key" + std::to_string(i) + ": 1\n";
    CHECK(parse_yaml("x", yaml));
    CHECK(refusal(yaml + "key8999: 2\n").where.line == 9'001);
}

TEST_CASE("all doubled keys of a file are reported at once", "[yaml]") {
    const auto problem = refusal("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n");
    CHECK(problem.where.line == 2);
    REQUIRE(problem.others.size() == 1);
    CHECK(problem.others[0].where.line == 5);
}
