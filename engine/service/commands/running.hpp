// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/machine/children_life.hpp"
#include "service/commands/case_engine.hpp"

namespace giamsat {

struct CaseEngine::Running {
    CaseRecord record;  // before the step while it is decided; after it while its effects are carried out
    const Definition& definition;
    StepInput input;
    Decision decision;
    CaseState after = {};                              // the case's own, once decided
    std::unique_ptr<ChildrenLife> children = nullptr;  // woken when the step opens or cancels some
};

// For the entry of a step, [{id, event, due, late?} or {id, off}]: of a case that is opened all are new; of one that goes on the
// machine of each timer that runs says whether it is still to be taken back.
Json timers_set(const CaseEngine::Running& run, Session& session);
Json timers_changed(const CaseEngine::Running& run, Session& session);
Json timers_off(const CaseId& id, Session& session);  // all of them

// The beginning of a child: what it takes over from its parent.
Opening child_of(const CaseRecord& parent, const std::string& workflow, const UnitId& unit);
void take_data(Opening& opening, const Effect& effect);

}  // namespace giamsat
