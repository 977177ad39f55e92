// SPDX-License-Identifier: Apache-2.0
// Opening a case: its first configuration, its timers, and what entering them does.
#pragma once

#include "service/commands/handlers.hpp"

namespace giamsat {

struct Opening {
    std::string workflow;
    UnitId unit;
    CaseId parent;
    CaseId plan;
    PlanLineId line;
    std::string body;
    UnitId body_unit;
    std::string variant;
    std::string mode;
    std::string plan_type;
    int year = 0;
    int sample = 0;
    std::optional<Date> planned_on;
    std::optional<Date> due_on;
    std::map<std::string, Json> data;
};

// Records case.opened (and whatever entering its first states brings about); the new case's id.
Result<CaseId> open_case(const Opening& opening, Session& session);

// Opens the case of a plan line below `parent`.
Done open_line(const PlanLine& line, const CaseRecord& parent, Session& session);

}  // namespace giamsat
