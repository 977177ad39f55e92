// SPDX-License-Identifier: Apache-2.0
// Exploration: every state one case of a workflow can come into, found with step() itself, and what is wrong with them.
//
// What a case meets is a choice at each state: any person's step with any answers, any running timer in any order, a case
// it opened that ends, a row or event from elsewhere. Of answers and facts few values are tried, those around the
// constants that guards compare with. Data no guard depends on are left out of what tells two states apart. The bound is
// a number of states and events, never the clock, so the same definition gives the same answer everywhere.
#pragma once

#include "kernel/machine/step.hpp"
#include "model/forms/form.hpp"
#include "model/profile/profile.hpp"

#include <functional>

namespace giamsat {

struct ExploreContext {
    const Profile* profile = nullptr;                    // nullptr: not known
    const std::map<std::string, Form>* forms = nullptr;  // nullptr: not known
    const std::vector<std::string>* handed = nullptr;    // events other workflows hand to it; nullptr = any
};

// What surrounds a case: what it opened and what it waits for.
struct Around {
    int children_open = 0;
    int children_done = 0;
    int children_total = 0;
    int findings = 0;
    bool recommended = false;                   // a recommendation is not settled
    std::map<std::string, std::string> timers;  // running: id -> event
    bool operator==(const Around&) const = default;
};

struct ExploredNode {
    CaseState state;
    Around around;
    std::map<std::string, Json> facts;  // those that stay the same for the whole case
    int events = 0;                     // the fewest that lead here
    int arrived = -1;                   // the move of a shortest way, -1 for none
    bool done = false;
    std::string outcome;
    bool open_ended = false;  // cut by a bound: not all that may follow is known
    std::vector<int> moves;   // those that lead to another node
};

struct Move {
    enum class Kind { begin, person, timer, child, outside, finding };
    Kind kind = Kind::begin;
    int from = -1;
    int to = -1;
    int transition = -1;  // the first taken, -1 = none
    StepEvent event;
    std::string timer;  // id, for Kind::timer
    int opened = 0;     // cases the step opened
};

struct ExploreOptions {
    std::size_t states = 20'000;
    int events = 0;            // from the beginning at most; 0 = no bound
    std::size_t answers = 64;  // combinations of answers tried for one step
    int children = 2;          // open at a time, unless a guard counts further
    // Sees every call of step(), refused ones too.
    std::function<void(const ExploredNode&, const StepEvent&, const StepFacts&, const Result<Decision>&)> on_step = {};
};

// Something that should not be, with the shortest way there, told for people.
struct Trap {
    const char* rule;  // W21 deadlock, W22 livelock, W23 lost obligation, W28 a step never taken
    LocalText what;
    LocalText advice;
    std::vector<LocalText> story;  // numbered when shown
    Where where;
};

struct Exploration {
    std::vector<ExploredNode> nodes;  // in the order they were found: fewest events first
    std::vector<Move> moves;
    std::vector<Trap> traps;
    std::vector<LocalText> not_covered;  // what this exploration cannot speak of
    std::vector<int> never_taken;        // transitions
    std::vector<Trap> idle_steps;  // W28, a remark: those of them no value that was not tried could have let through
    bool complete = true;          // no bound was met
};

Exploration explore(const Definition& definition, const ExploreContext& context, const ExploreOptions& options = {});

}  // namespace giamsat
