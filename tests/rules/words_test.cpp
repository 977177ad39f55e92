// SPDX-License-Identifier: Apache-2.0
// What the words of the language bring about in an office: rounds over all groups, waiting, taking back, handing up; timers
// that come late; files and agreements that a step asks for; work for plugins.
#include "base/platform/files.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"
#include "support/golden.hpp"
#include "support/workflows.hpp"

using namespace giamsat;
using namespace giamsat::test;

namespace {

// A board's question to every group, and a group's answer.
const char* const round_yaml = R"yaml(
workflow: round
kind: session
level: district
data: {last: {type: text}, asked: {type: integer, initial: 0}}
initial: open
states:
  open:
    on:
      ask: {to: asking, by: [body.secretary]}
      ask_men: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: answer, association: "11"}}]}
      ask_share: {to: half, by: [body.secretary], do: [{open: {for_each: group, workflow: answer, data: {late: "true()"}}}]}
      ask_nobody: {to: waiting, by: [body.secretary], do: [{open: {for_each: group, workflow: answer, association: "13"}}]}
  asking:
    entry: [{open: {for_each: group, workflow: answer}}]
    always: [{to: waiting}]
  waiting:
    wait: {for: all, to: closed}
    on:
      child.done: {do: [{assign: {last: "concat(${event.outcome}, ' ', ${event.grade}, ' ', ${event.members})", asked: "${asked} + 1"}}]}
      stop: {to: stopped, by: [body.secretary], do: [cancel_children]}
  half:
    wait: {at_least: 50%, to: closed, otherwise: stopped}
  closed: {final: true}
  stopped: {final: true, outcome: missed}
)yaml";

const char* const answer_yaml = R"yaml(
workflow: answer
kind: visit
level: group
data: {late: {type: boolean, initial: false}, grade: {type: text}, members: {type: integer, initial: 42}}
initial: open
states:
  open:
    within: {days: 30, event: deadline.answer}
    on:
      answer: {to: closed, by: [role board_secretary], do: [{assign: {grade: "'A'"}}]}
      pass_on: {to: below, by: [role board_secretary], do: [{open: {from: unit, workflow: look}}]}
      refuse: {to: refused, by: [role board_secretary]}
      deadline.answer: {do: [{assign: {late: "true()"}}]}
  below: {wait: {for: all, to: closed}}
  closed: {final: true}
  refused: {final: true, outcome: cancelled}
)yaml";

const char* const look_yaml = R"yaml(
workflow: look
kind: visit
level: group
initial: open
states:
  open: {within: {days: 3, event: late}, on: {late: {}, close: {to: closed, by: [role board_secretary]}}}
  closed: {final: true}
)yaml";

const char* const paper_yaml = R"yaml(
workflow: paper
kind: session
level: district
data: {reminded: {type: integer, initial: 0}}
initial: open
states:
  open:
    within:
      working_days: 10
      event: deadline.sign
      remind: [{before: {working_days: 2}, to: [body.secretary]}]
      escalate: [{after: {working_days: 3}, to: [body.head], template: decision}]
    entry: [{send: {event: hint, id: hint, after: {days: 1}, late: drop}}, {send: {event: nudge, id: nudge, after: PT30M}}]
    on:
      sign: {to: signed, by: [body.head, body.secretary], assignees: all of, reason: required}
      file: {to: filed, by: [body.secretary], attachments: {at_least: 2}}
      tell: {to: signed, by: [body.secretary], do: [{call: {plugin: notify-sms, action: send, with: {text: "'xong'", times: "2"}}}]}
      reopen: {to: open, by: [body.secretary]}
      hint: {do: [{assign: {reminded: "${reminded} + 1"}}]}
      nudge: {do: [{assign: {reminded: "${reminded} + 10"}}]}
      deadline.sign: {}
  filed: {on: {sign: {to: signed, by: [body.secretary]}}}
  signed: {final: true}
)yaml";

std::map<std::string, std::string> more_files() {
    return {{"round.workflow.yaml", round_yaml},
            {"answer.workflow.yaml", answer_yaml},
            {"look.workflow.yaml", look_yaml},
            {"paper.workflow.yaml", paper_yaml},
            {"plugins/notify-sms.plugin.json",
             read_whole(source_path("tests/definitions/words/plugins/notify-sms.plugin.json"))}};
}

class Board {
public:
    World world{World::Start::registered, more_files()};

    CaseId open(const std::string& workflow) {
        OpenCase command{.workflow = workflow, .unit = world.unit("district", "405"), .body = "board"};
        command.planned_on = world.today();
        command.body_unit = command.unit;
        return world.must(command).first("case.opened/1")->case_id;
    }
    Outcome step(const CaseId& id, const std::string& event, const std::string& person = "CB02") {
        return world.must(AdvanceCase{.case_id = id, .event = event}, person);
    }
    CaseRecord record(const CaseId& id) {
        return world.ask([&](Readers& read) { return *read.cases.find(id); });
    }
    std::vector<CaseRecord> children(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.children(id); });
    }
    std::vector<DueTimer> timers(const CaseId& id) {
        return world.ask([&](Readers& read) { return read.cases.timers(id); });
    }
    std::string state(const CaseId& id) { return record(id).config.at(0); }
};

