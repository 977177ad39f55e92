// SPDX-License-Identifier: Apache-2.0
// A workflow, compiled from YAML to flat tables. Immutable; states and transitions are in document order, and an index
// into `states` is a StateIndex. Semantics: W3C SCXML 1.0 (hierarchy, parallel, history, final, document order).
#pragma once

#include "model/expression/expression.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace giamsat {

using StateIndex = int;

enum class StateKind { atomic, compound, parallel, final, history_shallow, history_deep };

// Who may do a human step. `kind` says how `role` is read.
struct By {
    enum class Kind {
        role,       // "role board_secretary": holds this role (in a unit the case's unit lies in, or anywhere above)
        team_head,  // "team.head"
        team,       // "team": head or member of the visit's team
        body_head,  // "body.head": holds the head role of the case's lead body
        body_secretary,
        unit_head,    // "unit.head": holds the role named `role` for the case's own unit or a unit above it
        parent_team,  // "parent.team": the team of the parent visit
        system,       // timers and other cases only; never a person
    };
    Kind kind = Kind::role;
    std::string role;
    std::string text;  // as written
};

// A stretch of time, given in exactly one way.
struct WorkingTime {
    int working_days = 0;  // of the profile's calendar
    int days = 0;
    std::int64_t ms = 0;  // hours, minutes, or an ISO 8601 duration
    std::string field;    // until the day in this date field of the case
};

// What becomes of a timer found late, because nothing ran on the day it was due.
enum class LatePolicy {
    fire,  // its event is sent all the same
    drop,  // once the day it was due is over it is dropped; the journal says so
};

struct AssignAction {
    std::string field;
    Expression value;
};
struct RaiseAction {
    std::string event;
    Where where;
};
struct SendAction {  // an event to this case after a time
    std::string event;
    std::string id;  // "" = none: it replaces no other
    WorkingTime after;
    LatePolicy late = LatePolicy::fire;
    Where where;
};
struct CancelAction {
    std::string id;
    Where where;
};
// Opens child cases. `from` = "lines": one per plan line below this case; "sample": `count` units of the workflow's level
// below this case's unit, drawn by public ticket; "unit": one for this case's own unit; "for_each": one for every unit of a
// selection.
struct OpenAction {
    enum class From { lines, sample, unit, for_each };
    From from = From::lines;
    std::string workflow;             // not for lines: the level says it
    std::string level;                // for_each: all units of this level in this case's unit that are valid today
    std::string association;          // for_each: only those of this association; "" = all
    std::optional<Expression> count;  // for sample
    std::map<std::string, Expression> data;
    Where where;
};
// One finding case for each row of a repeat in the form of this transition, or one for the case when `rows` is empty.
// Row fields read: code, severity (default: the code's), amount, text, recommendation, addressee, due_on.
struct FindingsAction {
    std::string rows;
    std::optional<Expression> code;    // when `rows` is empty
    std::optional<Expression> amount;  // đồng, with `code`
    Where where;
};
// Hands each row of the form to the child case whose unit the row names, as an event with the row as its data.
struct DistributeAction {
    std::string rows;   // repeat in the form
    std::string event;  // event sent to the child
    std::string key;    // field of the row naming the child's unit (id or code)
    Where where;
};
struct CountTurnAction {};  // this visit counts as one turn (or one act of supervision) from now on
struct NotifyAction {
    By to;
    std::string template_id;  // assignment | overdue | finding | decision
    Where where;
};
// A recommendation out of this case. Settled by `settle`.
struct RecommendAction {
    std::string rows;  // repeat of the form with text, addressee, due_on; or empty: fields of the form itself
    Where where;
};
struct SettleAction {
    std::string outcome;  // done | reopened | dropped
    std::string on;       // date field of the case that says when it was done; empty: the day of the step
};
struct ReportAction {
    std::string report;  // id of a report definition
};
// Ends every case this one opened that is still going, and those they opened, as cancelled.
struct CancelChildrenAction {};
// Has a plugin do one of its actions, once the step is durable. The plugin's manifest lies in the profile as
// plugins/<plugin>.plugin.json and says which parameters there are.
struct CallAction {
    std::string plugin;
    std::string action;
    std::map<std::string, Expression> with;
    Where where;
};

using Action = std::variant<AssignAction, RaiseAction, SendAction, CancelAction, OpenAction, FindingsAction,
                            DistributeAction, CountTurnAction, NotifyAction, RecommendAction, SettleAction,
                            ReportAction, CancelChildrenAction, CallAction>;

struct Transition {
    StateIndex source = 0;
    std::vector<std::string> events;  // empty = eventless; "a.b" matches a.b and a.b.c; "*" matches all
    std::vector<StateIndex> targets;  // empty = targetless
    bool internal = false;
    std::optional<Expression> when;
    bool unread_guard = false;        // it has one with a mistake in it: nobody knows when it holds
    std::vector<By> by;               // empty = not a human step
    std::vector<std::string> not_by;  // names of earlier events: who did them may not do this one
    std::string form;
    bool reason_required = false;
    bool all_of = false;  // everybody `by` names has to do it; it fires with the last of them
    int attachments = 0;  // files that must come with it, at least
    LocalText title;      // of the step
    std::string legal;    // on which text it rests
    std::vector<Action> actions;
    Where where;
    struct Places {
        Where by, not_by, form;
    } places;  // of its words

