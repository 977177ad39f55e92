// SPDX-License-Identifier: Apache-2.0
#include "base/json/json.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <sstream>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

const std::string profile = source_path("workflows/dong-son-2024");

std::string chart_in(const TemporaryFolder& folder, const std::string& name, const std::string& text) {
    const fs::path file = folder.path() / name;
    write_text(file, text);
    return file.string();
}

std::vector<Json> lines_of(const Finished& finished) {
    std::vector<Json> lines;
    std::istringstream text(finished.output);
    for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
    return lines;
}

}  // namespace

TEST_CASE("a workflow of a profile is simulated line by line", "[cli][simulate]") {
    const Finished finished =
        run_giamsat_reading("{\"event\":\"assign\"}\n\n{\"advance\":\"P30D\"}\n{\"event\":\"unheard\"}\n",
                            {"workflow", "simulate", profile + "/group-inspection.workflow.yaml", "--facts",
                             "{\"variant\":\"scheduled\"}"});
    INFO(finished.errors);
    CHECK(finished.exit_code == 0);
    CHECK_GOLDEN("cli/workflow-simulate.jsonl", finished.output);
}

TEST_CASE("a bare chart without levels or ends is simulated, with remarks on stderr only", "[cli][simulate]") {
    TemporaryFolder folder;
    const std::string file = chart_in(
        folder, "c.yaml", "workflow: c\ninitial: a\nstates: {a: {on: {go: b}}, b: {on: {back: a}}, lost: {}}\n");
    const Finished finished =
        run_giamsat_reading("{\"event\":\"go\"}\n{\"event\":\"back\"}", {"workflow", "simulate", file});
    CHECK(finished.exit_code == 0);
    const auto lines = lines_of(finished);
    REQUIRE(lines.size() == 3);
    CHECK(lines[1]["active"] == Json{"b"});
    CHECK(lines[2]["active"] == Json{"a"});
    CHECK(finished.errors.find("c.yaml:3") != std::string::npos);
}

TEST_CASE("a workflow of a kind that is unsound can be simulated too", "[cli][simulate]") {
    TemporaryFolder folder;
    const std::string file = chart_in(folder, "c.workflow.yaml",
                                      "workflow: c\nkind: visit\ninitial: a\nstates: {a: {on: {go: b}}, b: {}}\n");
    CHECK(run_giamsat({"workflow", "check", file}).exit_code == 5);
    const Finished finished = run_giamsat_reading("{\"event\":\"go\"}\n", {"workflow", "simulate", file});
    CHECK(finished.exit_code == 0);
    CHECK(lines_of(finished).back()["active"] == Json{"b"});
    CHECK_FALSE(finished.errors.empty());
}

TEST_CASE("mistakes of notation and of names are refused with their place", "[cli][simulate]") {
    TemporaryFolder folder;
    for (const char* wrong : {"workflow: c\ninitial: a\nstates: {a: {on: {go: bb}}, b: {}}\n",
                              "workflow: c\ninitial: a\nstates: {a: {onn: {go: b}}, b: {}}\n"}) {
        const std::string file = chart_in(folder, "c.yaml", wrong);
        const Finished finished = run_giamsat_reading("", {"workflow", "simulate", file});
        INFO(finished.errors);
        CHECK(finished.exit_code == 5);
        CHECK(finished.output.empty());
        CHECK(finished.errors.find("c.yaml:3:") != std::string::npos);
    }
    CHECK(run_giamsat_reading("", {"workflow", "simulate", "/no/such.yaml"}).exit_code != 0);
}

TEST_CASE("a line that cannot be read is answered, and the play goes on", "[cli][simulate]") {
    TemporaryFolder folder;
    const std::string file = chart_in(folder, "c.yaml", "workflow: c\ninitial: a\nstates: {a: {on: {go: b}}, b: {}}\n");
    const Finished finished = run_giamsat_reading("what?\n{\"advance\":\"soon\"}\n{\"event\":\"go\"}\n",
                                                  {"workflow", "simulate", file, "--start", "2024-05-01"});
    CHECK(finished.exit_code == 5);
    const auto lines = lines_of(finished);
    REQUIRE(lines.size() == 4);
    CHECK(lines[1].contains("error"));
    CHECK(lines[2]["error"]["code"] == "invalid_value");
    CHECK(lines[3]["active"] == Json{"b"});
}

