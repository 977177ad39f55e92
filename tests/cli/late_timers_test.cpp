// SPDX-License-Identifier: Apache-2.0
// Every command is a program of its own: between two of them the office is closed, and what was due meanwhile is found late.
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

// The business day lies years before the day of the clock, so each timer is late as soon as it is set.
const char* const workflow = R"yaml(
workflow: alarm
kind: session
level: district
title: {vi: Hẹn giờ, en: Alarm}
data: {kept: {type: integer, initial: 0}, lost: {type: integer, initial: 0}}
initial: open
states:
  open:
    entry:
      - {send: {event: keep, id: keep, after: {days: 1}}}
      - {send: {event: lose, id: lose, after: {days: 1}, late: drop}}
      - {send: {event: keep, after: PT10000H}}
    on:
      keep: {do: [{assign: {kept: "${kept} + 1"}}]}
      lose: {do: [{assign: {lost: "${lost} + 1"}}]}
      poke: {by: [body.secretary]}
      close: {to: closed, by: [body.secretary]}
  closed: {final: true}
)yaml";

std::string open_alarm(const SmallOffice& office) {
    return office.json({"visit", "open", "--workflow", "alarm", "--unit", "district:405", "--body", "board",
                        "--variant", "scheduled", "--date", "04/03/2024"})["case"]["id"];
}

}  // namespace

TEST_CASE("timers outlive a restart; of those found late one comes all the same and one is dropped", "[cli][timers]") {
    SmallOffice office;
    const fs::path home = office.folder() / "profile";
    fs::copy(source_path("workflows/dong-son-2024"), home, fs::copy_options::recursive);
    write_text(home / "alarm.workflow.yaml", workflow);
    office.must({"workflow", "publish", home.string()});
    std::vector<std::string> cases;
    for (int i = 0; i < 3; ++i) cases.push_back(open_alarm(office));
    CHECK(office.json({"case", "show", cases.back()})["timers"].size() == 3);  // looking fires nothing

    office.must({"case", "step", cases.front(), "poke"});  // whoever writes next lets pass what is due, of all cases
    for (const std::string& id : cases) {
        const Json shown = office.json({"case", "show", id});
        INFO(shown.dump(2));
        CHECK(shown["data"]["kept"] == 1);
        CHECK(shown["data"]["lost"] == 0);
        REQUIRE(shown["timers"].size() == 1);
        CHECK(shown["timers"][0]["event"] == "keep");
    }
    CHECK(office.run({"journal", "verify"}).exit_code == 0);
}
