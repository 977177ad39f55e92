// SPDX-License-Identifier: Apache-2.0
// From quotas to plan lines: which units, in which month, on which day, with how large a sample. Pure and replayable:
// ties are broken by a public ticket, SHA-256(seed / unit), so that anybody can draw again (Rivest's consistent sampling).
#pragma once

#include "model/domain/plan.hpp"
#include "model/domain/unit.hpp"
#include "model/profile/profile.hpp"
#include "model/profile/quotas.hpp"

#include <functional>
#include <map>

namespace giamsat {

// A unit that may be chosen, with what a quota's priority may ask about it.
struct Candidate {
    UnitId unit;
    std::string level;
    std::string code;
    UnitId parent;
    std::string association;
    int children = 0;            // units directly below it
    int months_since_visit = 0;  // 999 = never
    int open_findings = 0;
    std::string transaction_commune;  // code of the commune whose transaction day is kept free, or ""
};

struct Frame {
    std::vector<Candidate> units;  // every unit valid in the period, of every level
    std::map<UnitId, UnitId> parent_of;
};

struct DraftRequest {
    std::string type;
    std::string body;
    int year = 0;
    Date from;
    Date until;
    std::string seed;  // public; recorded with the plan
};

struct DraftedLine {
    int parent = -1;  // index of the line of the visit this belongs to
    UnitId unit;
    std::string level;
    std::string body;
    std::string mode;
    std::string variant;
    std::string quota;
    Date planned_on;
    int sample = 0;
    int months_since_visit = 0;  // why it came so high
    int open_findings = 0;
};

// Problems: invalid_value (a quota wants more units than there are), expression_invalid.
Result<std::vector<DraftedLine>> draft_lines(const Quotas& quotas, const Frame& frame, const Calendar& calendar,
                                             const DraftRequest& request);

// The order in which units are drawn: greater tickets come later.
std::string ticket(std::string_view seed, const UnitId& unit);

// The `count` units with the smallest tickets, in ticket order.
std::vector<UnitId> draw_sample(std::vector<UnitId> units, int count, std::string_view seed);

}  // namespace giamsat
