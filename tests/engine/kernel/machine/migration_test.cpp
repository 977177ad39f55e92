// SPDX-License-Identifier: Apache-2.0
// Where a running case would stand on another version of its workflow, and why it could not.
#include "kernel/machine/migration.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

using namespace giamsat;

namespace {

const char* const plain = R"(
workflow: c
data: {n: {type: text, initial: "5"}, gone: {type: integer, initial: 1}}
initial: a
states:
  a: {within: {days: 3, event: deadline.a}, on: {go: b, deadline.a: b}}
  b: {on: {back: a}}
)";

const char* const regions = R"(
workflow: c
data: {n: {type: integer}, fresh: {type: integer, initial: 7}}
initial: work
states:
  work:
    parallel: true
    on: {done.state.work: over}
    states:
      left: {initial: l1, states: {l1: {within: {days: 9, event: deadline.l}, on: {x: l2, deadline.l: l2}}, l2: {final: true}}}
      right: {initial: r1, states: {r1: {on: {y: r2}}, r2: {final: true}}}
  b: {on: {back: work}}
  over: {final: true}
)";

struct Moved {
    Definition from;
    Definition to;

    Moved(const char* old_yaml, const char* new_yaml) : from(test::chart(old_yaml)), to(test::chart(new_yaml)) {}

    CaseState in(const std::vector<std::string>& states) const {
        CaseState state;
        for (const auto& id : states) state.configuration.push_back(*from.state(id));
        return state;
    }
    tl::expected<Migration, LocalText> move(const CaseState& state, const NamedMapping& mapping,
                                            const std::vector<RunningTimer>& timers = {}) const {
        return StateMap::make(from, to, mapping).value().migrate(state, timers);
    }
    std::string stands(const Migration& migration) const {
        std::string all;
        for (auto index : migration.after.configuration) all += (all.empty() ? "" : " ") + to.at(index).id;
        return all;
    }
    std::string why_not(const CaseState& state, const NamedMapping& mapping) const {
        auto moved = move(state, mapping);
        return moved ? "" : moved.error().en;
    }
};

}  // namespace

TEST_CASE("states of the same id and kind need no mapping", "[machine][migration]") {
    const Moved same(plain, plain);
    auto moved = same.move(same.in({"b"}), {});
    REQUIRE(moved);
    CHECK(same.stands(*moved) == "b");
    CHECK(moved->timers.empty());
}

TEST_CASE("a state goes to one in each region, or nowhere", "[machine][migration]") {
    const Moved split(plain, regions);
    CHECK(split.why_not(split.in({"a"}), {}) == "state “a” is gone in the new version and no --map says where it goes");
    CHECK(split.why_not(split.in({"a"}), {{"a", {"l1"}}}) == "regions of “work” are missing: 1 of 2");
    CHECK(split.why_not(split.in({"a"}), {{"a", {"l1", "b"}}}).find("exactly one") != std::string::npos);
    CHECK(split.why_not(split.in({"a"}), {{"a", {"l2", "r2"}}}).find("done.state.work") != std::string::npos);
    auto moved = split.move(split.in({"a"}), {{"a", {"l1", "r1"}}});
    REQUIRE(moved);
    CHECK(split.stands(*moved) == "l1 r1");
}

TEST_CASE("regions come together in one state, which takes them both or neither", "[machine][migration]") {
    const Moved joined(regions, plain);
    CHECK(joined.why_not(joined.in({"l1", "r1"}), {{"l1", {"a"}}}).find("“r1” is gone") != std::string::npos);
    CHECK(joined.why_not(joined.in({"l1", "r1"}), {{"l1", {"a"}}, {"r1", {"b"}}}).find("exactly one") !=
          std::string::npos);
    auto moved = joined.move(joined.in({"l1", "r1"}), {{"work", {"a"}}});
    REQUIRE(moved);
    CHECK(joined.stands(*moved) == "a");
}