std::string due_of(const std::vector<DueTimer>& timers, const std::string& id) {
    for (const DueTimer& timer : timers) {
        if (timer.id == id) return date_in_vietnam(timer.due).iso();
    }
    return "none";
}

}  // namespace

TEST_CASE("a round opens a case for every unit of a level, waits for all, and hears what each hands up",
          "[rules][words]") {
    Board office;
    CaseId round = office.open("round");
    Outcome asked = office.step(round, "ask");
    auto children = office.children(round);
    REQUIRE(children.size() == 2);
    REQUIRE(office.state(round) == "waiting");

    office.step(children[0].id, "answer");
    REQUIRE(office.state(round) == "waiting");
    REQUIRE(office.record(round).data.at("last") == "done A 42");
    office.step(children[1].id, "answer");
    REQUIRE(office.state(round) == "closed");
    REQUIRE(office.record(round).data.at("asked") == 2);
}

TEST_CASE("a selection may be of one association, and of nobody at all", "[rules][words]") {
    Board office;
    CaseId men = office.open("round");
    office.step(men, "ask_men");
    REQUIRE(office.children(men).size() == 1);
    CaseId nobody = office.open("round");
    office.step(nobody, "ask_nobody");
    REQUIRE(office.children(nobody).empty());
    REQUIRE(office.state(nobody) == "closed");
}

TEST_CASE("a share that is reached goes on, one that cannot be reached goes elsewhere", "[rules][words]") {
    Board office;
    CaseId reached = office.open("round");
    office.step(reached, "ask_share");
    auto size = office.world.journal_size();
    auto children = office.children(reached);
    REQUIRE(office.world.ask([&](Readers& read) { return read.cases.find(children[0].id)->data.at("late"); }) == true);
    office.step(children[0].id, "refuse");
    REQUIRE(office.world.journal_size() == size + 1);  // the round heard it, and stayed: no entry
    office.step(children[1].id, "answer");
    REQUIRE(office.record(reached).outcome == "done");

    CaseId missed = office.open("round");
    office.step(missed, "ask_share");
    for (const CaseRecord& child : office.children(missed)) office.step(child.id, "refuse");
    REQUIRE(office.record(missed).outcome == "missed");
}

TEST_CASE("children are taken back with theirs, each as cancelled and without its timers", "[rules][words]") {
    Board office;
    CaseId round = office.open("round");
    office.step(round, "ask");
    auto children = office.children(round);
    office.step(children[0].id, "pass_on");
    CaseId below = office.children(children[0].id).at(0).id;
    REQUIRE(office.timers(below).size() == 1);
    office.step(children[1].id, "answer");

    office.step(round, "stop");
    REQUIRE(office.record(round).outcome == "missed");
    REQUIRE(office.record(children[0].id).life == "cancelled");
    REQUIRE(office.record(children[1].id).life == "completed");
    REQUIRE(office.record(below).life == "cancelled");
    REQUIRE(office.record(below).ended_on == office.world.today());
    REQUIRE(office.timers(below).empty());
    REQUIRE(office.timers(children[0].id).empty());
    REQUIRE(office.world.run(AdvanceCase{.case_id = below, .event = "close"}).error().code == ProblemCode::case_ended);
}

TEST_CASE("reminders come before a deadline and escalations after it, by the calendar", "[rules][words]") {
    Board office;  // Monday, 4 March 2024
    CaseId paper = office.open("paper");
    auto timers = office.timers(paper);
    REQUIRE(due_of(timers, "open") == "2024-03-19");             // the 18th is its last day
    REQUIRE(due_of(timers, "open.remind.1") == "2024-03-14");    // two working days before the 18th
    REQUIRE(due_of(timers, "open.escalate.1") == "2024-03-22");  // when the 21st is over
    office.world.set_today(Date::of(2024, 3, 14));
    auto size = office.world.journal_size();
    office.world.fire_timers();
    auto kinds = office.world.kinds_since(size);
    REQUIRE(std::count(kinds.begin(), kinds.end(), "notice.queued/1") == 1);
    office.step(paper, "tell");
    REQUIRE(office.timers(paper).empty());
}

TEST_CASE("a timer found late comes all the same, or is dropped, as it was set", "[rules][words]") {
    Board office;
    CaseId paper = office.open("paper");
    office.world.set_today(Date::of(2024, 3, 8));  // nothing ran since the 4th
    auto size = office.world.journal_size();
    office.world.fire_timers();
    REQUIRE(office.record(paper).data.at("reminded") == 10);
    auto dropped = office.world.ask([&](Readers& read) {
        int count = 0;
        read.journal.each(size, [&](std::uint64_t, const std::string& bytes, const Hash&) {
            count += decode_entry(bytes)->body.value("dropped", false) ? 1 : 0;
            return true;
        });
        return count;
    });
    REQUIRE(dropped == 1);
    REQUIRE(due_of(office.timers(paper), "hint") == "none");
}

