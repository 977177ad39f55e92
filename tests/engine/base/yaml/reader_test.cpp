// SPDX-License-Identifier: Apache-2.0
#include "base/yaml/yaml.hpp"
#include "support/catch.hpp"

using namespace giamsat;

namespace {

// A file with one reader on its root.
struct Read {
    YamlDocument document;
    std::vector<Problem> problems;
    YamlReader reader;

    explicit Read(std::string_view yaml)
        : document(parse_yaml("quy-trinh.yaml", yaml).value()), reader(document.file, document.root, "", problems) {}

    std::string problem(std::size_t index = 0) const {
        if (index >= problems.size()) return "none";
        return std::string(problems[index].name()) + " " + problems[index].where.str();
    }
};

}  // namespace

TEST_CASE("a definition is read by its keys", "[yaml]") {
    Read file(
        "mã: KT-01\nname: {vi: Kiểm tra, en: Inspection}\ndays: 10\nurgent: true\nfrom: 2024-05-31\nroles: [a, b]\n");
    auto& reader = file.reader;
    CHECK(reader.text("mã") == "KT-01");
    CHECK(reader.local("name") == LocalText{"Kiểm tra", "Inspection"});
    CHECK(reader.integer("days") == 10);
    CHECK(reader.boolean_or("urgent", false));
    CHECK(reader.date("from") == Date::of(2024, 5, 31));
    CHECK(reader.texts_or_empty("roles") == std::vector<std::string>{"a", "b"});
    reader.finish();
    CHECK(file.problem() == "none");
}

TEST_CASE("what is not written falls back without a problem", "[yaml]") {
    Read file("empty:\nnone: ~\n");
    auto& reader = file.reader;
    CHECK(reader.text_or("empty", "x") == "x");
    CHECK(reader.integer_or("none", 7) == 7);
    CHECK(reader.boolean_or("absent", true));
    CHECK_FALSE(reader.date_opt("absent"));
    CHECK(reader.local_or("absent", {"a", "b"}) == LocalText{"a", "b"});
    CHECK(reader.texts_or_empty("absent").empty());
    CHECK(reader.mapping("absent") == nullptr);
    CHECK(reader.sequence("empty") == nullptr);
    CHECK_FALSE(reader.has("empty"));
    reader.finish();
    CHECK(file.problem() == "none");
}

TEST_CASE("only plain decimals are integers", "[yaml]") {
    const std::pair<const char*, std::int64_t> good[] = {
        {"0", 0}, {"-7", -7}, {"9223372036854775807", 9223372036854775807}};
    for (const auto& [text, value] : good) {
        Read file("n: " + std::string(text));
        CHECK(file.reader.integer("n") == value);
        CHECK(file.problem() == "none");
    }
    for (const char* wrong :
         {"010", "0x1F", "1_000", "1.0", "+1", "-0", "1e3", "9223372036854775808", "\"12\"", "12 13", "１"}) {
        Read file("n: " + std::string(wrong));
        INFO(wrong);
        CHECK(file.reader.integer("n") == 0);
        CHECK(file.problem() == "yaml_wrong_type quy-trinh.yaml:1:4 (n)");
    }
}

TEST_CASE("only true and false are booleans; yes, no, on, off are text", "[yaml]") {
    for (const char* word : {"yes", "no", "on", "off", "True", "y", "\"true\"", "1"}) {
        Read file("b: " + std::string(word));
        INFO(word);
        CHECK_FALSE(file.reader.boolean_or("b", false));
        CHECK(file.problem() == "yaml_wrong_type quy-trinh.yaml:1:4 (b)");
        CHECK_FALSE(file.reader.text("b").empty());
    }
    CHECK_FALSE(Read("b: false").reader.boolean_or("b", true));
}

