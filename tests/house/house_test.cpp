// SPDX-License-Identifier: Apache-2.0
// The house is only as firm as this test: the real tree must pass, and each kind of wrong tree must be refused.
#include "house/house.hpp"
#include "support/catch.hpp"

#include <fstream>
#include <sstream>

using namespace giamsat::house;

namespace {

const std::filesystem::path root = GIAMSAT_SOURCE_DIR;

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

Folders real_folders() { return folders_of_cmake(text_of(root / "CMakeLists.txt")); }

std::string including(const std::string& header) { return "#include " + header + "\n"; }

// The breaches of a house of one file, as one text.
std::string refusal(const std::string& path, const std::string& text) {
    std::string all;
    for (const auto& breach : breaches({{path, text}}, real_folders())) all += breach + "\n";
    return all;
}

}  // namespace

TEST_CASE("every file of the project keeps to the table of the house", "[house]") {
    const Tree tree = read_tree(root);
    const auto found = breaches(tree, real_folders());

    std::string all;
    for (const auto& breach : found) all += breach + "\n";
    INFO(all);
    CHECK(found.empty());
    CHECK(tree.size() > 10);
}

TEST_CASE("the build knows all six floors, from base to app", "[house]") {
    const Folders folders = real_folders();

    REQUIRE(folders.size() > 20);
    CHECK(folders.front() == "base/core");
    CHECK(folders.back() == "app/cli");
}

TEST_CASE("the table that people read is the table that is built", "[house]") {
    const auto readme = root / "engine" / "README.md";
    if (!std::filesystem::exists(readme)) return;

    CHECK(folders_of_readme(text_of(readme)) == real_folders());
}

TEST_CASE("the table is read without the words in its parentheses", "[house]") {
    const std::string table =
        "| floor | folders, in order | what it is |\n"
        "|---|---|---|\n"
        "| 1 `base/` | `core` (Result, `ids`, and (nested) `clock`), `text` | words `not` read |\n"
        "| 2 `model/` | `domain` | values |\n";

    CHECK(folders_of_readme(table) == Folders{"base/core", "base/text", "model/domain"});
}

TEST_CASE("a file may include its own folder and what stands below it", "[house]") {
    CHECK(refusal("engine/model/domain/unit.hpp", including("\"base/core/result.hpp\"")).empty());
    CHECK(refusal("engine/model/domain/unit.cpp", including("\"model/domain/unit.hpp\"")).empty());
    CHECK(refusal("engine/model/domain/unit.cpp", including("<fmt/format.h>") + including("<vector>")).empty());
    CHECK(refusal("engine/base/text/normal.cpp", including("<unicode/normalizer2.h>")).empty());
    CHECK(refusal("tests/engine/base/text/normal_test.cpp", including("<unicode/normalizer2.h>")).empty());
    CHECK(refusal("plugins/report-xlsx/report.cpp", including("<giamsat/plugin.h>")).empty());
}

TEST_CASE("a file may not include what stands above it", "[house]") {
    const std::string above = "stands above it";

    CHECK_THAT(refusal("engine/base/core/ids.hpp", including("\"model/domain/unit.hpp\"")), Catch::Contains(above));
    CHECK_THAT(refusal("engine/base/core/ids.hpp", including("\"base/text/text.hpp\"")), Catch::Contains(above));
    CHECK_THAT(refusal("engine/service/ports/clock.hpp", including("  \"adapters/store/database.hpp\"")),
               Catch::Contains(above));
    CHECK_THAT(refusal("engine/include/giamsat/plugin.h", including("\"base/core/ids.hpp\"")), Catch::Contains(above));
}

TEST_CASE("a path that is not in the house is refused", "[house]") {
    CHECK_THAT(refusal("engine/base/core/ids.cpp", including("\"ids.hpp\"")), Catch::Contains("no path of the house"));
    CHECK_THAT(refusal("engine/base/attic/old.cpp", "int x;\n"), Catch::Contains("not in the table"));
    CHECK_THAT(refusal("engine/loose.cpp", "int x;\n"), Catch::Contains("not in the table"));
}

