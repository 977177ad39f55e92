// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/queries/case_options.hpp"

namespace giamsat {

struct FindingQuery {
    bool ended = false;    // those settled too
    bool overdue = false;  // past the day they must be put right by
    std::string code;
    std::string severity;
    CaseId visit;
};

struct FindingRow {
    FindingRecord finding;
    CaseRecord record;
    Date due;  // extensions counted
    bool late = false;
};

// By the day they must be put right by, then code, then id.
std::vector<FindingRow> list_findings(const FindingQuery& query, Readers& read, Date today);

}  // namespace giamsat
