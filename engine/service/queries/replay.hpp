// SPDX-License-Identifier: Apache-2.0
// A year of the journal played again under a changed profile: what each case would have done instead. Reads only, and says
// the same each time. What others did, and when, is taken as it was; only the rules differ.
#pragma once

#include "model/workflow/bundle.hpp"
#include "service/ports/readers.hpp"

#include <functional>

namespace giamsat {

// Where a case first went another way than it did.
struct ReplayDifference {
    CaseId id;
    std::string workflow;
    UnitId unit;
    Date on;
    std::string event;
    std::vector<std::string> from;          // where it stood under the new rules
    std::vector<std::string> recorded;      // where it went
    std::vector<std::string> instead;       // where it would have gone
    std::vector<std::string> recorded_end;  // where each stood when the year was over, or the case
    std::vector<std::string> instead_end;
};

struct RefusedStep {
    CaseId id;
    std::string workflow;
    UnitId unit;
    Date on;
    std::string event;
    std::vector<std::string> from;
    Problem why;
    int after = 0;  // later steps of this case that were refused for it
};

// A step the new rules ask for before one that was taken; played as done the same day by one of those it belongs to.
struct ExtraStep {
    CaseId id;
    std::string workflow;
    Date on;
    std::string event;   // the step asked for
    std::string before;  // the one that was taken
    PersonId by;         // empty: nobody holds the role
};

struct MonthLoad {
    PersonId person;
    int month = 0;
    int was = 0;
    int would = 0;
    int limit = 0;  // the person's busiest month as it was, or what nine of ten person-months kept below
};

struct LateCount {
    std::string workflow;
    std::string state;
    int was = 0;
    int would = 0;
};

struct ReplayReport {
    int year = 0;
    std::uint64_t entries = 0;
    int cases = 0;         // of the year, whose workflow the new profile has
    int same = 0;          // went the same way
    int migrated = 0;      // changed their version on the way; each stretch is held against the version it ran on
    int unrepeatable = 0;  // the journal does not hold all that their own version went by: left out
    int gone = 0;          // of workflows the new profile no longer has
    std::vector<ReplayDifference> different;
    std::vector<RefusedStep> refused;
    std::vector<ExtraStep> extra;
    std::vector<MonthLoad> overloaded;
    std::vector<LateCount> late;
    std::vector<CaseId> newly_late;  // late under the new rules only
};

struct ReplayOptions {
    int year = 0;
    std::function<bool(std::uint64_t done, std::uint64_t total)> progress;  // entries; false stops
};

// `newest` is the office's own. interrupted, journal_damaged.
Result<ReplayReport> replay_year(const ProfileBundle& changed, const ProfileBundle& newest, Readers& read,
                                 const ReplayOptions& options);

}  // namespace giamsat