TEST_CASE("a mapping to what is not there, or is no place to stand, is refused whole", "[machine][migration]") {
    const Moved split(plain, regions);
    auto map = StateMap::make(split.from, split.to,
                              {{"a", {"work"}}, {"b", {"over"}}, {"nothing", {"b"}}, {"c", {"nowhere"}}});
    REQUIRE_FALSE(map);
    CHECK(map.error().code == ProblemCode::mapping_invalid);
    CHECK(map.error().others.size() == 3);
    CHECK(StateMap::make(split.from, split.to, {{"a", {"b"}}}));
}

TEST_CASE("data go along by name and type", "[machine][migration]") {
    const Moved split(plain, regions);
    CaseState before = split.in({"b"});
    before.set(split.from, "n", "5");
    before.set(split.from, "gone", 1);
    auto moved = split.move(before, {});
    REQUIRE(moved);
    CHECK(moved->after.value(split.to, "n") == 5);
    CHECK(moved->after.value(split.to, "fresh") == 7);
    CHECK(moved->data.size() == 3);
    before.set(split.from, "n", "five");
    CHECK(split.why_not(before, {}).find("“five”") != std::string::npos);
}

TEST_CASE("a deadline that runs goes on under its new name; a new one is set, a lost one dropped",
          "[machine][migration]") {
    const Moved split(plain, regions);
    auto moved = split.move(split.in({"a"}), {{"a", {"l1", "r1"}}}, {{"a", "deadline.a"}});
    REQUIRE(moved);
    REQUIRE(moved->timers.size() == 1);
    CHECK(moved->timers[0].what == TimerMove::What::kept);
    CHECK(moved->timers[0].change.id == "l1");
    CHECK(moved->timers[0].change.event == "deadline.l");

    auto lost = split.move(split.in({"a"}), {{"a", {"b"}}}, {{"a", "deadline.a"}});
    REQUIRE(lost);
    REQUIRE(lost->timers.size() == 1);
    CHECK(lost->timers[0].what == TimerMove::What::cancelled);

    auto set = split.move(split.in({"b"}), {{"b", {"l1", "r1"}}});
    REQUIRE(set);
    REQUIRE(set->timers.size() == 1);
    CHECK(set->timers[0].what == TimerMove::What::set);
    CHECK(set->timers[0].change.after.days == 9);

    auto passed = split.move(split.in({"a"}), {{"a", {"l1", "r1"}}});  // its deadline has passed before
    REQUIRE(passed);
    CHECK(passed->timers.empty());
}

TEST_CASE("what history remembers goes along, or is forgotten and said to be", "[machine][migration]") {
    const std::string with_history = R"(
workflow: c
initial: busy
states:
  busy: {initial: p, on: {hold: held}, states: {so_far: {history: shallow, to: p}, p: {on: {q: q}}, q: {on: {p: p}}}}
  held: {on: {resume: so_far}}
)";
    std::string renamed = with_history;
    for (auto at = renamed.find("q: {on"); at != renamed.npos; at = renamed.npos) renamed.replace(at, 1, "z");
    renamed.replace(renamed.find("{q: q}"), 6, "{q: z}");
    const Moved same(with_history.c_str(), with_history.c_str()), other(with_history.c_str(), renamed.c_str());
    CaseState held = same.in({"held"});
    held.history = {{*same.from.state("so_far"), {*same.from.state("q")}}};
    CHECK(same.move(held, {})->after.history.size() == 1);
    CHECK(other.move(held, {})->after.history.empty());
    CHECK(other.move(held, {})->forgotten == std::vector<std::string>{"so_far"});
    CHECK(other.move(held, {{"q", {"z"}}})->after.history.size() == 1);
}

TEST_CASE("what is a configuration", "[machine][migration]") {
    const Definition chart = test::chart(regions);
    auto fault = [&](const std::vector<std::string>& ids) {
        std::vector<StateIndex> leaves;
        for (const auto& id : ids) leaves.push_back(*chart.state(id));
        return configuration_fault(chart, leaves).has_value();
    };
    CHECK_FALSE(fault({"b"}));
    CHECK_FALSE(fault({"l1", "r2"}));
    CHECK(fault({}));
    CHECK(fault({"l1"}));
    CHECK(fault({"l1", "l2", "r1"}));
    CHECK(fault({"l1", "r1", "b"}));
    CHECK(fault({"work"}));
}
