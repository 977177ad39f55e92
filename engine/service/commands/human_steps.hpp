// SPDX-License-Identifier: Apache-2.0
// The steps of a case that people take: which are open, and whether this one is the asking person's.
#pragma once

#include "model/workflow/definition.hpp"
#include "service/commands/session.hpp"

namespace giamsat {

// The transition by which the decider of this command may send this event. not_possible with the steps that are, not_allowed,
// four_eyes.
Result<const Transition*> permitted_step(const Definition& definition, const CaseRecord& record,
                                         const std::string& event, Session& session);

}  // namespace giamsat
