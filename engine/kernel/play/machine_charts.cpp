// SPDX-License-Identifier: Apache-2.0
#include "kernel/play/machine_charts.hpp"

#include "base/text/text.hpp"
#include "kernel/machine/machines.hpp"
#include "model/workflow/load_definition.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace giamsat {

namespace {

struct Edge {
    std::string from, event, to;
    auto operator<=>(const Edge&) const = default;
};

using Way = std::vector<std::string>;  // events from the beginning

std::unique_ptr<DrivenMachine> driven(const MachineKind& kind, const Way& way) {
    auto machine = kind.start();
    for (const std::string& event : way) machine->give(event);
    return machine;
}

std::string key_of(const DrivenMachine& machine) { return machine.place() + "/" + machine.memory(); }

// Every place the machine comes to, and every event it takes there. What leaves a machine as it was leads nowhere new.
std::set<Edge> edges_of(const MachineKind& kind) {
    std::set<Edge> edges;
    std::set<std::string> known;
    std::deque<Way> open = {{}};
    known.insert(key_of(*driven(kind, {})));
    while (!open.empty()) {
        const Way way = std::move(open.front());
        open.pop_front();
        for (const MachineWord& event : kind.events) {
            auto machine = driven(kind, way);
            const std::string from = machine->place();
            if (!machine->give(event.id)) continue;
            edges.insert({from, event.id, machine->place()});
            if (!known.insert(key_of(*machine)).second) continue;
            open.push_back(way);
            open.back().push_back(event.id);
        }
    }
    return edges;
}

std::string quoted(const std::string& text) { return Json(text).dump(); }

std::string title_yaml(const LocalText& title) {
    return "{vi: " + quoted(title.vi) + ", en: " + quoted(title.en) + "}";
}

std::string transitions_yaml(const MachineKind& kind, const std::string& state, const std::set<Edge>& edges) {
    std::string yaml;
    for (const MachineWord& event : kind.events) {
        std::string targets;
        for (const Edge& edge : edges) {
            if (edge.from != state || edge.event != event.id) continue;
            targets +=
                (targets.empty() ? "" : ", ") + ("{to: " + edge.to + ", title: " + title_yaml(event.title) + "}");
        }
        if (!targets.empty()) yaml += "      " + event.id + ": [" + targets + "]\n";
    }
    return yaml;
}

std::string chart_yaml(const MachineKind& kind) {
    const auto edges = edges_of(kind);
    std::string yaml = "workflow: " + kind.name + "-life\ntitle: " + title_yaml(kind.title) +
                       "\ninitial: " + kind.states.front().id + "\nstates:\n";
    for (const MachineWord& state : kind.states) {
        const std::string leaving = transitions_yaml(kind, state.id, edges);
        yaml += "  " + state.id + ":\n    title: " + title_yaml(state.title) + "\n";
        yaml += leaving.empty() ? "    final: true\n    outcome: " + state.id + "\n" : "    on:\n" + leaving;
    }
    return yaml;
}

}  // namespace

const std::vector<std::string>& machine_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const MachineKind& kind : machine_kinds()) all.push_back(kind.name);
        return all;
    }();
    return names;
}

Result<Definition> machine_chart(const std::string& name) {
    if (const MachineKind* kind = machine_kind(name)) return load_definition(name, chart_yaml(*kind), {});
    const std::string near = nearest(name, machine_names());
    return Problem(ProblemCode::not_found, {{"what", "máy trạng thái của bộ máy"},
                                            {"what_en", "machine of the engine"},
                                            {"name", near.empty() ? name : name + " (" + near + "?)"}});
}

}  // namespace giamsat