TEST_CASE("every mistake of a mapping is reported, each at its place", "[yaml]") {
    Read file("name: [a]\ndays: mười\nfrom: 2024-02-30\nroles: {a: 1}\nlevel: x\nsatets: 1\n");
    auto& reader = file.reader;
    reader.text("name");
    reader.integer("days");
    reader.date("from");
    reader.texts_or_empty("roles");
    reader.mapping("level");
    reader.text("missing");
    reader.has("states");
    reader.finish();
    CHECK(file.problem(0) == "yaml_wrong_type quy-trinh.yaml:1:7 (name)");
    CHECK(file.problem(1) == "yaml_wrong_type quy-trinh.yaml:2:7 (days)");
    CHECK(file.problem(2) == "yaml_wrong_type quy-trinh.yaml:3:7 (from)");
    CHECK(file.problem(3) == "yaml_wrong_type quy-trinh.yaml:4:8 (roles)");
    CHECK(file.problem(4) == "yaml_wrong_type quy-trinh.yaml:5:8 (level)");
    CHECK(file.problem(5) == "yaml_missing_key quy-trinh.yaml:1:1 (missing)");
    CHECK(file.problem(6) == "yaml_unknown_key quy-trinh.yaml:6:1 (satets)");
    REQUIRE(file.problems.size() == 7);
    CHECK(file.problems[1].message(Lang::vi) == "“days” phải là số nguyên, không phải “mười”.");
    CHECK(file.problems[6].message(Lang::vi) == "Không có khóa “satets” ở đây (có phải là “states”?).");
    CHECK(file.problems[6].message(Lang::en) == "There is no key “satets” here (did you mean “states”?).");
}

TEST_CASE("an inner reader says the whole path", "[yaml]") {
    Read file("states:\n  mở:\n    name: {en: Open}\n");
    const YamlNode* states = file.reader.mapping("states");
    REQUIRE(states);
    YamlReader outer(file.document.file, *states, "states", file.problems);
    YamlReader inner(file.document.file, *outer.mapping("mở"), "states.mở", file.problems);
    inner.local("name");
    CHECK(file.problem() == "yaml_missing_key quy-trinh.yaml:3:11 (states.mở.name.vi)");
}

TEST_CASE("a list entry of the wrong kind is named by its number", "[yaml]") {
    Read file("roles: [a, [b], c]\n");
    CHECK(file.reader.texts_or_empty("roles") == std::vector<std::string>{"a", "c"});
    CHECK(file.problem() == "yaml_wrong_type quy-trinh.yaml:1:12 (roles[1])");
    CHECK(Read("roles: a").reader.texts_or_empty("roles") == std::vector<std::string>{"a"});
}

TEST_CASE("a file that is no mapping says so once; an empty one misses its keys", "[yaml]") {
    Read list("- a\n");
    list.reader.text("name");
    CHECK(list.problems.size() == 1);
    CHECK(list.problem() == "yaml_wrong_type quy-trinh.yaml:1:1");
    Read empty("# chỉ có ghi chú\n");
    empty.reader.text("name");
    CHECK(empty.problem() == "yaml_missing_key quy-trinh.yaml:1:1 (name)");
}

TEST_CASE("columns count letters, not bytes", "[yaml]") {
    CHECK(parse_yaml("x", "{\"đường\": 1, \"phố\": \"Huế\"}").value().root.find("phố")->column == 21);
}

TEST_CASE("texts come in normal form, block texts and quotes as texts", "[yaml]") {
    const auto root =
        parse_yaml("x", "a: Hoa\xCC\x80\nb: 'it''s'\nc: |\n  dòng 1\n  dòng 2\nd: \"null\"\ne: \"a\\\"b\"\n")
            .value()
            .root;
    CHECK(root.find("a")->text == "Hoà");
    CHECK(root.find("b")->text == "it's");
    CHECK(root.find("c")->text == "dòng 1\ndòng 2\n");
    CHECK(root.find("d")->text == "null");
    CHECK(root.find("e")->text == "a\"b");
    CHECK(root.find("d")->quoted);
    CHECK(root.find("f") == nullptr);
}

TEST_CASE("files of a Windows editor are read like any other", "[yaml]") {
    const auto root = parse_yaml("x",
                                 "\xEF\xBB\xBF"
                                 "a: 1\r\nb: |\r\n  x\r\n")
                          .value()
                          .root;
    CHECK(root.find("a")->text == "1");
    CHECK(root.find("b")->text == "x\n");
}

TEST_CASE("what is missing in an empty file is missing at its beginning", "[yaml]") {
    for (const char* empty : {"", "# nothing\n"}) {
        const auto document = parse_yaml("empty.yaml", empty);
        REQUIRE(document);
        CHECK(document->root.line == 1);
        CHECK(document->root.column == 1);
    }
}
