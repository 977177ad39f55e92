// SPDX-License-Identifier: Apache-2.0
#include "base/json/json.hpp"
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
    CHECK(within.errors.starts_with(file.string() + ":7:"));  // where it lies, not where it is checked
}

TEST_CASE("where a case could get stuck is told as a story, and what was not gone through is said", "[cli][golden]") {
    TemporaryFolder folder;
    const fs::path file = folder.path() / "stuck.workflow.yaml";
    write_text(
        file,
        "workflow: stuck\ntitle: {vi: Kiểm tra}\ndata: {asked: {type: integer, initial: 0}}\ninitial: planned\n"
        "states:\n  planned: {title: {vi: Chờ phân công, en: To be assigned}, on: {assign: {to: assigned, when: "
        "\"${asked} < 1\", by: [body.secretary], title: {vi: Phân công, en: Assign}, do: [{assign: {asked: "
        "\"${asked} + 1\"}}]}}}\n  assigned: {title: {vi: Chờ đoàn nhận, en: Waiting}, within: {working_days: 5, "
        "event: late}, on: {late: planned, accept: {to: done, by: [team.head], title: {vi: Nhận, en: Accept}}}}\n"
        "  done: {final: true}\n");
    CHECK_GOLDEN("cli/workflow-check-stuck.txt", seen({"workflow", "check", file.string(), "--explore"}));
    CHECK_GOLDEN("cli/workflow-check-stuck-en.txt", seen({"--lang", "en", "workflow", "check", file.string()}));

    const Json told = Json::parse(run_giamsat({"--json", "workflow", "check", file.string()}).output);
    const Json& explored = told["checked"][0]["explored"][0];
    CHECK(explored["traps"][0]["rule"] == "W21");
    CHECK(explored["traps"][0]["story"].size() == 5);
    CHECK(explored["complete"] == true);
}

TEST_CASE("in a workflow with a kind a trap is a mistake: it is neither found right nor founded upon",
          "[cli][workflow]") {
    TemporaryFolder folder;
    const fs::path home = folder.path() / "p", file = home / "supervision.workflow.yaml";
    fs::copy(profile, home, fs::copy_options::recursive);
    std::string text = read_whole(file.string());
    const auto change = [&](const std::string& what, const std::string& with) {
        REQUIRE(text.find(what) != text.npos);
        for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
            text.replace(at, what.size(), with);
    };
    change("        to: watching\n", "        to: watching\n        when: \"not(${late})\"\n");
    change("      cancel:\n        to: cancelled\n",
           "      cancel:\n        when: \"not(${late})\"\n        to: cancelled\n");
    write_text(file, text);

    const Finished checked = run_giamsat({"--lang", "en", "workflow", "check", home.string()});
    INFO(checked.errors);
    CHECK(checked.exit_code == 5);
    CHECK(checked.errors.find("[W21]") != std::string::npos);
    CHECK(checked.output.find("✗") != std::string::npos);
    const Json told = Json::parse(run_giamsat({"--json", "workflow", "check", home.string()}).output);
    CHECK(told["checked"][0]["ok"] == false);
    CHECK(told["checked"][0]["problem"]["rule"] == "W21");
    CHECK(told["checked"][0]["problem"]["story"]["vi"].size() > 1);
    CHECK(run_giamsat({"init", (folder.path() / "vp").string(), "--profile", home.string()}).exit_code == 5);
    CHECK_FALSE(fs::exists(folder.path() / "vp"));
}

TEST_CASE("a rule keeps its code for machines", "[cli][workflow]") {
    const std::string chart = source_path("tests/definitions/reject/W14-expression.workflow.yaml");
    const Json told = Json::parse(run_giamsat({"--json", "workflow", "check", chart}).output);
    CHECK(told["checked"][0]["problem"]["rule"] == "W14");
}

