// SPDX-License-Identifier: Apache-2.0
// What a migration would do to every running case: the preview shows it, the command carries it out. One function for both.
#pragma once

#include "kernel/machine/migration.hpp"
#include "service/commands/case_engine.hpp"

namespace giamsat {

struct TimerOutlook {
    TimerMove move;
    Instant due;
    bool drop_late = false;
};

struct CaseOutlook {
    CaseRecord record;
    std::vector<std::string> to;    // states
    std::vector<std::string> then;  // where it goes on to at once, by itself; empty = it stays
    Migration migration;
    std::vector<TimerOutlook> timers;
    std::optional<LocalText> fault;  // why it cannot move; then nothing else counts
};

struct MigrationPlan {
    const Definition& from;
    const Definition& to;
    std::vector<CaseOutlook> cases;

    std::vector<Problem> faults() const;  // cannot_migrate, one for each case
};

// not_found for a version there is none of; mapping_invalid. REQUIRES: `newest` outlives the plan.
Result<MigrationPlan> plan_migration(const MigrateCases& command, const ProfileBundle& newest, Readers& read,
                                     Date today, Instant now);

}  // namespace giamsat
