// SPDX-License-Identifier: Apache-2.0
// W09: from every state some way leads to a final state of the case. Guards count as unknown, and beside a region the
// other regions count as free to move, so a state is told of only when there is no way at all.
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

// Two nodes for each state: 2i "it is being entered", 2i+1 "it is active, its transitions may fire".
class Ways {
public:
    explicit Ways(const Definition& definition) : definition_(definition), back_(definition.states.size() * 2) {
        for (std::size_t i = 0; i < definition.states.size(); ++i) add_state(static_cast<StateIndex>(i));
    }

    // For each node: does a way lead from it to the end of the case?
    std::vector<char> leading_to_an_end() const {
        std::vector<char> leads(back_.size(), 0);
        std::vector<std::size_t> waiting;
        const auto mark = [&](std::size_t node) {
            if (!leads[node]) leads[node] = 1, waiting.push_back(node);
        };
        for (std::size_t i = 1; i < definition_.states.size(); ++i) {
            if (is_final_of_case(definition_.states[i])) mark(entered(static_cast<StateIndex>(i)));
        }
        while (!waiting.empty()) {
            const std::size_t node = waiting.back();
            waiting.pop_back();
            for (const std::size_t before : back_[node]) mark(before);
        }
        return leads;
    }

    static std::size_t entered(StateIndex state) { return static_cast<std::size_t>(state) * 2; }
    static std::size_t active(StateIndex state) { return entered(state) + 1; }

private:
    void add(std::size_t from, std::size_t to) { back_[to].push_back(from); }

    void add_state(StateIndex index) {
        const State& state = definition_.at(index);
        add(entered(index), active(index));
        if (state.parent >= 0) add(active(index), active(state.parent));
        for (const StateIndex target : state.initial) add(entered(index), entered(target));
        if (state.kind == StateKind::parallel) add_children(active(index), state);
        if (is_history(state)) add_children(entered(index), definition_.at(state.parent));
        for (const int transition : state.transitions) {
            for (const StateIndex target : definition_.transition(transition).targets)
                add(active(index), entered(target));
        }
    }

    void add_children(std::size_t from, const State& state) {
        for (const StateIndex child : state.children) {
            if (!is_history(definition_.at(child))) add(from, entered(child));
        }
    }

    const Definition& definition_;
    std::vector<std::vector<std::size_t>> back_;  // of each node, the nodes one step before it
};

Problem no_end(const Definition& definition) {
    return rule_broken("W09",
                       {"Quy trình không có trạng thái kết thúc ở ngoài cùng.",
                        "The workflow has no final state at the outermost level."},
                       {"Thêm trạng thái “final: true”.", "Add a state with “final: true”."}, definition.at(0).where);
}

}  // namespace

Problems check_ending(const Definition& definition, const DefinitionContext&) {
    const auto& states = definition.states;
    if (std::none_of(states.begin(), states.end(), is_final_of_case)) return {no_end(definition)};
    Problems problems;
    const auto reached = reachable(definition);
    const auto leads = Ways(definition).leading_to_an_end();
    for (std::size_t i = 1; i < states.size(); ++i) {
        const bool leaf =
            states[i].kind == StateKind::atomic || (states[i].kind == StateKind::final && states[i].parent != 0);
        if (!leaf || !reached[i] || leads[Ways::entered(static_cast<StateIndex>(i))]) continue;
        const LocalText who = shown(states[i]);
        problems.push_back(
            rule_broken("W09",
                        {"Từ " + who.vi + " không có đường nào tới trạng thái kết thúc.",
                         "No way leads from " + who.en + " to a final state."},
                        {"Thêm bước dẫn tới một trạng thái kết thúc.", "Add a step that leads to a final state."},
                        states[i].where));
    }
    return problems;
}

}  // namespace giamsat::workflow
