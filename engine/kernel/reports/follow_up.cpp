// SPDX-License-Identifier: Apache-2.0
#include "kernel/reports/follow_up.hpp"

namespace giamsat {

FollowUp follow_up_of(const FindingStatus& finding) { return {finding.found_on, finding.due_on, finding.closed_on}; }

FollowUp follow_up_of(const RecommendationStatus& recommendation) {
    return {recommendation.made_on, recommendation.due_on, recommendation.settled_on};
}

void FollowUpCount::add(const FollowUp& one, Date from, Date as_of) {
    if (as_of < one.raised) return;
    const bool before = one.raised < from;
    if (before && one.settled && *one.settled < from) return;
    ++(before ? brought_forward : raised);
    if (one.open_on(as_of)) {
        ++open;
        overdue += one.overdue_on(as_of) ? 1 : 0;
    } else {
        ++settled;
        settled_late += one.settled_late() ? 1 : 0;
    }
}

}  // namespace giamsat
