// SPDX-License-Identifier: Apache-2.0
// Carries cases through their workflows within one command: load, step, record, do what the step asks for, and tell the
// parents of cases that ended.
#pragma once

#include "kernel/machine/step.hpp"
#include "service/commands/opening.hpp"

#include <deque>
#include <unordered_map>

namespace giamsat {

// What comes with an event beside its name.
struct StepInput {
    StepEvent event;
    const Submission* submission = nullptr;  // of the form handed in
    std::string reason;
    std::map<std::string, Json> data;  // fields set together with the step
    CaseId child;                      // of child.done: the case that ended
    std::optional<Date> planned_on;
    std::optional<Date> due_on;
};

// What the journal calls a step for which a case was told to look again: its children were opened or taken back
// (children.changed), it goes on after it stood still (case.resumed), it was migrated (migrated).
bool is_look_again(const std::string& event);

class ChildrenLife;

class CaseEngine {
public:
    explicit CaseEngine(Session& session) : session_(session) {}

    Result<CaseId> open(const Opening& opening);
    Done open_line(const PlanLine& line, const CaseRecord& parent);
    // One event, run to completion, with all it brings about. Whether it moved the case: an event that does not leaves
    // nothing in the journal. not_possible, case_ended, …
    Result<bool> advance(const CaseRecord& record, const StepInput& input);
    // The transitions it would take; refused as advance() would. Nothing is recorded.
    Result<std::vector<int>> would_advance(const CaseRecord& record, const StepInput& input);
    // The same for an event nobody answers for (a child's end, a passed deadline): a case that does not listen is left alone.
    Result<bool> deliver(const CaseId& id, const StepInput& input);
    // What `to` is to hear, after what was told before it.
    void tell(const CaseId& to, StepInput input);
    // child.done, with what it hands up. Until its parent hears of it, the parent counts it among the open ones.
    void tell_parent_of(const CaseRecord& ended);
    // Each case that ended tells its parent `child.done`, with its data; a case that waits for its children looks again when
    // it has opened or cancelled some; what a case sent itself without delay arrives. Until nothing more moves.
    // definition_invalid: a case that sends itself events without end.
    Done tell_parents();

    struct Running;  // one step: the case, its definition, what came and what was decided

private:
    // Who is to hear what.
    struct Message {
        CaseId to;
        StepInput input;
        std::string timer = {};  // of a send without delay: the id it runs under
        int chain = 0;           // how many of those led to this one
        ChildCounts ended = {};  // the child whose end it tells, none for a finding
    };

    Result<bool> move(const CaseRecord& record, const StepInput& input, CaseLife& life);
    Done decide(Running& run);
    void tell_about(const Running& run);
    void tell_itself(const Running& run);
    Result<bool> arrives(const Message& message);
    void heard(const Message& message);
    Json as_told(const CaseId& parent, const std::string& count, const Json& value) const;
    Done carry_out(Running& step);
    Done carry_out(const Effect& effect, Running& step);
    ChildrenLife& children_of(Running& step);
    // One batch of changes to the children of a case: opening and cancelling never overlap.
    template <class Work>
    Done change_children(Running& step, Done (ChildrenLife::*begin)(), Work work);
    Done open_children(const OpenAction& action, const Effect& effect, const Running& step);
    Done open_lines(const Running& step);
    Done open_sample(const OpenAction& action, const Effect& effect, const Running& step);
    Done open_own(const OpenAction& action, const Effect& effect, const Running& step);
    Done open_each(const OpenAction& action, const Effect& effect, const Running& step);
    Result<CaseId> open_at(const Opening& opening, const Unit& unit, CaseId id, Draft& draft);
    Done cancel_children(const CaseId& parent);
    Done cancel(const CaseRecord& child);
    Done call(const CallAction& action, const Effect& effect, const Running& step);
    Done open_findings(const FindingsAction& action, const Effect& effect, const Running& step);
    Done open_finding(const Json& row, const std::string& path, const Running& step);
    Done distribute(const DistributeAction& action, const Running& step);
    Done count_turn(const Running& step);
    Done notify(const NotifyAction& action, const Running& step);
    Done notify_about_report(const ReportAction& action, const Running& step);
    Done recommend(const RecommendAction& action, const Running& step);
    Done recommend_row(const Json& row, const std::string& path, const CaseId& finding, const Running& step);
    Done settle(const SettleAction& action, const Running& step);

    Session& session_;
    std::deque<Message> messages_;
    std::unordered_map<CaseId, ChildCounts> untold_;  // by parent: ended, and on their way in messages_
    int chain_ = 0;                                   // of the message under way
};

// The association that led, else the one that manages the unit or the group it belongs to; "" for neither.
std::string association_of(const std::string& body_id, const UnitId& unit, Session& session);

// What the case runs on: the office's newest bundle, or the one its version was published with.
const ProfileBundle& bundle_of(const CaseRecord& record, const ProfileBundle& newest);
const Definition& definition_of(const CaseRecord& record, Session& session);
CaseState state_of(const CaseRecord& record, const Definition& definition);
std::vector<std::string> state_ids(const std::vector<StateIndex>& states, const Definition& definition);
StepFacts facts_of(const CaseRecord& record, Readers& read, Date today);

// The last instant of a timer that is set now. A deadline passes when its last day is over; hours count from now. A timer
// linked to a deadline comes at the beginning of its day before that, or at the end of its day after it.
Instant due_instant(const TimerChange& timer, const Calendar& calendar, Date today, Instant now);
// Whether a timer's day was over before it was found.
bool is_late(Instant due, Instant now);

}  // namespace giamsat
