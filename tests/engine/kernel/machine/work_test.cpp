// SPDX-License-Identifier: Apache-2.0
// What giamsat adds to statecharts: people's steps, deadlines, effects, refusals that explain themselves.
#include "support/catch.hpp"
#include "support/player.hpp"
#include "support/workflows.hpp"

#include <algorithm>

using namespace giamsat;
using test::chart;
using test::Player;

namespace {

const char* const visit = R"yaml(
workflow: visit
data:
  n: {type: integer, initial: 0}
  due: {type: date}
initial: planned
states:
  planned:
    title: {vi: Chờ phân công, en: To be assigned}
    within: {working_days: 5, event: deadline.accept}
    on:
      assign: {to: visiting, by: [body.head], title: {vi: Phân công, en: Assign}, when: "${n} < 2 and ${children_open} = 0"}
      cancel: {to: gone, by: [body.head], title: {vi: Huỷ, en: Cancel}}
      deadline.accept: {do: [{notify: {to: body.secretary, template: overdue}}]}
      child.done: {when: "${children_open} = 0", do: [{assign: {n: "${n} + 1"}}]}
  visiting:
    within: {field: due, event: deadline.visit}
    on:
      sign: {to: gone, by: [team], form: minutes, when: "number(${form.members}) > 4", do: [count_turn, {settle: done}]}
      plan: {do: [{assign: {due: "'2024-05-31'"}}], to: visiting}
      row: {when: "${event.place} = 'here'", do: [{assign: {n: "number(${event.amount})"}}]}
      deadline.visit: {}
  gone: {final: true}
)yaml";

std::string offered(const Definition& definition, const Player& player) {
    std::string out;
    for (const auto& offer : offers(definition, player.state, player.facts()))
        out += (out.empty() ? "" : " ") + offer.event + (offer.blocked.empty() ? "" : "!");
    return out;
}

}  // namespace

TEST_CASE("A step that is not here is refused with the steps that are") {
    const auto definition = chart(visit);
    Player player(definition);
    player.names["children_open"] = 0;
    player.send("");
    const auto before = player.state.configuration;
    CHECK(player.send("sign") ==
          "sign is not possible now: in “To be assigned” only these are possible: Assign (assign); Cancel (cancel).");
    CHECK(player.problem->message(Lang::vi) ==
          "Chưa thể sign: ở “Chờ phân công” chỉ làm được: Phân công (assign); Huỷ (cancel).");
    CHECK(player.state.configuration == before);
}

TEST_CASE("A refused guard shows its values") {
    const auto definition = chart(visit);
    Player player(definition);
    player.names["children_open"] = 3;
    player.send("");
    const auto told = player.send("assign");
    CHECK_THAT(told, Catch::StartsWith("Assign is not possible now: the condition does not hold: "));
    CHECK_THAT(told, Catch::Contains("children_open (3) = 0"));
    CHECK(offered(definition, player) == "assign! cancel");
}

TEST_CASE("A case is started once, and nothing is done before") {
    const auto definition = chart(visit);
    Player player(definition);
    CHECK(player.send("assign") != "");
    CHECK(player.send("") == "");
    CHECK(player.send("") != "");
}

TEST_CASE(
    "An event from elsewhere that fires nothing is dropped; a profile's workflow refuses one that nothing waits for") {
    auto definition = chart(visit);
    Player player(definition);
    player.names["children_open"] = 1;
    player.send("");
    CHECK(accepts(definition, player.state, "child.done"));
    CHECK(player.send("child.done") == "");
    CHECK(player.last.transitions.empty());
    CHECK_FALSE(accepts(definition, player.state, "row"));
    CHECK(player.send("row") == "");
    definition.kind = "visit";
    CHECK(player.send("row") != "");
}

TEST_CASE("What changed around a case moves its eventless transitions, whatever the event") {
    const auto definition = chart(R"yaml(
workflow: waiting
initial: waiting
states:
  waiting:
    always: [{to: closed, when: "${children_open} = 0"}]
    on: {sign: {to: waiting, by: [team], when: "${children_open} > 5"}}
  closed: {final: true}
)yaml");
    Player player(definition);
    player.names["children_open"] = 1;
    player.send("");
    CHECK(player.active() == "waiting");
    player.names["children_open"] = 0;
    CHECK(player.send("sign") != "");
    CHECK(player.send("child.done") == "");
    CHECK(player.active() == "closed");
}

TEST_CASE("A deadline is set on entry and cancelled on exit") {
    const auto definition = chart(visit);
    Player player(definition);
    player.names["children_open"] = 0;
    player.send("");
    REQUIRE(player.last.timers.size() == 1);
    CHECK(player.last.timers[0].id == "planned");
    CHECK(player.last.timers[0].set);
    CHECK(player.last.timers[0].after.working_days == 5);
    CHECK(player.last.timers[0].event == "deadline.accept");
    player.send("assign");
    REQUIRE(player.last.timers.size() == 1);
    CHECK_FALSE(player.last.timers[0].set);
    player.send("plan");
    REQUIRE(player.last.timers.size() == 2);
    CHECK(player.last.timers[1].field_date->iso() == "2024-05-31");
}

