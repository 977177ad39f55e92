// SPDX-License-Identifier: Apache-2.0
// The year's intention of one body, and its lines. A plan is itself a case (of the profile's plan workflow).
#pragma once

#include "base/core/ids.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace giamsat {

struct Plan {
    CaseId id;
    std::string type;  // plan type of the profile
    std::string body;  // issuing body
    UnitId unit;       // unit the body sits at
    int year = 0;
    std::string number;  // "04/CTr-BĐD", "" until it is issued

    bool operator==(const Plan&) const = default;
};

enum class PlanLineStatus { planned, cancelled };
inline const char* plan_line_status_name(PlanLineStatus status) {
    return status == PlanLineStatus::planned ? "planned" : "cancelled";
}
inline std::optional<PlanLineStatus> plan_line_status(std::string_view name) {
    if (name == "planned") return PlanLineStatus::planned;
    if (name == "cancelled") return PlanLineStatus::cancelled;
    return std::nullopt;
}

// One unit in one month. A cancelled line still counts as planned.
struct PlanLine {
    PlanLineId id;
    CaseId plan;
    std::optional<PlanLineId> parent;  // line of the visit this one belongs to
    UnitId unit;
    std::string level;    // of the unit
    std::string body;     // body that goes
    std::string mode;     // inspection | supervision
    std::string variant;  // scheduled | surprise | thematic
    int month = 0;        // 1 … 12
    int sample = 0;       // units to be sampled below this one, 0 = none
    std::string quota;    // id of the quota it answers, or ""
    PlanLineStatus status = PlanLineStatus::planned;
    std::optional<CaseId> opened;  // the case opened for it

    bool operator==(const PlanLine&) const = default;
};

}  // namespace giamsat
