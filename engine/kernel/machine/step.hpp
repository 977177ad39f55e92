// SPDX-License-Identifier: Apache-2.0
// step(): the state-machine engine. Pure: (definition, case, event, facts) -> decision; no I/O, no clock, no randomness.
// Algorithm: W3C SCXML 1.0, Appendix D (microstep, macrostep, run to completion, exit/entry order, preemption).
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

inline constexpr int microsteps_max = 200;  // a macrostep that does not end is refused

struct CaseState {
    std::vector<StateIndex> configuration;               // active atomic (and final) states, document order; empty = not started
    std::map<std::string, Json> data;                    // absent fields are not in the map
    std::map<StateIndex, std::vector<StateIndex>> history;
};

struct StepEvent {
    std::string name;  // "" = start the case
    std::string form;  // id of the form handed in, or ""
    Json answers;      // checked answers of the form, clear part
    Json data;         // data of the event (a distributed row), or null
};

// What happens beyond the case itself, in order. The service carries it out.
struct Effect {
    const Action* action = nullptr;  // one of Open, Findings, Distribute, CountTurn, Notify, Recommend, Settle, Report, Plugin
    std::map<std::string, Json> values;  // evaluated expressions: "count", "code", data.<field>
};

struct TimerChange {
    std::string id;
    bool set = false;       // false = cancelled
    std::string event;
    WorkingTime after;      // resolved by the caller with the calendar (field: already in `field_date`)
    std::optional<Date> field_date;
};

struct Decision {
    std::vector<int> transitions;  // taken, in order
    CaseState after;
    std::map<std::string, Json> data_delta;  // null = removed
    std::vector<StateIndex> entered;
    std::vector<StateIndex> exited;
    std::vector<Effect> effects;
    std::vector<TimerChange> timers;
    std::vector<std::string> raised;   // internal events raised, for the trace
    bool done = false;                 // a top-level final state was entered
    std::string outcome;               // of that state
};

struct StepFacts {
    Date today;
    NameValues names;  // the names beside data fields (children_open, planned_on, …); null = absent
};

// Problems: not_possible (no transition for this event here, or its guard says no: the values are shown),
// definition_invalid (a macrostep that does not end).
// An event named "done.invoke"-like from other cases that nothing waits for is NOT an error: see `accepts`.
Result<Decision> step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts);

// Transitions that could fire on a human event from here, each with why not (empty = possible).
struct Offer {
    int transition = 0;
    std::string event;
    std::string blocked;  // "", or the guard with its values
};
std::vector<Offer> offers(const Definition& definition, const CaseState& state, const StepFacts& facts);

// Whether any transition from the active states matches this event's name, whatever its guard says.
bool accepts(const Definition& definition, const CaseState& state, const std::string& event);

}  // namespace giamsat
