// SPDX-License-Identifier: Apache-2.0
// From which numbers on something deserves an auditor's look: section `audit` of profile.yaml.
#pragma once

namespace giamsat {

struct AuditRules {
    int recorded_late_days = 5;  // between the day of the paper and the day of the journal
    int turns_a_day = 4;         // of one team's head
    int same_answers = 5;        // borrowers whose answers to one form are the same, from one hand on one day
    int role_days = 3;           // between a role's being recorded and its first use
};

}  // namespace giamsat
