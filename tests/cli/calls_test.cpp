// SPDX-License-Identifier: Apache-2.0
// A workflow's `call`, all the way: published, stepped through, carried out by a module that is loaded for it.
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <cstdlib>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

const char* const workflow = R"yaml(
workflow: ring
kind: session
level: district
title: {vi: Báo tin, en: Tell}
initial: open
states:
  open:
    on:
      tell: {to: told, by: [body.secretary], do: [{call: {plugin: good, action: echo, with: {word: "'xong'"}}}]}
      fail: {to: told, by: [body.secretary], do: [{call: {plugin: good, action: fail}}]}
  told: {final: true}
)yaml";

const char* const manifest =
    R"json({"name":"good","version":"1.0","abi":1,"kind":"action","title":{"vi":"Thử","en":"Trial"},
"actions":[{"name":"echo","title":{"vi":"Thử","en":"Trial"},"parameters":[{"name":"word","type":"text","required":true,"title":{"vi":"Từ","en":"Word"}}]},
{"name":"fail","title":{"vi":"Hỏng","en":"Fail"},"parameters":[]}]})json";

// A plugin folder with one module in it, for as long as the test runs.
class Plugins {
public:
    explicit Plugins(const fs::path& folder) {
        fs::create_directories(folder);
        fs::copy_file(fs::path(GIAMSAT_BINARY).parent_path() / "tests/engine/adapters/plugin/modules/good.so",
                      folder / "good.so");
        write_text(folder / "good.plugin.json", manifest);
        ::setenv("GIAMSAT_PLUGINS", folder.c_str(), 1);
    }
    ~Plugins() { ::unsetenv("GIAMSAT_PLUGINS"); }
    Plugins(const Plugins&) = delete;
    Plugins& operator=(const Plugins&) = delete;
};

fs::path profile_with(const fs::path& folder, const std::string& text) {
    const fs::path home = folder / "profile";
    fs::copy(source_path("workflows/dong-son-2024"), home,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    fs::create_directories(home / "plugins");
    write_text(home / "ring.workflow.yaml", text);
    write_text(home / "plugins" / "good.plugin.json", manifest);
    return home;
}

std::string open_ring(const SmallOffice& office) {
    return office.json({"visit", "open", "--workflow", "ring", "--unit", "district:405", "--body", "board", "--variant",
                        "scheduled", "--date", "04/03/2024"})["case"]["id"];
}

// The beginnings of the ids of calls that failed, as they are told.
std::vector<std::string> calls_in(const std::string& errors) {
    const std::string mark = "✗ ";
    std::vector<std::string> ids;
    for (auto at = errors.find(mark); at != errors.npos; at = errors.find(mark, at + 1))
        ids.push_back(errors.substr(at + mark.size(), 8));
    return ids;
}

}  // namespace

TEST_CASE("a plugin does what a workflow asked of it, once; what fails is tried again", "[cli][calls]") {
    SmallOffice office;
    office.must({"workflow", "publish", profile_with(office.folder(), workflow).string()});
    const std::string told = open_ring(office), failed = open_ring(office);
    office.must({"case", "step", told, "tell"});
    office.must({"case", "step", failed, "fail"});
    const Finished missing = office.run({"notify", "call"});
    CHECK(missing.exit_code == 7);  // no such plugin there: nothing is lost
    CHECK(missing.output.find("✗ 0 việc đã giao, 2 việc lỗi") != std::string::npos);
    const auto waiting = calls_in(missing.errors);
    REQUIRE(waiting.size() == 2);
    CHECK(office.json({"notify", "call"})["delivered"] == 0);  // what failed waits a while, unless somebody asks for it
    office.must({"notify", "retry", waiting[0], waiting[1]});

    const Plugins plugins(office.folder() / "plugins");
    const Finished first = office.run({"--json", "notify", "call"});
    INFO(first.output << first.errors);
    CHECK(first.exit_code == 7);
    CHECK(Json::parse(first.output)["delivered"] == 1);
    CHECK(Json::parse(first.output)["failed"] == 1);
    office.must({"notify", "retry", calls_in(first.errors).at(0)});
    const Finished again = office.run({"--json", "notify", "call"});
    CHECK(Json::parse(again.output)["delivered"] == 0);
    CHECK(Json::parse(again.output)["failed"] == 1);
    CHECK(office.run({"journal", "verify"}).exit_code == 0);
}

TEST_CASE("a call that its plugin would not take is a mistake, in simulate too", "[cli][calls]") {
    TemporaryFolder folder;
    std::string text = workflow;
    text.replace(text.find("word: "), 6, "words: ");
    const fs::path home = profile_with(folder.path(), text);
    for (const char* command : {"check", "simulate"}) {
        const Finished refused = run_giamsat({"workflow", command, (home / "ring.workflow.yaml").string()});
        INFO(command << ": " << refused.errors);
        CHECK(refused.exit_code == 5);
        CHECK(refused.errors.find("“words”") != std::string::npos);
    }
}
