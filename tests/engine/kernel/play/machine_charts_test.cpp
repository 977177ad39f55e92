// SPDX-License-Identifier: Apache-2.0
// The drawn machines are the machines that work: whatever a machine does on any way of events is drawn, and nothing else is.
#include "kernel/play/machine_charts.hpp"

#include "kernel/machine/machines.hpp"
#include "model/workflow/diagram.hpp"
#include "support/catch.hpp"

#include <random>
#include <set>

using namespace giamsat;

namespace {

using Step = std::tuple<std::string, std::string, std::string>;  // from, event, to

std::set<Step> drawn_steps(const Definition& chart) {
    std::set<Step> steps;
    for (const Transition& transition : chart.transitions)
        steps.emplace(chart.at(transition.source).id, transition.events.front(),
                      chart.at(transition.targets.front()).id);
    return steps;
}

std::unique_ptr<DrivenMachine> at_end_of(const std::vector<std::string>& way, const MachineKind& kind) {
    auto machine = kind.start();
    for (const auto& event : way) REQUIRE(machine->give(event));
    return machine;
}

// Ways of random events. One that leaves the machine where it was is no part of the way that goes on.
std::set<Step> walked_steps(const MachineKind& kind) {
    std::mt19937 random(7);
    std::set<Step> steps;
    for (int walk = 0; walk < 3'000; ++walk) {
        std::vector<std::string> way;
        auto machine = kind.start();
        for (int i = 0; i < 80; ++i) {
            const std::string from = machine->place(), before = from + machine->memory();
            const std::string event = kind.events[random() % kind.events.size()].id;
            if (!machine->give(event)) continue;
            steps.emplace(from, event, machine->place());
            if (machine->place() + machine->memory() != before)
                way.push_back(event);
            else
                machine = at_end_of(way, kind);
        }
    }
    return steps;
}

}  // namespace

TEST_CASE("Every machine is drawn as it works", "[play][life]") {
    REQUIRE(machine_names().size() == 7);
    for (const MachineKind& kind : machine_kinds()) {
        INFO(kind.name);
        auto chart = machine_chart(kind.name);
        REQUIRE(chart);
        CHECK(drawn_steps(*chart) == walked_steps(kind));
        for (const MachineWord& state : kind.states) {
            INFO(state.id);
            CHECK(chart->state(state.id));  // and the loader holds that none of them is out of reach
        }
        for (const Lang lang : {Lang::vi, Lang::en}) {
            for (const MachineWord& state : kind.states)
                CHECK_THAT(mermaid_diagram(*chart, lang), Catch::Contains(state.title.in(lang)));
        }
    }
}

TEST_CASE("The drawn life of a case knows that commands wait and versions change", "[play][life]") {
    const auto steps = drawn_steps(*machine_chart("case"));
    CHECK(steps.contains({"committing", "other", "committing"}));
    CHECK(steps.contains({"idle", "migrate", "migrating"}));
    CHECK(steps.contains({"migrating", "migrated", "committing"}));
    CHECK(steps.contains({"committing", "committed.completed", "completed"}));
    CHECK(steps.contains({"committing", "failed", "faulted"}));
    CHECK_FALSE(steps.contains({"idle", "committed", "idle"}));
}

TEST_CASE("A machine that is not there is refused with the nearest name", "[play][life]") {
    auto none = machine_chart("cases");
    REQUIRE_FALSE(none);
    CHECK_THAT(none.error().message(Lang::en), Catch::Contains("case?"));
}