TEST_CASE("a library is included in its one folder only", "[house]") {
    const std::vector<std::string> headers{"<tl/expected.hpp>",  "<unicode/unistr.h>",   "<nlohmann/json.hpp>",
                                           "<sodium.h>",         "<yaml-cpp/yaml.h>",    "<nettle/sha2.h>",
                                           "<libxml/xpath.h>",   "<sqlite3.h>",          "<boost/statechart/state.hpp>",
                                           "<CLI/CLI.hpp>",      "<xlsxwriter.h>",       "<dlfcn.h>",
                                           "<catch2/catch.hpp>", "<boost/mpl/list.hpp>", "<rapidcheck.h>",
                                           "<boost/beast.hpp>",  "<boost/asio/post.hpp>"};

    for (const auto& header : headers) {
        INFO(header);
        CHECK_THAT(refusal("engine/service/queries/rows.cpp", including(header)), Catch::Contains("belongs to"));
    }
    CHECK_THAT(refusal("tests/journal/journal_test.cpp", including("<sqlite3.h>")), Catch::Contains("belongs to"));
}

TEST_CASE("a library that nobody owns is refused", "[house]") {
    CHECK_THAT(refusal("engine/base/core/log.cpp", including("<spdlog/spdlog.h>")), Catch::Contains("nobody"));
    CHECK_THAT(refusal("plugins/notify-mail/mail.cpp", including("<curl/curl.h>")), Catch::Contains("nobody"));
}

TEST_CASE("Statechart stays behind the source files of the machine", "[house]") {
    const std::string machine = including("\"kernel/machine/life/machine.hpp\"");

    CHECK(refusal("engine/kernel/machine/step.cpp", machine).empty());
    CHECK_THAT(refusal("engine/kernel/machine/step.hpp", machine), Catch::Contains("look into life/"));
    CHECK_THAT(refusal("engine/kernel/reports/turns.cpp", machine), Catch::Contains("look into life/"));
    CHECK_THAT(refusal("engine/kernel/machine/step.cpp", including("<boost/statechart/state.hpp>")),
               Catch::Contains("belongs to"));
}

TEST_CASE("a plugin sees the C interface and the ground floor, not the house", "[house]") {
    CHECK(refusal("plugins/report-xlsx/report.cpp", including("\"base/json/json.hpp\"")).empty());
    CHECK_THAT(refusal("plugins/report-xlsx/report.cpp", including("\"kernel/reports/report.hpp\"")),
               Catch::Contains("a plugin sees only"));
    CHECK_THAT(refusal("engine/kernel/reports/table.hpp", including("<giamsat/plugin.h>")),
               Catch::Contains("only plugins and their loader"));
}

TEST_CASE("time and chance come from outside", "[house]") {
    const std::string now = "auto t = std::chrono::system_clock::now();\n";

    CHECK(refusal("engine/base/core/clock.cpp", now).empty());
    CHECK(refusal("engine/kernel/machine/step.cpp", "// never system_clock::now\n").empty());
    CHECK_THAT(refusal("engine/kernel/machine/step.cpp", now), Catch::Contains("injected clock"));
    CHECK_THAT(refusal("engine/app/demo/people.cpp", "std::mt19937 dice;\n"), Catch::Contains("seed"));
    CHECK_THAT(refusal("engine/base/crypto/key.cpp", "std::random_device chance;\n"), Catch::Contains("injected"));
}

TEST_CASE("a file of more than 400 lines is refused", "[house]") {
    std::string longest;
    for (int line = 0; line < 400; ++line) longest += "int x;\n";

    CHECK(refusal("engine/base/core/ids.cpp", longest).empty());
    CHECK_THAT(refusal("engine/base/core/ids.cpp", longest + "\n"), Catch::Contains("has 401 lines"));
}