TEST_CASE("scenario files are run from the command line", "[cli][test]") {
    const Finished shipped = run_giamsat({"workflow", "test", source_path("tests/scenarios")});
    INFO(shipped.output << shipped.errors);
    CHECK(shipped.exit_code == 0);

    TemporaryFolder folder;
    chart_in(folder, "c.yaml", "workflow: c\ninitial: a\nstates: {a: {on: {go: b}}, b: {}}\n");
    const std::string wrong =
        chart_in(folder, "x.scenario.yaml",
                 "scenario: It goes\nworkflow: c.yaml\nsteps:\n  - {when: go, then: {active: [a]}}\n");
    const Finished failed = run_giamsat({"--lang", "en", "workflow", "test", wrong});
    CHECK(failed.exit_code == 1);
    CHECK(failed.output.find("x.scenario.yaml:4:23 (steps.then.active): active: expected [\"a\"], found [\"b\"]") !=
          std::string::npos);
    const Json json = Json::parse(run_giamsat({"--json", "workflow", "test", folder.path().string()}).output);
    CHECK(json["failed"] == 1);
    CHECK(json["scenarios"][0]["unmet"][0]["line"] == 4);

    const std::string broken = chart_in(folder, "y.scenario.yaml", "scenario: It goes\nworkflw: c.yaml\n");
    CHECK(run_giamsat({"workflow", "test", broken}).exit_code == 5);
    const std::string strange =
        chart_in(folder, "z.scenario.yaml", "scenario: It goes\nworkflow: c.yaml\nstart: {active: [nowhere]}\n");
    CHECK(run_giamsat({"workflow", "test", strange}).exit_code == 5);
    CHECK(run_giamsat({"workflow", "test", source_path("tests/golden")}).exit_code == 3);
}

TEST_CASE("two versions are compared in words", "[cli][diff]") {
    TemporaryFolder folder;
    const std::string before = profile + "/finding.workflow.yaml";
    std::string text = read_whole(before);
    const auto days = text.find("working_days: 5");
    REQUIRE(days != text.npos);
    text.replace(days, 15, "working_days: 7");
    const std::string after = chart_in(folder, "finding.workflow.yaml", text);
    const Finished vi = run_giamsat({"workflow", "diff", before, after, "--profile", profile});
    INFO(vi.errors);
    CHECK(vi.exit_code == 0);
    CHECK(vi.output.find("trước là 5 ngày làm việc") != std::string::npos);
    CHECK(vi.output.find("nay là 7 ngày làm việc") != std::string::npos);
    const Finished json = run_giamsat({"--json", "workflow", "diff", before, after, "--profile", profile});
    CHECK(Json::parse(json.output)["changes"][0]["kind"] == "state_deadline");
    CHECK(Json::parse(run_giamsat({"--json", "workflow", "diff", before, before}).output)["changes"].empty());
}

TEST_CASE("a workflow is drawn as SVG by the program itself", "[cli][diagram]") {
    const Finished svg =
        run_giamsat({"workflow", "diagram", profile + "/group-inspection.workflow.yaml", "--format", "svg"});
    CHECK(svg.exit_code == 0);
    CHECK(svg.output.find("</svg>") != std::string::npos);
    CHECK(svg.output.find("Chờ phân công") != std::string::npos);
    const Finished life = run_giamsat({"--lang", "en", "workflow", "diagram", "--machine", "case", "--format", "svg"});
    CHECK(life.exit_code == 0);
    CHECK(life.output.find("Committing") != std::string::npos);
    for (const char* lang : {"vi", "en"})
        CHECK_GOLDEN("workflow/engine." + std::string(lang) + ".mmd",
                     run_giamsat({"--lang", lang, "workflow", "diagram", "--machine", "engine"}).output);
    CHECK(run_giamsat({"workflow", "diagram"}).exit_code == 2);
    CHECK(run_giamsat({"workflow", "diagram", "--machine", "cases"}).exit_code == 3);
}

TEST_CASE("an event that moves nothing is explained with the values of its guard, a bad line by its number",
          "[cli][simulate]") {
    TemporaryFolder folder;
    const std::string file =
        chart_in(folder, "c.yaml",
                 "workflow: c\ndata: {n: {type: integer, initial: 12}, d: {type: date}}\ninitial: a\n"
                 "states: {a: {on: {go: {to: b, when: \"${n} <= 10\"}, "
                 "day: {to: b, when: \"${d} != ''\"}}}, b: {}}\n");
    const Finished finished = run_giamsat_reading("{\"event\":\"go\"}\n\n{\"event\":\n{\"advance\":\"3H\"}\n",
                                                  {"--lang", "en", "workflow", "simulate", file, "--explain"});
    INFO(finished.errors);
    CHECK(finished.exit_code == 5);
    CHECK(finished.errors.find("n (12) <= 10") != std::string::npos);
    CHECK(finished.errors.find("W11") == std::string::npos);  // a day that is given makes it hold
    const auto lines = lines_of(finished);
    REQUIRE(lines.size() == 4);
    CHECK(lines[2]["error"]["where"].get<std::string>().starts_with("3:"));
    CHECK(lines[3]["error"]["message"]["en"].get<std::string>().starts_with("advance does not take “3H”"));
}
