// SPDX-License-Identifier: Apache-2.0
// What founding and publishing share: an edition of the profile and the versions of its workflows, as entries.
#pragma once

#include "kernel/machine/definition_life.hpp"
#include "service/commands/handlers.hpp"

namespace giamsat {

// Keeps every file of the bundle as a blob; the draft names them.
Draft edition_draft(const char* kind, const ProfileBundle& bundle, Session& session);
Draft publication_draft(const Definition& definition, const ProfileBundle& bundle);

Draft retirement_draft(const std::string& workflow, const std::string& hash);
void give_reason(Draft& draft, const std::string& reason, Session& session);
DefinitionLife life_of(const std::string& workflow, const std::string& hash, Session& session);

// What the office still uses and `next` no longer has, or has otherwise: would_orphan, one for each thing.
std::vector<Problem> orphans(const ProfileBundle& next, Session& session);

}  // namespace giamsat
