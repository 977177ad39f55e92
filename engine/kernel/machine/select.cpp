// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/run.hpp"

#include <algorithm>

namespace giamsat::machine {

// An innermost state speaks before the states around it; the first of its transitions in document order wins.
Run::Transitions Run::select(const std::string& event, bool eventless) const {
    Transitions enabled;
    for (const StateIndex state : active_.all()) {
        if (!is_leaf(definition_.at(state))) continue;
        const int transition = first_enabled(state, event, eventless);
        if (transition >= 0 && std::find(enabled.begin(), enabled.end(), transition) == enabled.end())
            enabled.push_back(transition);
    }
    return enabled.size() < 2 ? enabled : without_conflicts(enabled);
}

int Run::first_enabled(StateIndex state, const std::string& event, bool eventless) const {
    for (StateIndex at = state; at >= 0; at = definition_.at(at).parent) {
        for (const int transition : definition_.at(at).transitions) {
            if (is_enabled(definition_.transition(transition), event, eventless)) return transition;
        }
    }
    return -1;
}

bool Run::is_enabled(const Transition& transition, const std::string& event, bool eventless) const {
    const bool fits = eventless ? transition.events.empty() : takes_event(transition, event);
    return fits && guard_holds(transition);
}

// A guard that reads an absent value says no. It raises no error.execution: that would come again at every microstep.
bool Run::guard_holds(const Transition& transition) const {
    if (!transition.when) return true;
    const auto truth = transition.when->truth(values_, facts_.today);
    return truth && *truth;
}

// Two transitions that would leave a common state cannot both fire: the one of the inner state wins, else the first.
Run::Transitions Run::without_conflicts(const Transitions& enabled) const {
    Transitions kept;
    for (const int transition : enabled) {
        const bool preempted = std::any_of(kept.begin(), kept.end(), [&](int earlier) {
            return exits_overlap(transition, earlier) && !preempts(transition, earlier);
        });
        if (preempted) continue;
        std::erase_if(kept, [&](int earlier) { return exits_overlap(transition, earlier); });
        kept.push_back(transition);
    }
    return kept;
}

bool Run::preempts(int later, int earlier) const {
    return definition_.inside(definition_.transition(later).source, definition_.transition(earlier).source);
}

// The exit set is every active state inside the domain, and a domain is active with something active inside: so two exit
// sets meet exactly when one domain is, or lies inside, the other.
bool Run::exits_overlap(int a, int b) const {
    const StateIndex first = domain(definition_.transition(a));
    const StateIndex second = domain(definition_.transition(b));
    if (first < 0 || second < 0) return false;
    return first == second || definition_.inside(first, second) || definition_.inside(second, first);
}

void Run::add_effective(const std::vector<StateIndex>& targets, std::vector<StateIndex>& out) const {
    for (const StateIndex target : targets) {
        const State& state = definition_.at(target);
        if (!is_history(state)) {
            out.push_back(target);
            continue;
        }
        const auto remembered = decision_.after.history.find(target);
        add_effective(remembered == decision_.after.history.end() ? state.initial : remembered->second, out);
    }
}

std::vector<StateIndex> Run::effective_targets(const Transition& transition) const {
    std::vector<StateIndex> targets;
    add_effective(transition.targets, targets);
    return targets;
}

StateIndex Run::domain(const Transition& transition) const {
    const auto targets = effective_targets(transition);
    if (targets.empty()) return -1;
    const StateIndex source = transition.source;
    const bool stays_inside = transition.internal && definition_.at(source).kind == StateKind::compound &&
                              std::all_of(targets.begin(), targets.end(),
                                          [&](StateIndex target) { return definition_.inside(target, source); });
    return stays_inside ? source : common_compound(source, targets);
}

// Parallel states are skipped: leaving one region for another leaves the whole parallel state.
StateIndex Run::common_compound(StateIndex source, const std::vector<StateIndex>& others) const {
    StateIndex outer = definition_.at(source).parent;
    while (outer > 0) {
        const bool holds_all = std::all_of(others.begin(), others.end(),
                                           [&](StateIndex other) { return definition_.inside(other, outer); });
        if (holds_all && definition_.at(outer).kind == StateKind::compound) break;
        outer = definition_.at(outer).parent;
    }
    return std::max(outer, 0);
}

}  // namespace giamsat::machine
