// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine: one macrostep under way. Function names follow Appendix D of W3C SCXML 1.0 where they do
// the same.
//
// States are numbered in document order and what lies inside a state follows it, so a set of states is a sorted vector,
// document order is counting up, and exit order is counting down.
#pragma once

#include "kernel/machine/refusal.hpp"
#include "kernel/machine/step.hpp"
#include "model/workflow/tables.hpp"

#include <boost/container/small_vector.hpp>

namespace giamsat::machine {

// On the stack for charts of common size.
using Indices = boost::container::small_vector<int, 16>;

class StateSet {
public:
    bool has(StateIndex state) const;
    void add(StateIndex state);
    void remove(StateIndex state);
    const Indices& all() const { return states_; }

private:
    Indices states_;
};

bool is_history(const State& state);
bool is_leaf(const State& state);  // atomic or final: what a configuration lists

// Transitions of the active states, of inner states before those around them, each once; in the order they are asked.
std::vector<int> transitions_in(const Definition& definition, const CaseState& state);

// The values expressions may read, as they stand now.
class Names final : public BoundValues {
public:
    // `changes` lie over the case's data, `active` over its configuration; nullptr = none yet.
    Names(const Definition& definition, const CaseState& state, const StepFacts& facts, const StepEvent* event,
          const std::vector<DataChange>* changes = nullptr, const StateSet* active = nullptr)
        : definition_(definition), state_(state), facts_(facts), event_(event), changes_(changes), active_(active) {}
    Json value(const std::string& name) const;
    void hear(const StepEvent* event) { event_ = event; }  // what `event.…` and `form.…` speak of from now on
    const Json& data(int field) const;                     // null = absent
    bool is_in(StateIndex state) const;
    const Json& bound_value(int number) const override;  // as load_definition binds: bound_field(), bound_state()
    NameValues reader() const;                           // refers to this object

private:
    const Definition& definition_;
    const CaseState& state_;
    const StepFacts& facts_;
    const StepEvent* event_;
    const std::vector<DataChange>* changes_;
    const StateSet* active_;
};

class Run {
public:
    Run(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
        Decision& decision);
    Run(const Run&) = delete;  // its names refer to itself
    Run& operator=(const Run&) = delete;

    Done start();
    Done take_event();
    int event_number() const { return number_; }
    bool fired() const { return fired_; }           // the event itself took a transition
    bool moved() const { return microsteps_ > 0; }  // it did, or eventless transitions did
    void finish();

private:
    // select.cpp: which transitions fire
    void select(int event, Indices& enabled) const;
    int first_enabled(StateIndex leaf, int event) const;  // -1 = none
    bool guard_holds(const Transition& transition) const;
    void remove_conflicts(Indices& enabled) const;
    bool preempts(int later, int earlier) const;
    bool exits_overlap(int a, int b) const;
    StateIndex domain(int transition) const;  // -1 = exits nothing
    const std::vector<StateIndex>* remembered(StateIndex history) const;
    Remembered memory() const;

    // microstep.cpp: leaving and entering
    Done macrostep();
    Done next_internal(Indices& enabled);
    Done microstep(const Indices& taken);
    void leave(const Indices& taken);
    void leave_state(StateIndex state);
    void remember(StateIndex left);
    void enter(const Indices& taken);
    void enter_state(StateIndex state);
    void reach_final(StateIndex state);
    bool is_in_final(StateIndex state) const;
    bool waits_eventless() const;
    Problem endless() const;
    void raise(std::string event);

    // actions.cpp: what is done on the way
    void perform(const std::vector<Action>& block);
    Done perform_one(const Action& action);
    Done perform(const AssignAction& assign);
    Done perform(const SendAction& send);
    Done perform(const OpenAction& open, Effect effect);
    Done perform(const FindingsAction& findings, Effect effect);
    Done perform(const CallAction& call, Effect effect);
    Result<Json> evaluate(const Expression& expression, FieldType type) const;
    Result<Json> evaluate_freely(const Expression& expression) const;
    Result<double> whole_number(const Expression& expression) const;
    void set(int field, Json value);
    void set_deadline(const State& state);
    void cancel_deadline(const Deadline& deadline);
    std::optional<Date> date_of(const std::string& field) const;
    bool errors_refuse() const { return !definition_.kind.empty(); }

    const Definition& definition_;
    const MachineTables& tables_;
    const CaseState& before_;
    const StepEvent& event_;
    const StepFacts& facts_;
    Decision& decision_;
    StateSet active_;
    Names names_;
    std::vector<std::string> internal_;  // the internal queue; what lies before internal_at_ is done
    std::size_t internal_at_ = 0;
    std::vector<Problem> errors_;  // one for each "error.execution" still in the queue
    // What late microsteps were about and where they led, to show an endless loop.
    std::vector<std::pair<std::string, std::vector<StateIndex>>> trail_;
    std::string internal_now_;  // the internal event under way
    int number_ = 0;            // of the event
    int microsteps_ = 0;
    bool fired_ = false;
};

}  // namespace giamsat::machine
