// SPDX-License-Identifier: Apache-2.0
#include "kernel/machine/run.hpp"

#include <algorithm>

namespace giamsat::machine {

// An innermost state speaks before the states around it; the first of its transitions in document order wins.
void Run::select(int event, Indices& enabled) const {
    enabled.clear();
    for (const StateIndex state : active_.all()) {
        if (!is_leaf(definition_.at(state))) continue;
        const int transition = first_enabled(state, event);
        if (transition >= 0 && std::find(enabled.begin(), enabled.end(), transition) == enabled.end())
            enabled.push_back(transition);
    }
    if (enabled.size() > 1) remove_conflicts(enabled);
}

int Run::first_enabled(StateIndex leaf, int event) const {
    const auto [begin, end] = tables_.candidates_of(leaf, event);
    for (const int* transition = begin; transition != end; ++transition) {
        if (guard_holds(definition_.transition(*transition))) return *transition;
    }
    return -1;
}

// A guard that reads an absent value says no. It raises no error.execution: that would come again at every microstep.
bool Run::guard_holds(const Transition& transition) const {
    if (!transition.when) return true;
    const Truth quick = transition.when->quick_truth(names_);
    if (quick != Truth::unsure) return quick == Truth::yes;
    const auto truth = transition.when->truth(names_.reader(), facts_.today);
    return truth && *truth;
}

// Two transitions that would leave a common state cannot both fire: the one of the inner state wins, else the first.
void Run::remove_conflicts(Indices& enabled) const {
    Indices kept;
    for (const int transition : enabled) {
        const bool preempted = std::any_of(kept.begin(), kept.end(), [&](int earlier) {
            return exits_overlap(transition, earlier) && !preempts(transition, earlier);
        });
        if (preempted) continue;
        const auto gone =
            std::remove_if(kept.begin(), kept.end(), [&](int earlier) { return exits_overlap(transition, earlier); });
        kept.erase(gone, kept.end());
        kept.push_back(transition);
    }
    enabled = std::move(kept);
}

bool Run::preempts(int later, int earlier) const {
    return definition_.inside(definition_.transition(later).source, definition_.transition(earlier).source);
}

// The exit set is every active state inside the domain, and a domain is active with something active inside: so two exit
// sets meet exactly when one domain is, or lies inside, the other.
bool Run::exits_overlap(int a, int b) const {
    const StateIndex first = domain(a);
    const StateIndex second = domain(b);
    if (first < 0 || second < 0) return false;
    return first == second || definition_.inside(first, second) || definition_.inside(second, first);
}

StateIndex Run::domain(int transition) const {
    const auto& row = tables_.transitions[static_cast<std::size_t>(transition)];
    return row.fixed ? row.domain : transition_domain(definition_, definition_.transition(transition), memory());
}

const std::vector<StateIndex>* Run::remembered(StateIndex history) const {
    const auto in = [history](const auto& memory) -> const std::vector<StateIndex>* {
        for (const auto& [state, kept] : memory) {
            if (state == history) return &kept;
        }
        return nullptr;
    };
    const auto* now = in(decision_.history);
    return now ? now : in(before_.history);
}

Remembered Run::memory() const {
    return [this](StateIndex history) { return remembered(history); };
}

}  // namespace giamsat::machine