TEST_CASE("a profile is held against the people of an office", "[cli][workflow]") {
    SmallOffice office;
    const Finished compared = office.must({"workflow", "check", profile});
    INFO(compared.errors);
    CHECK(compared.errors.find("[W19]") != std::string::npos);  // the example's bank has no secretary
    CHECK(compared.errors.find(profile + "/annual-plan.workflow.yaml:") != std::string::npos);
    CHECK(run_giamsat({"workflow", "check", profile}).errors.empty());

    const Finished own = office.must({"workflow", "check"});  // no path: the profile the office works by
    INFO(own.output << own.errors);
    CHECK(own.errors.find("[W19]") != std::string::npos);
    CHECK(own.errors.find("annual-plan.workflow.yaml:") == 0);
    CHECK(own.output.find("✓ ") == 0);
    CHECK(run_giamsat({"workflow", "check"}).exit_code == 2);
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

TEST_CASE("names, soundness, all workflows together and traps are told in one pass", "[cli][workflow]") {
    TemporaryFolder folder;
    const fs::path home = folder.path() / "p";
    fs::copy(profile, home, fs::copy_options::recursive);
    const std::string head = "kind: visit\nlevel: group\ntitle: {vi: Thử}\ninitial: a\n";
    const auto write = [&](const std::string& name, const std::string& rest) {
        write_text(home / (name + ".workflow.yaml"), "workflow: " + name + "\n" + head + rest);
    };
    write("one",
          "states:\n  a: {on: {go: {to: z, by: team}}}\n  lost: {on: {go: {to: z, by: team}}}\n  z: {final: true}\n");
    write("two", "states:\n  a: {on: {go: {to: z, by: team}, ghost: z}}\n  z: {final: true}\n");
    write("three",
          "data: {n: {type: integer, initial: 0}}\nstates:\n"
          "  a: {on: {go: {to: b, by: team}}}\n  b: {on: {on: {to: z, by: team, when: \"${n} > 0\"}}}\n  z: {final: "
          "true}\n");
    write(
        "four",
        "states:\n  a: {on: {go: {to: z, by: team}, in: {to: z, by: team, when: \"In('z')\"}}}\n  z: {final: true}\n");
    const Finished sound = run_giamsat({"workflow", "check", home.string()});
    INFO(sound.errors);
    CHECK(sound.exit_code == 5);
    for (const char* rule : {"one.workflow.yaml:8:3 (states.lost)", "[W07]", "“ghost”", "[W18]", "[W21]", "[W28]"})
        CHECK(sound.errors.find(rule) != std::string::npos);

    write("one",
          "states:\n  a: {on: {go: {to: y, by: taem}, late: {to: z, when: \"false()\", by: team}}}\n  z: {final: "
          "true}\n");
    const Finished names = run_giamsat({"workflow", "check", home.string()});
    INFO(names.errors);
    for (const char* rule : {"[W01]", "[W11]", "“ghost”"}) CHECK(names.errors.find(rule) != std::string::npos);
    CHECK(names.errors.find("“go”") == std::string::npos);   // a person's step, whoever “taem” is
    CHECK(names.errors.find("[W07]") == std::string::npos);  // nobody knows where the misspelt step leads
}

TEST_CASE("a mistake in a form hides none in the workflows, and says nothing untrue of them", "[cli][workflow]") {
    TemporaryFolder folder;
    const fs::path home = folder.path() / "p", form = home / "forms" / "group-record.form.yaml";
    fs::copy(profile, home, fs::copy_options::recursive);
    write_text(form, read_whole(form.string()) + "surprise: 1\n");
    write_text(home / "one.workflow.yaml",
               "workflow: one\nkind: visit\nlevel: group\ntitle: {vi: Thử}\ninitial: a\nstates:\n  a:\n    on:\n"
               "      go: [{to: y, by: team}, {to: z, by: team}]\n"
               "      in: [{to: z, by: team, form: group-record, when: \"${form.members} > 3\", do: [{findings: {rows: "
               "findings}}]}, {to: z, by: team}]\n      ghost: z\n  z: {final: true}\n");
    const Finished told = run_giamsat({"--lang", "en", "workflow", "check", home.string()});
    INFO(told.errors);
    for (const char* mistake : {"surprise", "no state “y”", "[W08]", "“ghost”"})
        CHECK(told.errors.find(mistake) != std::string::npos);
    CHECK(told.output.find("4 mistakes") != std::string::npos);
}

TEST_CASE("a file of a profile that nothing reads is remarked on", "[cli][workflow]") {
    TemporaryFolder folder;
    const fs::path home = folder.path() / "p";
    fs::copy(profile, home, fs::copy_options::recursive);
    write_text(home / "recheck.yaml", "workflow: recheck\n");
    const Finished told = run_giamsat({"--lang", "en", "workflow", "check", home.string()});
    INFO(told.errors);
    CHECK(told.exit_code == 0);
    CHECK(told.errors.starts_with((home / "recheck.yaml").string() + ":1:1: note: Nothing reads this file. [W17]"));
}
