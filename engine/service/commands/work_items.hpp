// SPDX-License-Identifier: Apache-2.0
// Steps of cases as the work of single persons: what they hold, and what a change of the case ends.
#pragma once

#include "kernel/machine/work_life.hpp"
#include "service/commands/case_engine.hpp"

namespace giamsat {

WorkLife work_of(const WorkRecord& row);

// For the entry that ends them, [{event, person, how}]: done with the step the case took, or withdrawn since the state they
// were offered in is left.
Json work_ended(const CaseEngine::Running& run, Session& session);
Json all_work_withdrawn(const CaseId& id, Session& session);

}  // namespace giamsat
