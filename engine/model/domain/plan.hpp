// SPDX-License-Identifier: Apache-2.0
// The year's intention of one body, and its lines. A plan is itself a case (of the profile's plan workflow).
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <string>

namespace giamsat {

struct Plan {
    CaseId id;
    std::string type;  // plan type of the profile
    std::string body;  // issuing body
    UnitId body_unit;  // unit the body sits at
    int year = 0;
    Date from;  // period covered
    Date until;
    std::string number;  // "04/CTr-BĐD", "" until it is issued
    std::string dated;   // ISO date of that document, or ""

    bool operator==(const Plan&) const = default;
};

// One unit in one month. A dropped line left the draft before approval; a cancelled visit still counts as planned.
struct PlanLine {
    PlanLineId id;
    CaseId plan;
    int position = 0;   // 0, 1, … in drafted order
    PlanLineId parent;  // line of the visit this one belongs to, or empty
    UnitId unit;
    std::string level;    // of the unit
    std::string body;     // body that goes
    UnitId body_unit;     // where that body sits (a commune association: its commune)
    std::string mode;     // inspection | supervision
    std::string variant;  // scheduled | surprise | thematic
    int month = 0;        // 1 … 12
    Date planned_on;
    int sample = 0;     // units to be sampled below this one, 0 = none
    std::string quota;  // id of the quota it answers, or ""
    bool dropped = false;
    CaseId opened;  // the case opened for it, or empty

    bool operator==(const PlanLine&) const = default;
};

}  // namespace giamsat
