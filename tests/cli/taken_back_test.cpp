// SPDX-License-Identifier: Apache-2.0
// Cases that the one which opened them has taken back: how they are shown.
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

const char* const round_yaml = R"yaml(
workflow: round
kind: session
level: district
title: {vi: Hỏi các tổ, en: Ask the groups}
initial: open
states:
  open:
    title: {vi: Đang soạn, en: Being drafted}
    on: {ask: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: reply}}]}}
  waiting:
    title: {vi: Chờ trả lời, en: Waiting for replies}
    wait: {for: all, to: closed}
    on: {stop: {to: closed, by: [body.secretary], do: [cancel_children]}}
  closed: {title: {vi: Đã đóng, en: Closed}, final: true}
)yaml";

const char* const reply_yaml = R"yaml(
workflow: reply
kind: visit
level: group
title: {vi: Trả lời, en: Reply}
initial: open
states:
  open:
    title: {vi: Đang chờ tổ, en: Waiting for the group}
    on:
      answer: {to: closed, by: [role board_secretary]}
      refuse: {to: refused, by: [role board_secretary]}
  closed: {title: {vi: Đã trả lời, en: Replied}, final: true}
  refused: {title: {vi: Đã từ chối, en: Refused}, final: true, outcome: cancelled}
)yaml";

std::size_t times(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++count;
    return count;
}

}  // namespace

TEST_CASE("a case taken back is shown as cancelled, one that ended by itself as it ended", "[cli][cases]") {
    SmallOffice office;
    const fs::path home = office.folder() / "profile";
    fs::copy(source_path("workflows/dong-son-2024"), home, fs::copy_options::recursive);
    write_text(home / "round.workflow.yaml", round_yaml);
    write_text(home / "reply.workflow.yaml", reply_yaml);
    office.must({"workflow", "publish", home.string()});
    const std::string round = office.json({"visit", "open", "--workflow", "round", "--unit", "district:405", "--body",
                                           "board", "--variant", "scheduled", "--date", "04/03/2024"})["case"]["id"];
    office.must({"case", "step", round, "ask"});
    const Json children = office.json({"case", "show", round})["children"];
    REQUIRE(children.size() >= 2);
    office.must({"case", "step", children[0]["id"], "refuse"});
    office.must({"case", "step", round, "stop"});
    const std::string shown = office.must({"--lang", "en", "case", "show", round}).output;
    INFO(shown);
    CHECK(times(shown, "Refused (cancelled)") == 0);
    CHECK(times(shown, "Refused") == 1);
    CHECK(times(shown, "Waiting for the group (cancelled)") == children.size() - 1);
    CHECK(times(shown, "Waiting for the group") == children.size() - 1);
}
