// SPDX-License-Identifier: Apache-2.0
// A turn (lượt): one signed minutes, or one recorded row of a loan-use sheet. Turns are not distinct units.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <string>

namespace giamsat {

struct Turn {
    CaseId visit;  // the case it was counted in
    CaseId plan;   // or empty
    UnitId body_unit;
    std::string level;
    UnitId unit;
    std::string body;         // lead body
    std::string body_group;   // board | bank | association
    std::string association;  // code, or ""
    std::string plan_type;    // "" for a visit outside any plan
    int year = 0;             // of the plan, or of `on` outside any plan
    std::string mode;         // inspection | supervision: counted apart
    std::string variant;
    Date on;

    bool operator==(const Turn&) const = default;
};

}  // namespace giamsat
