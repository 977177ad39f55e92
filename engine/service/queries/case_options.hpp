// SPDX-License-Identifier: Apache-2.0
// What people can do next on a case: which steps, whose they are, until when, what they need; and why not otherwise.
#pragma once

#include "kernel/machine/step.hpp"
#include "model/workflow/bundle.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

struct StepOption {
    struct Barred {
        PersonId person;
        std::string earlier;  // the step by which four eyes keep this person from it
    };
    std::string event;
    LocalText title;
    std::string legal;              // on which text the step rests, or ""
    LocalText who;                  // the roles it belongs to
    std::vector<PersonId> persons;  // who may take it today
    std::vector<Barred> barred;
    bool all_of = false;           // all of `persons` still have to do it, beside those who have
    std::vector<WorkRecord> held;  // who has claimed or started it as work
    std::vector<PersonId> agreed;  // who has done a step that everybody has to do
    int attachments = 0;           // files that must come with it
    std::string form;              // id, or ""
    bool reason = false;           // one must be given
    bool team = false;             // one must be named
    std::optional<Instant> due;    // the deadline running where the step starts
    std::string guard;             // "" = the workflow allows it now; else the condition with its values
    LocalText blocked;             // the same in people's words
    bool possible() const { return guard.empty(); }
    bool belongs_to(const PersonId& person) const;
    // Whether somebody else holds it; where everybody has to do a step, nobody holds it for others.
    bool held_by_another(const PersonId& person) const;
};

// One for each event a person can send from where the case stands; those possible first. None for a case that has ended.
std::vector<StepOption> step_options(const CaseRecord& record, const ProfileBundle& bundle, Readers& read, Date today);

const Definition& workflow_of(const CaseRecord& record, const ProfileBundle& bundle);
LocalText state_title(const Definition& definition, const std::string& state);
std::string state_titles(const CaseRecord& record, const ProfileBundle& bundle,
                         Lang lang);  // "Chờ biên bản, Chờ phiếu"
LocalText life_title(const std::string& life, const std::string& outcome);

// What a step was called: the words of the transition that took the case from here to there, else those of its event.
LocalText event_title(const Definition& definition, const std::string& event, const std::vector<std::string>& from,
                      const std::vector<std::string>& to);

// The last day of a deadline that passes at this instant: it passes when that day is over.
Date last_day(Instant due);

}  // namespace giamsat
