// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <regex>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

const std::string profile = source_path("workflows/dong-son-2024");

std::string seen(const std::vector<std::string>& words) {
    const Finished finished = run_giamsat(words);
    return comparable(finished.output + finished.errors);
}

}  // namespace

TEST_CASE("the shipped profile is found right without an office", "[cli][workflow]") {
    const Finished finished = run_giamsat(
        {"workflow", "check", profile, profile + "/finding.workflow.yaml", profile + "/forms/group-record.form.yaml"});
    INFO(finished.output << finished.errors);
    CHECK(finished.exit_code == 0);
}

TEST_CASE("a profile with mistakes in several files tells them all", "[cli][workflow]") {
    TemporaryFolder folder;
    fs::copy(profile, folder.path() / "p", fs::copy_options::recursive);
    for (const char* name : {"finding", "supervision"}) {
        const fs::path file = folder.path() / "p" / (std::string(name) + ".workflow.yaml");
        write_text(file, read_whole(file.string()) + "surprise: 1\n");
    }
    const Finished finished = run_giamsat({"workflow", "check", (folder.path() / "p").string()});
    INFO(finished.errors);
    CHECK(finished.exit_code == 5);
    CHECK(finished.errors.find((folder.path() / "p" / "finding.workflow.yaml").string() + ":") != std::string::npos);
    CHECK(finished.errors.find((folder.path() / "p" / "supervision.workflow.yaml").string() + ":") !=
          std::string::npos);
    CHECK(run_giamsat({"--json", "workflow", "check", (folder.path() / "p").string()}).output.find("\"ok\": false") !=
          std::string::npos);
}

TEST_CASE("a file alone is checked as if it lay in a profile", "[cli][workflow]") {
    TemporaryFolder folder;
    const fs::path file = folder.path() / "recheck.workflow.yaml";
    write_text(file,
               "workflow: recheck\nkind: visit\nlevel: group\ntitle: {vi: Phúc tra}\ninitial: planned\nstates:\n"
               "  planned: {on: {finish: {to: done, by: [role nobody], title: {vi: Xong}}}}\n  done: {final: true}\n");

    CHECK(run_giamsat({"workflow", "check", file.string()}).exit_code == 0);
    const Finished within = run_giamsat({"workflow", "check", file.string(), "--profile", profile});
    INFO(within.errors);
    CHECK(within.exit_code == 5);
    CHECK(within.errors.find("nobody") != std::string::npos);
}

TEST_CASE("what workflows look like", "[cli][golden]") {
    SmallOffice office(SmallOffice::Start::founded);
    const std::string finding = profile + "/finding.workflow.yaml",
                      chart = source_path("tests/definitions/reject/W01-states.workflow.yaml");
    const std::string listed = office.must({"workflow", "list"}).output;
    CHECK_GOLDEN("cli/workflow-list.txt", std::regex_replace(listed, std::regex("  [0-9a-f]{8}\n"), "  <hash>\n"));
    CHECK_GOLDEN("cli/workflow-check.txt", seen({"workflow", "check", profile}));
    CHECK_GOLDEN("cli/workflow-check-wrong.txt", seen({"workflow", "check", chart}));
    CHECK_GOLDEN("cli/workflow-show.txt", seen({"workflow", "show", finding}));
    CHECK_GOLDEN("cli/workflow-show-en.txt", seen({"--lang", "en", "workflow", "show", finding}));
    CHECK_GOLDEN("cli/workflow-diagram.mmd", seen({"workflow", "diagram", finding}));
    CHECK_GOLDEN("cli/workflow-diagram.dot", seen({"workflow", "diagram", finding, "--format", "dot"}));
    CHECK(office.must({"workflow", "show", "finding"}).output == run_giamsat({"workflow", "show", finding}).output);
    CHECK(office.run({"workflow", "show", "findin"}).exit_code == 3);
}
