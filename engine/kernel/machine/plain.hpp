// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine: the short ways for the commonest steps, from one leaf to another. They do what Run does, or
// say that Run must.
#pragma once

#include "kernel/machine/step.hpp"
#include "model/workflow/tables.hpp"

namespace giamsat::machine {

// Overwrites what the step before left: most steps leave one state and enter one, like the step before them.
[[gnu::always_inline]] inline void put(std::vector<int>& list, int value) {
    if (list.size() == 1)
        *list.data() = value;
    else
        list.assign(1, value);
}

[[gnu::always_inline]] inline void put(std::vector<int>& list, const std::vector<int>& values) {
    if (list.size() == 1 && values.size() == 1)
        *list.data() = *values.data();
    else
        list = values;
}

[[gnu::always_inline]] inline void put_move(const MachineTables::TransitionRow& row, int transition,
                                            Decision& decision) {
    put(decision.configuration, row.leaf);
    put(decision.transitions, transition);
    put(decision.exited, row.exit);
    put(decision.entered, row.entry);
}

// A step whose only possible transition asks nothing and sets nothing. REQUIRES: the case has begun.
[[gnu::always_inline]] inline bool straight_step(const MachineTables& tables, const CaseState& before,
                                                 const StepEvent& event, Decision& decision) {
    if (event.known < 0 || before.configuration.size() != 1 || tables.dense_row == 0) return false;
    const int taken = tables.dense_range(*before.configuration.data(), event.known).straight;
    if (taken < 0) return false;
    if (!decision.bare) decision.clear();
    decision.bare = true;
    put_move(tables.transitions.data()[taken], taken, decision);
    return true;
}

enum class Plain { done, dropped, no };  // dropped: no transition took the event

// With guards to ask and numbers to set. REQUIRES: the case has begun. After `no` the decision means nothing.
Plain plain_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
                 Decision& decision);

}  // namespace giamsat::machine
