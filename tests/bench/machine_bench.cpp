// SPDX-License-Identifier: Apache-2.0
// What a step costs: against a hand-written loop, with the life of a case around it, in memory held, in a guard, in charts of
// growing size. Medians of five or more; ratios are taken within one run, from processor time.
#include "bench/inspection/inspection.hpp"
#include "kernel/machine/life.hpp"
#include "model/workflow/load_definition.hpp"
#include "model/workflow/tables.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <malloc.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

using namespace giamsat;
using bench::Inspection;

namespace {

constexpr int runs = 7;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

template <class Work>
double median_seconds(Work work) {
    std::vector<double> taken;
    for (int run = 0; run < runs; ++run) {
        const double begun = cpu_seconds();
        work();
        taken.push_back(cpu_seconds() - begun);
    }
    std::sort(taken.begin(), taken.end());
    return taken[runs / 2];
}

// ---- the floor -----------------------------------------------------------------------------------------------------

// The inspection case as somebody would write it by hand who never wants another: states and events are numbers, one array.
struct Flat {
    static constexpr int none = -1;
    std::vector<int> next;     // state * events + event
    std::vector<char> counts;  // the same places: guarded by the counter, and counting
    int events = 0;

    int step(int state, int event, int& rejects) const {
        const auto place = static_cast<std::size_t>(state * events + event);
        const int to = next[place];
        if (to == none) return state;
        if (counts[place]) {
            if (rejects >= 2) return state;
            ++rejects;
        }
        return to;
    }
};

Flat flat_of(const Inspection& inspection) {
    Flat flat;
    flat.events = static_cast<int>(inspection.definition.tables->event_above.size());
    const auto places = inspection.definition.states.size() * static_cast<std::size_t>(flat.events);
    flat.next.assign(places, Flat::none);
    flat.counts.assign(places, 0);
    for (const Transition& transition : inspection.definition.transitions) {
        const int event = event_number(inspection.definition, transition.events.front());
        const auto place = static_cast<std::size_t>(transition.source * flat.events + event);
        flat.next[place] = transition.targets.front();
        flat.counts[place] = transition.when.has_value();
    }
    return flat;
}

constexpr int cases = 100'000;
constexpr int events_per_case = 10;

const std::vector<StepEvent>& script_of(const Inspection& inspection, int number) {
    return inspection.scripts[static_cast<std::size_t>(number) % inspection.scripts.size()];
}

void check_ends(const Inspection& inspection, const std::map<std::string, int>& ends) {
    for (const auto& [state, count] : inspection.ends)
        REQUIRE(ends.at(state) == cases / static_cast<int>(inspection.scripts.size()) * count);
}

double flat_seconds(const Inspection& inspection) {
    const Flat flat = flat_of(inspection);
    std::vector<int> ends;
    const double seconds = median_seconds([&] {
        ends.assign(inspection.definition.states.size(), 0);
        for (int i = 0; i < cases; ++i) {
            int state = 1, rejects = 0;
            for (const StepEvent& event : script_of(inspection, i)) state = flat.step(state, event.known, rejects);
            ++ends[static_cast<std::size_t>(state)];
        }
    });
    std::map<std::string, int> named;
    for (std::size_t i = 0; i < ends.size(); ++i) named[inspection.definition.states[i].id] = ends[i];
    check_ends(inspection, named);
    return seconds;
}

double step_seconds(const Inspection& inspection) {
    const StepFacts facts;
    Decision decision;
    CaseState fresh, state;
    REQUIRE(step(inspection.definition, fresh, {}, facts, decision));
    apply(decision, fresh);
    std::vector<int> ends;
    const double seconds = median_seconds([&] {
        ends.assign(inspection.definition.states.size(), 0);
        for (int i = 0; i < cases; ++i) {
            state = fresh;
            for (const StepEvent& event : script_of(inspection, i)) {
                if (try_step(inspection.definition, state, event, facts, decision)) apply(decision, state);
            }
            ++ends[static_cast<std::size_t>(state.configuration.front())];
        }
    });
    std::map<std::string, int> named;
    for (std::size_t i = 0; i < ends.size(); ++i) named[inspection.definition.states[i].id] = ends[i];
    check_ends(inspection, named);
    return seconds;
}

std::size_t heap_bytes() { return mallinfo2().uordblks; }

// ---- growing charts ------------------------------------------------------------------------------------------------

// A ring of blocks, ten states each, two levels deep, with a guarded counter.
Definition ring_of(int states) {
    std::string yaml = "workflow: ring\ndata: {n: {type: integer, initial: 0}}\ninitial: b0\nstates:\n";
    const int blocks = states / 10;
    for (int b = 0; b < blocks; ++b) {
        const std::string block = std::to_string(b);
        yaml += "  b" + block + ":\n    initial: b" + block + "_0\n    on: {leave: b" +
                std::to_string((b + 1) % blocks) + "}\n    states:\n";
        for (int s = 0; s < 9; ++s)
            yaml += "      b" + block + "_" + std::to_string(s) + ": {on: {go: {to: b" + block + "_" +
                    std::to_string((s + 1) % 9) + ", when: \"${n} < 5\"}}}\n";
    }
    auto definition = load_definition("ring.workflow.yaml", yaml, {});
    REQUIRE(definition);
    return std::move(*definition);
}

}  // namespace