TEST_CASE("a timer found on its own day is not late", "[rules][words]") {
    Board office;
    CaseId paper = office.open("paper");
    office.world.set_today(Date::of(2024, 3, 6));
    office.world.fire_timers();
    REQUIRE(office.record(paper).data.at("reminded") == 11);
}

TEST_CASE("a step of all of them fires with the last, and each doing is kept", "[rules][words]") {
    Board office;
    CaseId paper = office.open("paper");
    AdvanceCase sign{.case_id = paper, .event = "sign", .reason = "đồng ý"};
    REQUIRE(office.world.run(AdvanceCase{.case_id = paper, .event = "sign"}, "CB01").error().code ==
            ProblemCode::reason_required);
    Outcome first = office.world.must(sign, "CB01");
    REQUIRE(first.first("step.agreed/1") != nullptr);
    REQUIRE(office.state(paper) == "open");
    REQUIRE(office.world.run(sign, "CB01").error().code == ProblemCode::not_possible);
    REQUIRE(office.world.run(sign, "CB03").error().code == ProblemCode::not_allowed);
    Outcome last = office.world.must(sign, "CB02");
    REQUIRE(last.first("case.moved/1") != nullptr);
    REQUIRE(office.state(paper) == "signed");
    REQUIRE(office.world.ask([&](Readers& read) { return read.cases.agreements(paper).size(); }) == 0);
}

TEST_CASE("leaving the state drops what single people had agreed to", "[rules][words]") {
    Board office;
    CaseId paper = office.open("paper");
    AdvanceCase sign{.case_id = paper, .event = "sign", .reason = "đồng ý"};
    office.world.must(sign, "CB01");
    REQUIRE(office.world.ask([&](Readers& read) { return read.cases.agreements(paper).size(); }) == 1);
    office.step(paper, "reopen");
    REQUIRE(office.world.ask([&](Readers& read) { return read.cases.agreements(paper).size(); }) == 0);
    office.world.must(sign, "CB02");
    REQUIRE(office.state(paper) == "open");
}

TEST_CASE("files that come with a step are sealed, counted, and can be taken out again", "[rules][words]") {
    Board office;
    CaseId paper = office.open("paper");
    AdvanceCase file{.case_id = paper, .event = "file", .files = {{"bien-ban.pdf", "%PDF một"}}};
    REQUIRE(office.world.run(file).error().code == ProblemCode::invalid_value);
    file.files.push_back({"anh.jpg", std::string(attachment_bytes_max + 1, 'x')});
    REQUIRE(office.world.run(file).error().code == ProblemCode::file_too_large);
    file.files[1].bytes = std::string(300'000, 'x');
    office.world.must(file);
    auto files = office.world.ask([&](Readers& read) { return read.cases.attachments(paper); });
    REQUIRE(files.size() == 2);
    REQUIRE(files[1].bytes == 300'000);
    auto blob = office.world.ask([&](Readers& read) { return read.journal.blob(files[0].blob); });
    REQUIRE(blob);
    REQUIRE(blob->find("một") == std::string::npos);
    Encrypted seal = files[0].seal;
    seal.ct = to_base64(*blob);
    auto& place = office.world.place();
    REQUIRE(place.vault().open(place.info().id, files[0].cmd, files[0].i, seal) == "%PDF một");
    REQUIRE(place.vault().open(place.info().id, files[0].cmd, files[0].i, files[0].personal.at(0)) == "bien-ban.pdf");
}

TEST_CASE("what a plugin is asked waits in the journal until it is done", "[rules][words]") {
    Board office;
    CaseId paper = office.open("paper");
    office.step(paper, "tell");
    auto calls = office.world.ask([](Readers& read) { return read.ledger.calls(10); });
    REQUIRE(calls.size() == 1);
    REQUIRE(calls[0].plugin == "notify-sms");
    REQUIRE(calls[0].request == Json({{"text", "xong"}, {"times", 2}}));
    REQUIRE(office.world.place().note_attempts({{calls[0].id, "failed: no line"}}));
    REQUIRE(office.world.ask([](Readers& read) { return read.ledger.calls(10).size(); }) == 1);
    REQUIRE(office.world.place().note_attempts({{calls[0].id, "delivered"}}));
    REQUIRE(office.world.ask([](Readers& read) { return read.ledger.calls(10).size(); }) == 0);
}

TEST_CASE("a plugin's manifest is part of the version of the workflows that call it", "[rules][words]") {
    auto files = files_under("workflows/dong-son-2024");
    for (const auto& [path, bytes] : more_files()) files[path] = bytes;
    const auto before = load_bundle(files);
    REQUIRE(before);
    std::string& manifest = files["plugins/notify-sms.plugin.json"];
    manifest.replace(manifest.find("Nhắn tin"), std::string("Nhắn tin").size(), "Tin nhắn");
    const auto after = load_bundle(files);
    REQUIRE(after);
    REQUIRE(before->manifest_hash.at("paper") != after->manifest_hash.at("paper"));
    REQUIRE(before->manifest_hash.at("round") == after->manifest_hash.at("round"));
}
