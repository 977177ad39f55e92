// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine: one macrostep under way. Function names follow Appendix D of W3C SCXML 1.0 where they do
// the same: exit set, transition domain, least common compound ancestor, effective targets.
//
// States are numbered in document order and what lies inside a state follows it, so a set of states is a sorted vector,
// document order is counting up, and exit order is counting down.
#pragma once

#include "kernel/machine/step.hpp"

#include <deque>

namespace giamsat::machine {

class StateSet {
public:
    bool has(StateIndex state) const;
    void add(StateIndex state);
    void remove(StateIndex state);
    const std::vector<StateIndex>& all() const { return states_; }

private:
    std::vector<StateIndex> states_;
};

bool is_history(const State& state);
bool is_leaf(const State& state);  // atomic or final: what a configuration lists
StateSet active_states(const Definition& definition, const std::vector<StateIndex>& configuration);

// Transitions of the active states, of inner states before those around them, each once; in the order they are asked.
std::vector<int> transitions_in(const Definition& definition, const CaseState& state);

// Why a step cannot be taken here, for people. REQUIRES: no transition for `event` is enabled.
Problem refusal(const Definition& definition, const CaseState& state, const StepEvent& event, const StepFacts& facts);

// The values expressions may read, as they stand now.
class Names {
public:
    Names(const std::map<std::string, Json>& data, const StepFacts& facts, const Json* answers, const Json* event_data)
        : data_(data), facts_(facts), answers_(answers), event_data_(event_data) {}
    Json value(const std::string& name) const;
    NameValues reader() const;  // refers to this object

private:
    const std::map<std::string, Json>& data_;
    const StepFacts& facts_;
    const Json* answers_;
    const Json* event_data_;
};

class Run {
public:
    Run(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts);
    Run(const Run&) = delete;  // its names refer to itself
    Run& operator=(const Run&) = delete;

    Done start();
    Done take_event();
    bool fired() const { return fired_; }           // the event itself took a transition
    bool moved() const { return microsteps_ > 0; }  // it did, or eventless transitions did
    Decision finish();

private:
    using Transitions = std::vector<int>;

    // select.cpp: which transitions fire
    Transitions select(const std::string& event, bool eventless) const;
    int first_enabled(StateIndex state, const std::string& event, bool eventless) const;  // -1 = none
    bool is_enabled(const Transition& transition, const std::string& event, bool eventless) const;
    bool guard_holds(const Transition& transition) const;
    Transitions without_conflicts(const Transitions& enabled) const;
    bool preempts(int later, int earlier) const;
    bool exits_overlap(int a, int b) const;
    std::vector<StateIndex> effective_targets(const Transition& transition) const;
    void add_effective(const std::vector<StateIndex>& targets, std::vector<StateIndex>& out) const;
    StateIndex domain(const Transition& transition) const;  // -1 = exits nothing
    StateIndex common_compound(StateIndex source, const std::vector<StateIndex>& others) const;

    // microstep.cpp: leaving and entering
    Done macrostep();
    Done next_internal(Transitions& enabled);
    Done microstep(const Transitions& taken);
    void leave(const Transitions& taken);
    void remember(StateIndex left);
    void enter(const Transitions& taken);
    void add_descendants(StateIndex state, StateSet& entry) const;
    void add_history(StateIndex history, StateSet& entry) const;
    void add_ancestors(StateIndex state, StateIndex outer, StateSet& entry) const;
    void add_regions(StateIndex parallel, StateSet& entry) const;
    void enter_state(StateIndex state);
    void reach_final(StateIndex state);
    bool is_in_final(StateIndex state) const;
    Problem endless() const;
    void raise(std::string event);

    // actions.cpp: what is done on the way
    void perform(const std::vector<Action>& block);
    Done perform_one(const Action& action);
    Done perform(const AssignAction& assign);
    Done perform(const SendAction& send);
    Done perform(const OpenAction& open, Effect effect);
    Done perform(const FindingsAction& findings, Effect effect);
    Result<Json> evaluate(const Expression& expression, FieldType type) const;
    Result<Json> evaluate_freely(const Expression& expression) const;
    Result<double> whole_number(const Expression& expression) const;
    void set(const std::string& field, Json value);
    void set_deadline(const State& state);
    std::optional<Date> date_of(const std::string& field) const;
    bool errors_refuse() const { return !definition_.kind.empty(); }

    const Definition& definition_;
    const CaseState& before_;
    const StepFacts& facts_;
    Decision decision_;
    StateSet active_;
    Names names_;
    NameValues values_;
    const std::string& event_;
    std::deque<std::string> internal_;
    std::deque<Problem> errors_;                  // one for each "error.execution" still in the queue
    std::vector<std::vector<StateIndex>> trail_;  // configurations after late microsteps, to show an endless loop
    int microsteps_ = 0;
    bool fired_ = false;
};

}  // namespace giamsat::machine
