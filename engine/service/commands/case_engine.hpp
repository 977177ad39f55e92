// SPDX-License-Identifier: Apache-2.0
// Carries cases through their workflows within one command: load, step, record, do what the step asks for, and tell the
// parents of cases that ended.
#pragma once

#include "kernel/machine/step.hpp"
#include "service/commands/opening.hpp"

namespace giamsat {

// What comes with an event beside its name.
struct StepInput {
    StepEvent event;
    const Submission* submission = nullptr;  // of the form handed in
    std::string reason;
    std::map<std::string, Json> data;  // fields set together with the step
    std::optional<Date> planned_on;
    std::optional<Date> due_on;
};

class CaseEngine {
public:
    explicit CaseEngine(Session& session) : session_(session) {}

    Result<CaseId> open(const Opening& opening);
    Done open_line(const PlanLine& line, const CaseRecord& parent);
    // One event, run to completion, with all it brings about. not_possible, case_ended, …
    Done advance(const CaseRecord& record, const StepInput& input);
    // The same for an event nobody answers for (a child's end, a passed deadline): a case that does not listen is left alone.
    Result<bool> deliver(const CaseId& id, const StepInput& input);
    // Cases whose children ended get `child.done`, until nothing more moves.
    Done tell_parents();

    struct Running;  // one step: the case, its definition, what came and what was decided

private:
    Done carry_out(const Running& step);
    Done carry_out(const Effect& effect, const Running& step);
    Done open_lines(const Running& step);
    Done open_sample(const OpenAction& action, const Effect& effect, const Running& step);
    Done open_own(const OpenAction& action, const Effect& effect, const Running& step);
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
    std::vector<CaseId> ended_parents_;
};

// The association that led, else the one that manages the unit or the group it belongs to; "" for neither.
std::string association_of(const std::string& body_id, const UnitId& unit, Session& session);

const Definition& definition_of(const CaseRecord& record, Session& session);
CaseState state_of(const CaseRecord& record, const Definition& definition);
std::vector<std::string> state_ids(const std::vector<StateIndex>& states, const Definition& definition);
StepFacts facts_of(const CaseRecord& record, Readers& read, Date today);

}  // namespace giamsat
