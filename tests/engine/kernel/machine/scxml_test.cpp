// SPDX-License-Identifier: Apache-2.0
// The engine against the letter of the recommendation, on random charts and random events.
#include "support/scxml.hpp"
#include "kernel/machine/step.hpp"
#include "support/catch.hpp"

#include <rapidcheck.h>
#include <algorithm>

namespace {

using namespace giamsat;
using namespace giamsat::test;

std::string shown(const std::string& what, const std::vector<StateIndex>& states) {
    std::string out = what + ":";
    for (const StateIndex state : states) out += " s" + std::to_string(state);
    return out + "\n";
}

std::string shown(const std::string& what, const std::vector<std::string>& words) {
    std::string out = what + ":";
    for (const auto& word : words) out += " " + word;
    return out + "\n";
}

// All that can be seen of a macrostep from outside.
std::string seen(const Scxml& oracle, const Definition& definition) {
    std::vector<StateIndex> leaves;
    for (const StateIndex state : oracle.configuration) {
        const StateKind kind = definition.at(state).kind;
        if (kind == StateKind::atomic || kind == StateKind::final) leaves.push_back(state);
    }
    return shown("active", leaves) + shown("exited", oracle.exited) + shown("entered", oracle.entered) +
           shown("raised", oracle.raised) + shown("performed", oracle.performed) + shown("taken", oracle.taken) +
           "n: " + std::to_string(oracle.n) + (oracle.running ? "" : " done") + "\n";
}

std::string seen(const Decision& decision, const CaseState& state, const Definition& definition) {
    std::vector<std::string> performed;
    for (const auto& timer : decision.timers) performed.push_back(timer.set ? "send " + timer.event : timer.id);
    return shown("active", state.configuration) + shown("exited", decision.exited) +
           shown("entered", decision.entered) + shown("raised", decision.raised) + shown("performed", performed) +
           shown("taken", decision.transitions) + "n: " + state.value(definition, "n").dump() +
           (decision.done ? " done" : "") + "\n";
}

struct Counts {
    int pairs = 0;
    int moved = 0;
    int endless = 0;
};

// "" when both did the same at every event.
std::string difference(const RandomChart& chart, std::uint64_t seed, int events, Counts& counts) {
    Scxml oracle(chart);
    CaseState state;
    Decision decision;
    Choices choose(seed ^ 0x5bd1e995u);
    StepEvent event;
    for (int i = 0; i <= events; ++i) {
        event.name =
            i == 0 ? "" : chart.events[static_cast<std::size_t>(choose.below(static_cast<int>(chart.events.size())))];
        const bool looked_up =
            i > 0 && i % 2 == 0;  // who looks events up beforehand goes a shorter way through the engine
        event.known = looked_up ? event_number(chart.definition, event.name) : -1;
        std::optional<std::int64_t> carried;
        if (i > 0 && (seed + static_cast<std::uint64_t>(i)) % 3 != 0) carried = i % 12;
        event.data = carried ? Json{{"v", *carried}} : Json(nullptr);
        i == 0 ? oracle.interpret() : oracle.external(event.name, carried);
        const Done done = step(chart.definition, state, event, {}, decision);
        const bool dropped = !done && done.error().code == ProblemCode::not_possible;
        ++counts.pairs;
        if (oracle.endless != (!done && !dropped)) return "endless in one only, at event " + std::to_string(i);
        if (oracle.endless) return ++counts.endless, "";
        if (dropped) decision.clear(), decision.configuration = state.configuration;
        apply(decision, state);
        const std::string expected = seen(oracle, chart.definition), found = seen(decision, state, chart.definition);
        if (expected != found)
            return "event " + std::to_string(i) + " " + event.name + "\nexpected\n" + expected + "found\n" + found;
        counts.moved += decision.transitions.empty() ? 0 : 1;
        if (!oracle.running) break;
    }
    return "";
}

}  // namespace

// 100 lists of 100 charts with up to 70 events each. What a failing list shrinks to is one chart of few states.
TEST_CASE("the engine does what the recommendation's algorithm does, on random charts", "[oracle]") {
    Counts counts;
    const bool same = rc::check([&counts] {
        for (int chart_of_list = 0; chart_of_list < 100; ++chart_of_list) {
            const auto seed =
                *rc::gen::resize(100, rc::gen::arbitrary<std::uint64_t>());  // of full size from the start
            const int states = *rc::gen::resize(100, rc::gen::inRange(2, 61));
            const RandomChart chart =
                random_chart(seed, states, chart_of_list % 2 == 0 ? Reads::data : Reads::events_too);
            const std::string found = difference(chart, seed, 70, counts);
            if (!found.empty()) RC_FAIL(found + outline(chart));
        }
    });
    CHECK(same);
    CAPTURE(counts.pairs, counts.moved, counts.endless);
    CHECK(counts.pairs >= 200'000);
    CHECK(counts.moved >= counts.pairs / 5);  // or the charts would not be worth comparing
}

// Two transitions at once, one of them through a history state that lies outside what it leaves.
TEST_CASE("a chart on which the engine once differed", "[oracle]") {
    Counts counts;
    const std::uint64_t seed = 88269410880292180u;
    CHECK(difference(random_chart(seed, 36), seed, 60, counts) == "");
}

TEST_CASE("the judge sees a difference when there is one", "[oracle]") {
    for (const PlainGuard::Kind kind : {PlainGuard::Kind::below, PlainGuard::Kind::carried}) {
        Counts counts;
        int seen_differences = 0;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            RandomChart chart =
                random_chart(seed, 30, kind == PlainGuard::Kind::carried ? Reads::events_too : Reads::data);
            for (auto& guard : chart.guards) {
                if (guard.kind == kind) guard.limit += 6;
            }
            if (!difference(chart, seed, 40, counts).empty()) ++seen_differences;
        }
        CHECK(seen_differences > 0);
    }
}
