// SPDX-License-Identifier: Apache-2.0
// What came of a command, on its way back between processes: outcomes, and the problems that stood in the way.
#pragma once

#include "service/commands/command.hpp"

namespace giamsat {

// {"repeated": false, "entries": [{"seq": 7, "kind": "case.moved/1", "case": "…", "body": {…}}]}
Json outcome_json(const Outcome& outcome);
Result<Outcome> read_outcome(const Json& json);  // strict; command_invalid

Json import_summary_json(const ImportSummary& summary);
Result<ImportSummary> read_import_summary(const Json& json);

// Without its sentences: who shows it has them. {"code", "details": [[name, value]], "where"?: {…}, "others"?: […]}
Json sent_problem(const Problem& problem);
// Never fails: what cannot be read is a problem of its own, command_invalid or, for a code nobody here knows, internal_fault.
Problem read_problem(const Json& json);

}  // namespace giamsat