TEST_CASE("a step against a hand-written loop") {
    const auto inspection = Inspection::load();
    const double floor = flat_seconds(inspection), ours = step_seconds(inspection);
    const double events = cases * events_per_case;
    std::printf("flat array           %7.2f ns an event\n", floor / events * 1e9);
    std::printf("step() and apply()   %7.2f ns an event   %.1f times the flat array\n", ours / events * 1e9,
                ours / floor);
}

TEST_CASE("memory of a live case") {
    const auto inspection = Inspection::load();
    constexpr int live = 100'000;
    struct Case {
        CaseLife life{Life::none};
        CaseState state;
    };
    Decision decision;
    const auto before = heap_bytes();
    std::vector<Case> all;
    all.reserve(live);
    for (int i = 0; i < live; ++i) {
        Case& one = all.emplace_back();
        REQUIRE(one.life.open());
        REQUIRE(step(inspection.definition, one.state, {}, {}, decision));
        apply(decision, one.state);
    }
    std::printf("a live case          %7.0f bytes, its life and its state\n",
                static_cast<double>(heap_bytes() - before) / live);
}

TEST_CASE("a guard") {
    constexpr int times = 100'000;
    struct Values final : BoundValues {
        Json n = 3;
        const Json& bound_value(int) const override { return n; }
    } values;
    const auto names = [](const std::string&) { return std::optional(FieldType::integer); };
    auto table = Expression::compile("${n} < 5 and ${n} != 2", names, {});
    auto xpath = Expression::compile("min(${n}, 7) < 5", names, {});
    REQUIRE((table && xpath));
    table->bind([](const std::string&) { return std::optional(0); });
    int yes = 0;
    const double quick = median_seconds([&] {
        for (int i = 0; i < times; ++i) yes += table->quick_truth(values) == Truth::yes;
    });
    const NameValues reader = [&](const std::string&) { return values.n; };
    const double slow = median_seconds([&] {
        for (int i = 0; i < times; ++i) yes += *xpath->truth(reader, {});
    });
    REQUIRE(yes == 2 * runs * times);
    std::printf("a guard as a table   %7.3f us; through libxml2 %.3f us\n", quick / times * 1e6, slow / times * 1e6);
}

TEST_CASE("loading and checking the whole profile") {
    const auto sources = test::files_under("workflows/dong-son-2024");
    const double seconds = median_seconds([&] { REQUIRE(load_bundle(sources)); });
    std::printf("the whole profile    %7.1f ms to load and check\n", seconds * 1e3);
}

TEST_CASE("charts of growing size") {
    std::printf("%8s %14s %14s %14s\n", "states", "load ms", "step ns", "open ns");
    for (const int states : {10, 100, 1000}) {
        const double load = median_seconds([&] { ring_of(states); });
        const Definition definition = ring_of(states);
        CaseState fresh, state;
        Decision decision;
        REQUIRE(step(definition, fresh, {}, {}, decision));
        apply(decision, fresh);
        constexpr int times = 100'000;
        std::array<StepEvent, 2> events;
        events[0].name = "go", events[1].name = "leave";
        for (auto& event : events) event.known = event_number(definition, event.name);
        const double stepping = median_seconds([&] {
            state = fresh;
            for (int i = 0; i < times; ++i) {
                if (try_step(definition, state, events[i % 10 == 9], {}, decision)) apply(decision, state);
            }
        });
        const double opening = median_seconds([&] {
            for (int i = 0; i < times; ++i) REQUIRE(step(definition, {}, {}, {}, decision));
        });
        std::printf("%8d %14.2f %14.1f %14.1f\n", states, load * 1e3, stepping / times * 1e9, opening / times * 1e9);
    }
}

TEST_CASE("live cases of growing number") {
    const auto inspection = Inspection::load();
    std::printf("%8s %14s\n", "cases", "step ns");
    for (const int live : {1'000, 10'000, 100'000, 1'000'000}) {
        Decision decision;
        CaseState fresh;
        REQUIRE(step(inspection.definition, fresh, {}, {}, decision));
        apply(decision, fresh);
        std::vector<CaseState> all;
        const double seconds = median_seconds([&] {
            all.assign(static_cast<std::size_t>(live), fresh);
            for (std::size_t k = 0; k < events_per_case; ++k) {  // all of them in turn, so that none stays in the cache
                for (std::size_t i = 0; i < all.size(); ++i) {
                    const StepEvent& event = script_of(inspection, static_cast<int>(i))[k];
                    if (try_step(inspection.definition, all[i], event, {}, decision)) apply(decision, all[i]);
                }
            }
        });
        std::printf("%8d %14.1f\n", live, seconds / live / events_per_case * 1e9);
    }
}
