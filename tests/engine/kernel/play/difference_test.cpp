// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/difference.hpp"

#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

namespace {

const char* const base = R"yaml(
workflow: c
title: {vi: Kiểm tra, en: Visit}
data: {late: {type: boolean, initial: false}, old: {type: text}}
initial: planned
states:
  planned:
    title: {vi: Chờ phân công, en: To be assigned}
    within: {working_days: 3, event: deadline.planned}
    on:
      assign: {to: going, by: [body.secretary], title: {vi: Phân công, en: Assign}}
      cancel: {to: cancelled, by: [body.head], reason: required}
      deadline.planned: {do: [{assign: {late: "true()"}}]}
  going: {title: {vi: Đang đi, en: Going}, on: {report: [{to: done, when: "${late}", by: [team]}, {to: done, by: [team]}]}}
  done: {final: true}
  cancelled: {final: true, outcome: cancelled}
)yaml";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

// "kind name: sentence", one a line, for the chart with one piece of its text replaced.
std::string told(const std::string& from, const std::string& to, Lang lang = Lang::en) {
    std::string all;
    for (const auto& change : differences(test::chart(base), test::chart(replaced(base, from, to)), nullptr))
        all += std::string(change.kind) + " " + change.name + ": " + change.text.in(lang) + "\n";
    return all;
}

}  // namespace

TEST_CASE("Versions that work alike have no difference", "[play][diff]") {
    CHECK(told("Kiểm tra", "Kiểm tra").empty());
}

TEST_CASE("Each change is told in a sentence", "[play][diff]") {
    CHECK(told("working_days: 3", "working_days: 5") ==
          "state_deadline planned: State “To be assigned” (planned), deadline: was 3 working days → deadline.planned, "
          "now "
          "5 working days → deadline.planned.\n");
    CHECK(told("by: [body.secretary]", "by: [body.secretary, team.head]") ==
          "step_who planned/assign: Step “Assign” (assign) in “To be assigned” (planned), who may do it: was secretary "
          "of "
          "the inspecting body, now secretary of the inspecting body, head of the team.\n");
    CHECK(
        told("reason: required", "not_by: [assign]") ==
        "step_not_by planned/cancel: Step “cancel” in “To be assigned” (planned), not who did the step: was none, now "
        "assign.\n"
        "step_reason planned/cancel: Step “cancel” in “To be assigned” (planned), a reason is required: was yes, now "
        "no.\n");
    CHECK(
        told("to: going, by", "to: going, form: paper, by") ==
        "step_form planned/assign: Step “Assign” (assign) in “To be assigned” (planned), form: was none, now paper.\n");
    CHECK(
        told("do: [{assign", "do: [{notify: {to: body.head, template: overdue}}, {assign") ==
        "step_actions planned/deadline.planned: Step “deadline.planned” in “To be assigned” (planned), what it brings "
        "about: was set late = true(), now notify head of the inspecting body (overdue); set late = true().\n");
    CHECK(told("old: {type: text}", "fresh: {type: date}") ==
          "field_removed old: Field removed: “old”.\nfield_added fresh: Field added: “fresh”, of type date.\n");
    CHECK(told("initial: false", "initial: true") ==
          "field_initial late: Field “late”, first value: was false, now true.\n");
    CHECK(told("en: Going", "en: On the way") ==
          "state_title going: State “On the way” (going), title: was “Going”, now “On the way”.\n");
    CHECK(told("vi: Đang đi", "vi: Trên đường") ==
          "state_title going: State “Going” (going), title: was “Đang đi”, now “Trên đường”.\n");
    CHECK(told("en: Going", "en: On the way", Lang::vi) ==
          "state_title going: Trạng thái “Đang đi” (going), tên gọi: trước là “Going”, nay là “On the way”.\n");
    CHECK(told("outcome: cancelled", "outcome: dropped") ==
          "state_kind cancelled: State “cancelled”: was an end (cancelled), now an end (dropped).\n");
}

TEST_CASE("Sentences read in Vietnamese too", "[play][diff]") {
    CHECK(told("working_days: 3", "working_days: 5", Lang::vi) ==
          "state_deadline planned: Trạng thái “Chờ phân công” (planned), thời hạn: trước là 3 ngày làm việc → "
          "deadline.planned, nay là 5 ngày làm việc → deadline.planned.\n");
    CHECK(told("to: cancelled", "to: done", Lang::vi) ==
          "step_target planned/cancel: Bước “cancel” ở “Chờ phân công” (planned), đi tới: trước là “cancelled”, nay là "
          "“done”.\n");
}

TEST_CASE("States that come, go and move are told", "[play][diff]") {
    CHECK(told("  done: {final: true}",
               "  rest: {title: {vi: Nghỉ, en: Rest}, on: {wake: going}}\n  done: {final: true}") ==
          "state_added rest: State added: “Rest” (rest).\n"
          "step_added rest/wake: Step added: “wake” in “Rest” (rest), leads to “Going” (going).\n");
    CHECK(told("  going: {title", "  away: {initial: rest, states: {rest: {}}}\n  going: {title") ==
          "state_added away: State added: “away”, a state with states inside.\n"
          "state_added rest: State added: “rest” inside “away”.\n");
    CHECK(told("  cancelled: {final: true, outcome: cancelled}",
               "  cancelled: {final: true, outcome: cancelled}\n  b: {}\n  a: {initial: c, states: {c: {}}}") ==
          "state_added b: State added: “b”.\nstate_added a: State added: “a”, a state with states inside.\n"
          "state_added c: State added: “c” inside “a”.\n");
    const auto flat = test::chart("{workflow: c, initial: a, states: {a: {}, b: {initial: x, states: {x: {}}}}}");
    const auto nested = test::chart("{workflow: c, initial: b, states: {b: {initial: x, states: {x: {}, a: {}}}}}");
    const auto changes = differences(flat, nested, nullptr);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].text.en == "First state: was “a”, now “b”.");
    CHECK(changes[1].text.en == "State “a”, lies in: was the outermost level, now “b”.");
}

TEST_CASE("A state with another id is told as renamed, and not each step that leads to it", "[play][diff]") {
    const auto renamed = [](const std::string& old, const std::string& now) {
        std::string text = base;
        for (const std::string word : {"to: ", "  "}) {
            for (auto at = text.find(word + old); at != text.npos; at = text.find(word + old))
                text.replace(at, word.size() + old.size(), word + now);
        }
        std::string all;
        for (const auto& change : differences(test::chart(base), test::chart(text), nullptr))
            all += std::string(change.kind) + " " + change.name + ": " + change.text.in(Lang::en) + "\n";
        return all;
    };
    CHECK(renamed("going", "travelling") ==
          "state_renamed travelling: State “Going” (travelling) was called “going”.\n");
    CHECK(renamed("done", "finished") == "state_renamed finished: State “finished” was called “done”.\n");
}

TEST_CASE("Of several steps on one event, the one that changed is told", "[play][diff]") {
    CHECK(told("{to: done, when: \"${late}\", by: [team]}", "{to: cancelled, when: \"${late}\", by: [team]}") ==
          "step_target going/report: Step “report” in “Going” (going), leads to: was “done”, now “cancelled”.\n");
    CHECK(told("{to: done, when: \"${late}\", by: [team]}, ", "") ==
          "step_removed going/report: Step removed: “report” in “Going” (going).\n");
}
