// SPDX-License-Identifier: Apache-2.0
// Lists of cases for people who look for their work: by state, level, person, and what is late.
#pragma once

#include "service/queries/case_options.hpp"

namespace giamsat {

struct CaseQuery {
    std::vector<std::string> kinds;  // empty = all
    bool ended = false;              // the ended ones too
    std::string state;               // an id, or a piece of a title of a state; "" = any
    std::string level;
    std::string body;
    CaseId plan;
    int year = 0;
    PersonId mine;         // cases where this person can take a step, or whose team they are of
    bool overdue = false;  // a deadline has passed, or the planned day with no turn made
};

struct CaseRow {
    CaseRecord record;
    std::string unit_code;       // "" where it is personal
    std::string team;            // its code
    std::optional<Instant> due;  // the next deadline
    bool late = false;
};

// By planned day, then the unit's code, then id.
std::vector<CaseRow> list_cases(const CaseQuery& query, const ProfileBundle& bundle, Readers& read, Date today);

}  // namespace giamsat