TEST_CASE("Answers and the data of an event are read by guards and assignments") {
    const auto definition = chart(visit);
    Player player(definition);
    player.names["children_open"] = 0;
    player.send("");
    player.send("assign");
    player.send("row", nullptr, {{"place", "there"}, {"amount", "7"}});
    CHECK(player.value("n") == 0);
    player.send("row", nullptr, {{"place", "here"}, {"amount", "7"}});
    CHECK(player.value("n") == 7);
    CHECK(player.send("sign", {{"members", "3"}}) != "");
    CHECK(player.send("sign", {{"members", "42"}}) == "");
    CHECK(player.last.done);
    REQUIRE(player.last.effects.size() == 2);
    CHECK(std::holds_alternative<CountTurnAction>(*player.last.effects[0].action));
    CHECK(std::get<SettleAction>(*player.last.effects[1].action).outcome == "done");
}

TEST_CASE("Send and cancel change timers by their id") {
    const auto definition = chart(R"yaml(
workflow: timers
data: {on: {type: date}}
initial: a
states:
  a:
    on:
      wait: {do: [{send: {event: wake, id: alarm, after: {days: 3}}}]}
      quiet: {do: [{cancel: alarm}]}
      day: {do: [{send: {event: wake, after: {field: on}}}]}
      wake: {}
)yaml");
    Player player(definition);
    player.send("");
    player.send("wait");
    CHECK(player.last.timers.at(0).id == "alarm");
    CHECK(player.last.timers.at(0).after.days == 3);
    player.send("quiet");
    CHECK_FALSE(player.last.timers.at(0).set);
    player.send("day");
    CHECK(player.last.timers.empty());
    CHECK(player.raised() == "error.execution");
}

TEST_CASE("Effects carry the values of their expressions") {
    const auto definition = chart(R"yaml(
workflow: effects
data: {n: {type: integer, initial: 4}}
initial: a
states:
  a:
    on:
      go:
        do:
          - {open: {from: sample, workflow: borrower-check, count: "${n} * 2", data: {half: "${n} div 8", word: "'x'", none: "''"}}}
          - {findings: {code: "'TD_01'"}}
          - {report: year}
)yaml");
    Player player(definition);
    player.send("");
    player.send("go");
    REQUIRE(player.last.effects.size() == 3);
    CHECK(player.last.effects[0].values ==
          std::map<std::string, Json>{{"count", 8}, {"data.half", "0.5"}, {"data.word", "x"}, {"data.none", nullptr}});
    CHECK(player.last.effects[1].values.at("code") == "TD_01");
}

TEST_CASE("A failing action ends its list and raises error.execution") {
    const std::string body = R"yaml(
data: {n: {type: integer, initial: 0}, m: {type: integer}}
initial: a
states:
  a: {on: {go: {to: b, do: [{assign: {n: "${m} + 1"}}, {assign: {n: "9"}}]}}}
  b: {on: {HANDLER: {to: c}, stop: c}}
  c: {final: true}
)yaml";
    const auto with = [&](const std::string& head, const std::string& handler) {
        std::string text = head + body;
        text.replace(text.find("HANDLER"), 7, handler);
        return text;
    };
    SECTION("which may be waited for") {
        const auto definition = chart(with("workflow: x\nkind: visit", "error.execution"));
        Player player(definition);
        player.send("");
        CHECK(player.send("go") == "");
        CHECK(player.active() == "c");
        CHECK(player.value("n") == 0);
    }
    SECTION("else the whole step is refused") {
        const auto definition = chart(with("workflow: x\nkind: visit", "other"));
        Player player(definition);
        player.send("");
        CHECK_THAT(player.send("go"), Catch::Contains("m"));
        CHECK(player.active() == "a");
    }
    SECTION("but a bare chart goes on, as in SCXML") {
        const auto definition = chart(with("workflow: x", "other"));
        Player player(definition);
        player.send("");
        CHECK(player.send("go") == "");
        CHECK(player.active() == "b");
        CHECK(player.value("n") == 0);
    }
}

TEST_CASE("A macrostep without end is refused, and the circle is named") {
    const auto definition = chart(R"yaml(
workflow: circle
initial: quiet
states:
  quiet: {on: {go: a}}
  a: {always: b}
  b: {always: c}
  c: {always: a}
)yaml");
    Player player(definition);
    player.send("");
    const auto told = player.send("go");
    CHECK_THAT(told, Catch::EndsWith("(over 200 steps): a, b, c."));
    CHECK(player.problem->code == ProblemCode::definition_invalid);
    CHECK(player.active() == "quiet");
}

TEST_CASE("Of several steps of one name only those that can be reached are offered") {
    const auto definition = chart(R"yaml(
workflow: offers
data: {n: {type: integer, initial: 0}}
initial: a
states:
  work:
    initial: a
    on: {go: {to: d, by: [team]}, stop: {to: d, by: [team]}}
    states:
      a: {on: {go: [{to: b, by: [team], when: "${n} = 1"}, {to: c, by: [team]}], rest: {to: c, by: [system]}}}
      b: {}
      c: {}
  d: {}
)yaml");
    Player player(definition);
    player.send("");
    CHECK(offered(definition, player) == "go! go stop");
}

TEST_CASE("The same step from the same state gives the same decision") {
    const auto definition = chart(visit);
    Player one(definition);
    Player two(definition);
    for (Player* player : {&one, &two}) {
        player->names["children_open"] = 0;
        player->send("");
        player->send("assign");
        player->send("plan");
    }
    CHECK(one.state.configuration == two.state.configuration);
    CHECK(one.state.data == two.state.data);
    CHECK(one.last.transitions == two.last.transitions);
}
