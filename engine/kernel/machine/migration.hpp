// SPDX-License-Identifier: Apache-2.0
// A running case on another version of its workflow. Pure: says where it would stand, and what becomes of its data, its
// history and its timers; or why it cannot. No action is carried out: a migration is no step of the work.
#pragma once

#include "kernel/machine/step.hpp"

namespace giamsat {

using NamedMapping = std::map<std::string, std::vector<std::string>>;  // old state -> new states

struct RunningTimer {
    std::string id;
    std::string event;
};

// A deadline that runs goes on to its day, under the name its state has now. One whose state or event is gone is cancelled.
// A deadline is set anew only where no deadline was before.
struct TimerMove {
    enum class What { kept, cancelled, set };
    What what = What::kept;
    std::string id;      // as it is
    TimerChange change;  // as it will be: id and event of a kept one, all of a new one
};

struct DataMove {
    enum class What { converted, dropped, initial };
    What what = What::converted;
    std::string field;
    Json before;
    Json after;
};

struct Migration {
    CaseState after;
    std::vector<TimerMove> timers;
    std::vector<DataMove> data;          // only what changes
    std::vector<std::string> forgotten;  // history states that remembered something and cannot any more
};

class StateMap {
public:
    // A state that is named nowhere maps to the one of the same id and kind; else what is mapped around it counts.
    // Problems: every mapping_invalid, joined.
    static Result<StateMap> make(const Definition& from, const Definition& to, const NamedMapping& named);

    // Why it cannot move, for people.
    tl::expected<Migration, LocalText> migrate(const CaseState& before, const std::vector<RunningTimer>& timers) const;
    // Where a leaf of the old version goes; empty = nowhere.
    std::vector<StateIndex> of(StateIndex leaf) const;

private:
    StateMap(const Definition& from, const Definition& to) : from_(from), to_(to) {}
    LocalText unmapped(StateIndex leaf) const;
    tl::expected<void, LocalText> move_configuration(const CaseState& before, CaseState& after) const;
    tl::expected<void, LocalText> move_data(const CaseState& before, Migration& out) const;
    void move_history(const CaseState& before, Migration& out) const;
    void move_timers(const CaseState& before, const std::vector<RunningTimer>& timers, Migration& out) const;
    const Deadline* successor(StateIndex old, const CaseState& after) const;

    const Definition& from_;
    const Definition& to_;
    std::map<StateIndex, std::vector<StateIndex>> named_;
};

// What makes a set of leaves no configuration of this definition: nothing when each compound state that is active has
// exactly one active child and each parallel one all its regions.
std::optional<LocalText> configuration_fault(const Definition& definition, const std::vector<StateIndex>& leaves);

}  // namespace giamsat
