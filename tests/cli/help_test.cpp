// SPDX-License-Identifier: Apache-2.0
// What every command says about itself, and that the README speaks of each.
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <algorithm>
#include <map>
#include <sstream>

using namespace giamsat;
using namespace giamsat::test;

namespace {

std::vector<std::string> words_of(const std::string& path) {
    std::istringstream text(path);
    std::vector<std::string> words;
    for (std::string word; text >> word;) words.push_back(word);
    return words;
}

Finished help_of(const std::string& path) {
    auto words = words_of(path);
    words.push_back("--help");
    return run_giamsat(words);
}

bool has_subcommands(const std::string& path, const std::vector<std::string>& all) {
    return std::any_of(all.begin(), all.end(), [&](const std::string& other) { return other.starts_with(path + " "); });
}

// In the table of commands: | `unit` | `list`, `add` … |
bool named_in_readme(const std::string& path) {
    std::istringstream readme(read_whole(source_path("README.md")));
    const auto words = words_of(path);
    for (std::string line; std::getline(readme, line);) {
        const bool whole = line.starts_with("| `" + words.front() + "` |");
        if (whole && (words.size() == 1 || line.find("`" + words.back() + "`") != line.npos)) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("every command is there", "[cli][help]") {
    const auto all = all_commands();
    for (const char* name : {"init", "import", "unit", "person", "plan", "team", "assign", "visit", "finding", "case",
                             "report", "workflow", "journal", "notify", "demo", "completion"}) {
        INFO(name);
        CHECK(std::find(all.begin(), all.end(), name) != all.end());
    }
    CHECK(all.size() > 40);
}

TEST_CASE("every command that does something teaches by example, in both languages", "[cli][help]") {
    const auto all = all_commands();
    for (const std::string& path : all) {
        if (has_subcommands(path, all)) continue;
        const Finished help = help_of(path);
        INFO(path << "\n" << help.output);
        CHECK(help.exit_code == 0);
        CHECK(help.output.find("giamsat " + path.substr(0, path.find(' '))) != std::string::npos);
        CHECK(help.output.find("Ví dụ") != std::string::npos);
        CHECK(help.output.find(" · ") != std::string::npos);
    }
}

TEST_CASE("the help of every command", "[cli][help][golden]") {
    std::map<std::string, std::string> pages;  // by the first word
    pages["giamsat"] = run_giamsat({"--help"}).output;
    for (const std::string& path : all_commands())
        pages[path.substr(0, path.find(' '))] += "$ giamsat " + path + " --help\n" + help_of(path).output + "\n";
    for (const auto& [name, page] : pages) CHECK_GOLDEN("cli/help/" + name + ".txt", comparable(page));
}

TEST_CASE("the README speaks of every command", "[cli][docs]") {
    const auto all = all_commands();
    std::string missing;
    for (const std::string& path : all) {
        if (!named_in_readme(path)) missing += "  giamsat " + path + "\n";
    }
    INFO("README.md says nothing of:\n" << missing);
    CHECK(missing.empty());
}

TEST_CASE("the version is told", "[cli][help]") {
    const Finished finished = run_giamsat({"--version"});
    CHECK(finished.exit_code == 0);
    CHECK(finished.output.starts_with("giamsat "));
}

TEST_CASE("no page of help is in one language only", "[cli][help]") {
    for (const std::string& path : all_commands()) {
        const Finished help = help_of(path);
        INFO(path << "\n" << help.output);
        for (const char* english :
             {"Usage:", "Options:", "Positionals:", "Subcommands:", "Print this help", "REQUIRED", "TEXT"})
            CHECK(help.output.find(english) == std::string::npos);
        CHECK(help.output.find("Cách dùng · usage: giamsat " + path) != std::string::npos);
    }
}

TEST_CASE("what is wrong on the command line is told in both languages", "[cli][help]") {
    const std::map<std::string, std::string> told = {
        {"case", "Thiếu lệnh con · A subcommand is required"},
        {"caes list", "Không có lệnh “caes” · There is no command “caes”"},
        {"case show", "Thiếu CASE · CASE is required"},
        {"case list --foo", "Không hiểu: --foo · The following argument was not expected: --foo"},
        {"case list --limit", "Sai số giá trị của --limit · --limit: "},
        {"case list --limit x", "Giá trị không đọc được: --limit = x · Could not convert: --limit = x"},
        {"case list --kind x", "Giá trị không dùng được cho --kind · --kind: x not in {"}};
    for (const auto& [line, sentence] : told) {
        const Finished wrong = run_giamsat(words_of(line));
        INFO(line << "\n" << wrong.errors);
        CHECK(wrong.exit_code == 2);
        CHECK(wrong.errors.starts_with(sentence));
        CHECK(wrong.errors.find("Xem cách dùng: thêm --help · see how: add --help") != std::string::npos);
    }
}
