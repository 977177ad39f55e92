// SPDX-License-Identifier: Apache-2.0
// “A first workflow in ten minutes” of workflows/README.md, done as it is written there: its pieces are taken out of the
// page and put together, so that the page cannot say what is not so.
#include "base/json/json.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <sstream>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

// The fenced blocks of the chapter, in order.
std::vector<std::string> blocks() {
    const std::string page = read_whole(source_path("workflows/README.md"));
    const auto begin = page.find("## A first workflow in ten minutes"), end = page.find("## The language of workflows");
    REQUIRE(end != page.npos);
    const std::string chapter = page.substr(begin, end - begin);
    std::vector<std::string> found;
    for (auto at = chapter.find("```"); at != chapter.npos; at = chapter.find("```", at)) {
        const auto first = chapter.find('\n', at) + 1, last = chapter.find("```", first);
        found.push_back(chapter.substr(first, last - first));
        at = last + 3;
    }
    return found;
}

std::string put(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    INFO(what);
    REQUIRE(at != text.npos);
    return text.replace(at, what.size(), with);
}

std::string line_with(const std::string& text, const std::string& word) {
    const auto at = text.find(word), begin = text.rfind('\n', at) + 1;
    REQUIRE(at != text.npos);
    return text.substr(begin, text.find('\n', at) + 1 - begin);
}

struct Chapter {
    TemporaryFolder folder;
    fs::path home = folder.path() / "dong-son-2024";
    fs::path file = home / "recheck.workflow.yaml";
    std::vector<std::string> pieces = blocks();

    Chapter() {
        REQUIRE(pieces.size() == 8);
        fs::copy(source_path("workflows/dong-son-2024"), home, fs::copy_options::recursive);
    }
    std::string begun() const { return pieces[0] + pieces[1]; }
    std::string whole() const {
        std::string text = put(begun(), line_with(begun(), "hand_in_record"), pieces[2]);
        const std::string& deadline = pieces[4];
        const auto on = deadline.find("    on:\n") + 8, within = deadline.find('\n') + 1;
        const std::string going = "    title: {vi: Đang phúc tra, en: Being re-checked}\n    on:\n";
        text = put(text, going, deadline.substr(within, on - within) + deadline.substr(on));
        text = put(text, "    within:", "    title: {vi: Đang phúc tra, en: Being re-checked}\n    within:");
        return put(text, "initial:", pieces[3] + "initial:");
    }
    void open_from_finding() const {
        const fs::path finding = home / "finding.workflow.yaml";
        const std::string action = line_with(pieces[5], "- {open:");
        write_text(finding, put(read_whole(finding.string()), "          - {settle: reopened}\n",
                                "          - {settle: reopened}\n" + action));
    }
    Finished check() const { return run_giamsat({"--lang", "en", "workflow", "check", home.string()}); }
};

}  // namespace

TEST_CASE("the first workflow is found right at each step, and its misprint is found", "[cli][workflow]") {
    const Chapter chapter;
    write_text(chapter.file, chapter.begun());
    CHECK(chapter.check().exit_code == 0);
    write_text(chapter.file, put(chapter.begun(), "to: going", "to: goin"));
    const Finished wrong = chapter.check();
    CHECK(wrong.exit_code == 5);
    CHECK(wrong.errors.find("W01") != std::string::npos);
    CHECK(wrong.errors.find("did you mean “going”?") != std::string::npos);
    write_text(chapter.file, chapter.whole());
    chapter.open_from_finding();
    const Finished whole = chapter.check();
    INFO(chapter.whole() << whole.errors);
    CHECK(whole.exit_code == 0);
}

TEST_CASE("the first workflow plays, and its scenario holds", "[cli][workflow]") {
    const Chapter chapter;
    write_text(chapter.file, chapter.whole());
    const std::string& command = chapter.pieces[6];
    std::string input = command.substr(command.find('\'') + 1);
    input = input.substr(0, input.find('\''));
    for (auto at = input.find("\\n"); at != input.npos; at = input.find("\\n")) input.replace(at, 2, "\n");
    const Finished played = run_giamsat_reading(input, {"workflow", "simulate", chapter.file.string()});
    INFO(played.output << played.errors);
    REQUIRE(played.exit_code == 0);
    std::istringstream lines(played.output);
    Json last;
    for (std::string line; std::getline(lines, line);) last = Json::parse(line);
    CHECK(last["active"] == Json({"going"}));
    CHECK(last["data"]["late"] == true);

    const fs::path scenario = chapter.folder.path() / "recheck.scenario.yaml";
    write_text(scenario,
               put(chapter.pieces[7], "workflows/dong-son-2024/recheck.workflow.yaml", chapter.file.string()));
    const Finished tested = run_giamsat({"workflow", "test", scenario.string()});
    INFO(tested.output << tested.errors);
    CHECK(tested.exit_code == 0);
}
