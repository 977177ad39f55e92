// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "service/commands/handlers.hpp"

namespace giamsat {

// Nobody inspects the unit they answer for. conflict_of_interest.
Done may_visit(const Team& team, const CaseRecord& visit, Session& session);

}  // namespace giamsat
