// SPDX-License-Identifier: Apache-2.0
// The steps of a case that people take: which are open, and whether this one is the asking person's.
#pragma once

#include "model/workflow/definition.hpp"
#include "service/commands/session.hpp"

namespace giamsat {

// Human transitions that take this event where the case is now; none when no step there goes by that very name.
std::vector<const Transition*> human_transitions(const Definition& definition, const CaseRecord& record,
                                                 const std::string& event);
Problem no_such_step(const Definition& definition, const CaseRecord& record, const std::string& event);
// Whether the decider of this command may take it: by their roles, and nobody else has it in hand.
Done may_do(const Transition& transition, const CaseRecord& record, const std::string& event, Session& session);
// Which of several steps of one event is meant, as long as nothing but the person tells them apart.
Result<const Transition*> permitted(const std::vector<const Transition*>& candidates, const CaseRecord& record,
                                    const std::string& event, Session& session);
// The transition by which the decider of this command may send this event. not_possible with the steps that are, not_allowed,
// four_eyes.
Result<const Transition*> permitted_step(const Definition& definition, const CaseRecord& record,
                                         const std::string& event, Session& session);

}  // namespace giamsat