    bool is_human() const { return !by.empty() && by.front().kind != By::Kind::system; }
};

// A timer that goes with a deadline: a reminder before it, an escalation after it. What happens then is a transition of its
// own, written by the loader: targetless, on `event`, with one notice.
struct LinkedTimer {
    std::string id;     // "<state>.remind.1", "<state>.escalate.1"
    std::string event;  // the same words: "remind.<state>.1"
    WorkingTime shift;  // working_days or days
    bool before = true;
    LatePolicy late = LatePolicy::drop;
};

struct Deadline {
    WorkingTime within;
    std::string event;  // raised when it passes, e.g. "deadline.report"
    std::string id;     // timer id: the state's id
    LatePolicy late = LatePolicy::fire;
    std::vector<LinkedTimer> linked;
    Where where;
};

// How many of the cases this one opened must have ended as done before it goes on. The loader turns it into eventless
// transitions: `to` when enough are done, `otherwise` when all have ended and too few are done.
struct Wait {
    enum class For { all, any, count, share };
    For how = For::all;  // all: every child has ended, however it ended
    int amount = 0;      // count: cases; share: percent
    int met = -1;        // transitions
    int unmet = -1;      // -1 = none: with `all` it is not needed
    Where where;
};

struct State {
    std::string id;
    LocalText title;
    std::string legal;
    StateKind kind = StateKind::atomic;
    StateIndex parent = -1;            // -1 only for the root, state 0, whose id is ""
    StateIndex last = 0;               // what lies inside this state are the states after it up to and with `last`
    std::vector<StateIndex> children;  // document order, history states included
    std::vector<StateIndex> initial;   // targets of the initial transition (compound), or history default
    std::vector<int> transitions;      // into Definition::transitions, document order
    std::vector<Action> entry;
    std::vector<Action> exit;
    std::optional<Deadline> within;
    std::optional<Wait> wait;
    std::string outcome;  // of a top-level final state: done (default) | cancelled | declined | …
    Where where;
};

struct DataField {
    std::string name;
    FieldType type = FieldType::text;
    Json initial;  // null = absent
    LocalText title;
    std::string legal;
    Where where;
};

// A name written where a state's id must stand, and no state has it.
struct UnknownState {
    std::string name;
    Where where;
};

struct MachineTables;

struct Definition {
    std::string name;
    std::string kind;   // plan | visit | finding | session | supervision
    std::string level;  // level of the unit a case is about; "" = any
    int version = 1;
    LocalText title;
    std::string legal;
    std::vector<DataField> data;
    std::vector<State> states;  // [0] is the root compound
    std::vector<Transition> transitions;
    std::vector<UnknownState> unknown_states;  // empty in a definition that load_definition gave out

    std::shared_ptr<const MachineTables> tables;  // what step() runs on; made by load_definition

    std::optional<StateIndex> state(std::string_view id) const;
    const DataField* field(std::string_view name) const;
    int field_index(std::string_view name) const;  // -1 = no such field
    std::vector<std::string> forms() const;        // ids used, sorted
    std::vector<std::string> children() const;     // workflows opened by name, sorted
    std::vector<std::string> plugins() const;      // called, sorted
    bool opens_lines() const;                      // opens the cases of its plan lines: any level's workflow
    bool inside(StateIndex state, StateIndex outer) const { return outer < state && state <= at(outer).last; }
    const State& at(StateIndex state) const { return states[static_cast<std::size_t>(state)]; }
    const Transition& transition(int index) const { return transitions[static_cast<std::size_t>(index)]; }
};

// Whether a transition's word for events takes this event: "a.b" takes a.b and a.b.c, "*" takes all.
bool takes_event(std::string_view descriptor, std::string_view event);
bool takes_event(const Transition& transition, std::string_view event);

// A value as a field of this type holds it: a boolean, an integer, or text (decimals and dates too). Null for "" (absent);
// nothing when the text is no such value.
std::optional<Json> field_value(FieldType type, std::string_view text);

// The type of a name that any case has; nothing when `name` is not one of them.
std::optional<FieldType> case_name_type(std::string_view name);
const std::vector<std::string>& case_names();

// Names every expression of a workflow may read beside its data fields:
//   today; children_total, children_done, children_open (cases this one opened); findings_open (findings of this case);
//   planned_on, opened_on, due_on (dates of the case); sample (the plan line's sample size); variant; year; unit_level;
//   and on a transition with a form, form.<question> for its non-personal, non-repeat questions, form.<repeat>.count.
//   On an event that carries data (a distributed row): event.<name>, whose types are text unless the name is a data field.
//   child.done carries workflow, outcome, unit and the data fields of the case that ended.
//   In('state') says whether that state is active: to expressions it is the boolean name "In.state".

}  // namespace giamsat
