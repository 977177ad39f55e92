// SPDX-License-Identifier: Apache-2.0
// Who may do what. One place for every rule of the kind "this step belongs to the head of the team".
#pragma once

#include "model/profile/profile.hpp"
#include "model/workflow/definition.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

// The unit itself and everything above it, nearest first.
std::vector<UnitId> unit_and_above(UnitReader& units, const UnitId& unit);

// The persons a `by` word means for this case on this day, each once, in a stable order.
std::vector<PersonId> persons_for(const By& by, const CaseRecord& record, const Profile& profile, Readers& read,
                                  Date on);

bool is_one_of(const PersonId& person, const std::vector<By>& by, const CaseRecord& record, const Profile& profile,
               Readers& read, Date on);

// What people call this step.
LocalText title_of(const Transition& transition, const std::string& event);
// Of the first step of this event that has one; else the event itself.
LocalText step_title(const Definition& definition, const std::string& event);

// The earlier step by which this person may not take this one (four eyes); "" when there is none.
std::string bars(const Transition& transition, const Definition& definition, const CaseRecord& record,
                 const PersonId& person, Readers& read);

// Whether this step of this case is this person's. not_allowed, four_eyes.
Done may_take(const Transition& transition, const std::string& event, const Definition& definition,
              const CaseRecord& record, const PersonId& person, const Profile& profile, Readers& read, Date on);

// Whether nobody else holds this step as their work. Where everybody has to do a step, each has work of their own.
// not_allowed, with the one who holds it.
Done may_finish_work(const Transition& transition, const std::string& event, const CaseId& id, const PersonId& person,
                     Readers& read);

// Who has not yet done a step that everybody `by` names has to do.
std::vector<PersonId> not_agreed(const Transition& transition, const std::string& event, const CaseRecord& record,
                                 const Profile& profile, Readers& read, Date on);

// "trưởng đoàn kiểm tra, thư ký …": who a step belongs to, for people.
LocalText describe(const std::vector<By>& by, const CaseRecord& record, const Profile& profile);

// Suspends and resumes this case: the head of the body it belongs to, else of its plan's body or that of the case it is part
// of; when none of them names one, the head of any body. `what`: for the refusal. not_allowed.
Done may_hold(const CaseRecord& record, const LocalText& what, const PersonId& person, const Profile& profile,
              Readers& read, Date on);
LocalText who_may_hold(const CaseRecord& record, const Profile& profile, Readers& read);

// Keeps the registers of units, people, loans and teams: the secretary or head of some body. not_allowed.
Done may_keep_registers(const PersonId& person, const Profile& profile, Readers& read, Date on);
// Publishes, retires and migrates workflows, grants and ends roles: the secretary or head of the profile's first body.
Done may_change_rules(const PersonId& person, const Profile& profile, Readers& read, Date on);  // not_allowed
// Writes the plans of this body: its secretary or head. not_allowed.
Done may_plan_for(const PersonId& person, const std::string& body, const UnitId& body_unit, const Profile& profile,
                  Readers& read, Date on);

}  // namespace giamsat
