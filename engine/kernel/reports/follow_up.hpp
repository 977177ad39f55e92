// SPDX-License-Identifier: Apache-2.0
// Findings and recommendations alike: raised on a day, due on a day, settled on a day or still open.
#pragma once

#include "kernel/reports/counting.hpp"

namespace giamsat {

struct FollowUp {
    Date raised;
    Date due;                     // to be settled by this day; the first day of all time: none was set
    std::optional<Date> settled;  // of a finding: verified, not merely reported as put right

    bool open_on(Date day) const { return raised <= day && (!settled || day < *settled); }
    bool overdue_on(Date day) const { return open_on(day) && due != Date{} && due < day; }
    bool settled_late() const { return settled && due != Date{} && due < *settled; }
};
FollowUp follow_up_of(const FindingStatus& finding);
FollowUp follow_up_of(const RecommendationStatus& recommendation);

// brought_forward + raised = settled + open.
struct FollowUpCount {
    std::int64_t brought_forward = 0;
    std::int64_t raised = 0;
    std::int64_t settled = 0;
    std::int64_t settled_late = 0;
    std::int64_t open = 0;
    std::int64_t overdue = 0;

    bool empty() const { return brought_forward == 0 && raised == 0; }
    void add(const FollowUp& one, Date from, Date as_of);
};

}  // namespace giamsat
