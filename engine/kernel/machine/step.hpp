// SPDX-License-Identifier: Apache-2.0
// step(): the state-machine engine. Pure: (definition, case, event, facts) -> decision; no I/O, no clock, no randomness.
// Algorithm: W3C SCXML 1.0, Appendix D (microstep, macrostep, run to completion, exit/entry order, preemption).
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

inline constexpr int microsteps_max = 200;  // a macrostep that does not end is refused

// What a case has to remember. `data` holds one value for each of the definition's data fields, in their order; null = absent.
// An empty `data` stands for all absent.
struct CaseState {
    std::vector<StateIndex> configuration;  // active atomic (and final) states, document order; empty = not started
    std::vector<Json> data;
    std::vector<std::pair<StateIndex, std::vector<StateIndex>>> history;

    const Json& value(const Definition& definition, std::string_view field) const;  // null = absent or no such field
    void set(const Definition& definition, std::string_view field, Json value);  // REQUIRES: a field of the definition
    std::map<std::string, Json> by_name(const Definition& definition) const;     // those that are there
};

struct StepEvent {
    std::string name;  // "" = start the case
    std::string form;  // id of the form handed in, or ""
    Json answers;      // checked answers of the form, clear part
    Json data;         // data of the event (a distributed row), or null
    int known = -1;    // event_number(definition, name) if the caller has looked it up: saves looking it up again
};

// No event at all: what waits for none looks again, since something around the case has changed. No transition takes it, not
// even one under "*"; `called` is what it is called in the history of the case.
StepEvent look_again(std::string called);

// What happens beyond the case itself, in order. The service carries it out.
struct Effect {
    const Action* action =
        nullptr;  // one of Open, Findings, Distribute, CountTurn, Notify, Recommend, Settle, Report, CancelChildren, Call
    std::map<std::string, Json>
        values;  // evaluated expressions: "count", "code", "data.<field>", "with.<parameter>" (null = absent)
};

struct TimerChange {
    std::string id;     // "" of a send without an id: timer_ids.hpp says under which it runs
    bool set = false;   // false = cancelled
    std::string event;  // "" of a cancel that an action asks for
    WorkingTime after;  // resolved by the caller with the calendar (field: already in `field_date`)
    std::optional<Date> field_date;
    LatePolicy late = LatePolicy::fire;
    const LinkedTimer* linked = nullptr;  // set: the due time is that of `after`, shifted as this says
};

struct DataChange {
    int field = 0;  // into Definition::data
    Json value;     // null = removed
};

// What a step changes. `configuration` is whole; `data` and `history` hold only what differs from before (of the first step:
// every value that is there, those the opener gave too).
struct Decision {
    std::vector<int> transitions;  // taken, in order
    std::vector<StateIndex> configuration;
    std::vector<DataChange> data;
    std::vector<std::pair<StateIndex, std::vector<StateIndex>>> history;
    std::vector<StateIndex> entered;
    std::vector<StateIndex> exited;
    std::vector<Effect> effects;
    std::vector<TimerChange> timers;
    std::vector<std::string> raised;  // internal events raised, for the trace
    bool done = false;                // a top-level final state was entered
    std::string outcome;              // of that state

    std::optional<Problem> refusal;  // set by try_step() when it gives false
    bool bare =
        false;  // left by the last step: only `transitions`, `configuration`, `entered` and `exited` hold anything

    bool moved() const { return !transitions.empty(); }
    void clear();  // keeps the memory
};

void apply_whole(const Decision& decision, CaseState& state);

inline void apply(const Decision& decision, CaseState& state) {
    const bool moves_one = state.configuration.size() == 1 && decision.configuration.size() == 1;
    if (moves_one && decision.data.empty() && decision.history.empty())
        state.configuration.front() = decision.configuration.front();
    else
        apply_whole(decision, state);
}

struct StepFacts {
    Date today;
    NameValues names;  // the names beside data fields (children_open, planned_on, …); null = absent
};

// A person's event that fires nothing gives not_possible, with the guard and its values or the steps that are possible. Any
// other event that fires nothing is dropped, as in SCXML: an empty decision; a workflow with a `kind` refuses an event it does
// not even accept (accepts()) with not_possible.
// A guard that reads an absent value says no.
// An action that fails ends its list of actions and raises error.execution. When nothing waits for that, a workflow with a
// `kind` refuses the whole step with the action's own problem (expression_invalid, invalid_value); a bare chart goes on.
// A macrostep that does not end gives definition_invalid.
Result<Decision> step(const Definition& definition, const CaseState& before, const StepEvent& event,
                      const StepFacts& facts);
// The same into memory that is used again: a transition that changes no data, whose guard is a table entry and that has no
// actions allocates nothing once `decision` has been used a few times. What it holds after a refusal means nothing.
Done step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
          Decision& decision);
// The same once more for who counts nanoseconds: false is a refusal, and decision.refusal says why.
bool try_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
              Decision& decision);

bool changes_children(const Decision& decision);  // opens or takes back some

// step() for a case that may count its children. Those a step opens or takes back are there only when it is done: until then
// children_… is absent, so that no guard counts them.
Done step_of_parent(const Definition& definition, const CaseState& before, const StepEvent& event,
                    const StepFacts& facts, Decision& decision);
Result<Decision> step_of_parent(const Definition& definition, const CaseState& before, const StepEvent& event,
                                const StepFacts& facts);

// The number step() knows an event by; events that no transition tells apart share one.
int event_number(const Definition& definition, std::string_view name);

// Transitions that could fire on a human event from here, each with why not (empty = possible).
struct Offer {
    int transition = 0;
    std::string event;
    std::string blocked;  // "", or the guard with its values
};
std::vector<Offer> offers(const Definition& definition, const CaseState& state, const StepFacts& facts);

// Whether any transition from the active states matches this event's name or waits for no event, whatever its guard says.
bool accepts(const Definition& definition, const CaseState& state, const std::string& event);

}  // namespace giamsat
