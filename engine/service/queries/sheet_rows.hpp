// SPDX-License-Identifier: Apache-2.0
// What a sheet that is handed on to cases below can be begun with: a row for each of them that is still open.
#pragma once

#include "model/workflow/bundle.hpp"
#include "service/queries/names.hpp"

namespace giamsat {

// By the repeat's name. A row names the case's unit under its key, the questions programme, disbursed and outstanding from
// the unit's largest loan where the form asks them, and under "_" who it is. Empty when the step hands nothing on.
std::map<std::string, Json> sheet_rows(const CaseRecord& record, const std::string& event, const ProfileBundle& bundle,
                                       Readers& read, Names& names);

}  // namespace giamsat
