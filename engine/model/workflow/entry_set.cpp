// SPDX-License-Identifier: Apache-2.0
// Which states a transition leaves and enters. States are numbered in document order and what lies inside a state follows it,
// so a set of states is a sorted vector.
#include "model/workflow/graph.hpp"
#include "model/workflow/tables.hpp"

#include <algorithm>

namespace giamsat {

namespace {

class EntrySet {
public:
    EntrySet(const Definition& definition, const Remembered& remembered)
        : definition_(definition), remembered_(remembered) {}

    void aim_at(const std::vector<StateIndex>& targets, StateIndex outer) {
        for (const StateIndex target : targets) add_descendants(target);
        for (const StateIndex target : effective_targets(definition_, targets, remembered_))
            add_ancestors(target, outer);
    }
    std::vector<StateIndex> take() { return std::move(states_); }

private:
    void add(StateIndex state) {
        const auto place = std::lower_bound(states_.begin(), states_.end(), state);
        if (place == states_.end() || *place != state) states_.insert(place, state);
    }

    void add_descendants(StateIndex index) {
        const State& state = definition_.at(index);
        if (workflow::is_history(state)) return add_history(index);
        add(index);
        if (state.kind == StateKind::parallel) add_regions(index);
        if (state.kind != StateKind::compound) return;
        for (const StateIndex target : state.initial) add_descendants(target);
        for (const StateIndex target : state.initial) add_ancestors(target, index);
    }

    void add_history(StateIndex index) {
        const State& history = definition_.at(index);
        const auto* kept = remembered_(index);
        const auto& targets = kept ? *kept : history.initial;
        for (const StateIndex target : targets) add_descendants(target);
        for (const StateIndex target : targets) add_ancestors(target, history.parent);
    }

    void add_ancestors(StateIndex state, StateIndex outer) {
        for (StateIndex at = definition_.at(state).parent; at > outer; at = definition_.at(at).parent) {
            add(at);
            if (definition_.at(at).kind == StateKind::parallel) add_regions(at);
        }
    }

    // Regions a target lies in are entered there, the others by default.
    void add_regions(StateIndex parallel) {
        for (const StateIndex region : definition_.at(parallel).children) {
            if (workflow::is_history(definition_.at(region))) continue;
            const bool aimed_at = std::any_of(states_.begin(), states_.end(),
                                              [&](StateIndex state) { return definition_.inside(state, region); });
            if (!aimed_at) add_descendants(region);
        }
    }

    const Definition& definition_;
    const Remembered& remembered_;
    std::vector<StateIndex> states_;
};

void add_effective(const Definition& definition, const std::vector<StateIndex>& targets, const Remembered& remembered,
                   std::vector<StateIndex>& out) {
    for (const StateIndex target : targets) {
        const State& state = definition.at(target);
        const auto* kept = workflow::is_history(state) ? remembered(target) : nullptr;
        if (workflow::is_history(state))
            add_effective(definition, kept ? *kept : state.initial, remembered, out);
        else
            out.push_back(target);
    }
}

// Parallel states are skipped: leaving one region for another leaves the whole parallel state.
StateIndex common_compound(const Definition& definition, StateIndex source, const std::vector<StateIndex>& others) {
    StateIndex outer = definition.at(source).parent;
    while (outer > 0) {
        const bool holds_all = std::all_of(others.begin(), others.end(),
                                           [&](StateIndex other) { return definition.inside(other, outer); });
        if (holds_all && definition.at(outer).kind == StateKind::compound) break;
        outer = definition.at(outer).parent;
    }
    return std::max(outer, 0);
}

}  // namespace

std::vector<StateIndex> effective_targets(const Definition& definition, const std::vector<StateIndex>& targets,
                                          const Remembered& remembered) {
    std::vector<StateIndex> out;
    add_effective(definition, targets, remembered, out);
    return out;
}

StateIndex transition_domain(const Definition& definition, const Transition& transition, const Remembered& remembered) {
    const auto targets = effective_targets(definition, transition.targets, remembered);
    if (targets.empty()) return -1;
    const StateIndex source = transition.source;
    const bool stays_inside = transition.internal && definition.at(source).kind == StateKind::compound &&
                              std::all_of(targets.begin(), targets.end(),
                                          [&](StateIndex target) { return definition.inside(target, source); });
    return stays_inside ? source : common_compound(definition, source, targets);
}

std::vector<StateIndex> entry_set(const Definition& definition, const std::vector<const Transition*>& taken,
                                  const Remembered& remembered) {
    EntrySet entry(definition, remembered);
    for (const Transition* transition : taken) {
        if (transition->targets.empty()) continue;
        entry.aim_at(transition->targets, transition_domain(definition, *transition, remembered));
    }
    return entry.take();
}

std::vector<StateIndex> initial_entry_set(const Definition& definition, const Remembered& remembered) {
    EntrySet entry(definition, remembered);
    entry.aim_at(definition.at(0).initial, 0);
    return entry.take();
}

}  // namespace giamsat
