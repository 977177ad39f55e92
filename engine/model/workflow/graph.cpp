// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/graph.hpp"

namespace giamsat::workflow {

namespace {

// Marks what entering a state enters with it, and follows the transitions found there.
class Walk {
public:
    explicit Walk(const Definition& definition) : definition_(definition), seen_(definition.states.size(), 0) {}

    std::vector<char> run() {
        enter(0);
        while (!waiting_.empty()) {
            const StateIndex state = waiting_.back();
            waiting_.pop_back();
            follow(state);
        }
        return std::move(seen_);
    }

private:
    void enter(StateIndex state) {
        if (seen_[static_cast<std::size_t>(state)]) return;
        seen_[static_cast<std::size_t>(state)] = 1;
        waiting_.push_back(state);
        const StateIndex parent = definition_.at(state).parent;
        if (parent < 0) return;
        enter(parent);
        if (definition_.at(parent).kind == StateKind::parallel) descend(parent);
    }

    // A region entered by a target of its own counts as entered by default too: that may miss a state nothing leads to,
    // never accuse one.
    void descend(StateIndex state) {
        const State& here = definition_.at(state);
        for (const StateIndex region : here.children) {
            const bool defaults = here.kind == StateKind::parallel && !is_history(definition_.at(region));
            if (defaults) enter(region), descend(region);
        }
        for (const StateIndex target : here.initial) enter(target), descend(target);
    }

    void follow(StateIndex state) {
        if (state == 0) descend(0);
        for (const int index : definition_.at(state).transitions) {
            for (const StateIndex target : definition_.transition(index).targets) enter(target), descend(target);
        }
    }

    const Definition& definition_;
    std::vector<char> seen_;
    std::vector<StateIndex> waiting_;
};

}  // namespace

bool is_history(const State& state) {
    return state.kind == StateKind::history_shallow || state.kind == StateKind::history_deep;
}

bool is_final_of_case(const State& state) { return state.kind == StateKind::final && state.parent == 0; }

std::vector<StateIndex> ancestors(const Definition& definition, StateIndex state) {
    std::vector<StateIndex> all;
    for (StateIndex up = definition.at(state).parent; up >= 0; up = definition.at(up).parent) all.push_back(up);
    return all;
}

StateIndex common_ancestor(const Definition& definition, StateIndex a, StateIndex b) {
    while (a != b && !definition.inside(b, a)) a = definition.at(a).parent;
    return a;
}

bool can_be_together(const Definition& definition, StateIndex a, StateIndex b) {
    const StateIndex common = common_ancestor(definition, a, b);
    return common == a || common == b || definition.at(common).kind == StateKind::parallel;
}

bool can_be_targets(const Definition& definition, const std::vector<StateIndex>& targets) {
    for (std::size_t i = 0; i < targets.size(); ++i) {
        for (std::size_t j = i + 1; j < targets.size(); ++j) {
            const StateIndex common = common_ancestor(definition, targets[i], targets[j]);
            const bool apart = common != targets[i] && common != targets[j];
            if (!apart || definition.at(common).kind != StateKind::parallel) return false;
        }
    }
    return true;
}

std::vector<char> reachable(const Definition& definition) { return Walk(definition).run(); }

LocalText shown(const State& state) {
    if (state.title.vi.empty()) return {"“" + state.id + "”", "“" + state.id + "”"};
    const auto with_id = [&](const std::string& title) { return "“" + title + "” (" + state.id + ")"; };
    return {with_id(state.title.vi), with_id(state.title.in(Lang::en))};
}

}  // namespace giamsat::workflow
