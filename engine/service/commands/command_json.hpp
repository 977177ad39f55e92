// SPDX-License-Identifier: Apache-2.0
// Commands on their way between processes: {"name": "advance_case", "fields": {"case": "…", …}}. Days are "2024-05-31",
// instants UTC milliseconds, bytes base64; what may be absent is left out, everything else is always there.
#pragma once

#include "service/commands/command.hpp"

namespace giamsat {

Json command_json(const Command& command);
const char* command_name(const Command& command);

// An import is prepared by whoever knows its kinds of rows.
using MakeImport = std::function<Result<Command>(PreparedImport sent)>;
// Strict: a field that is unknown, missing or of a wrong type is told with its path, all of them in one pass.
// command_invalid, and what `make_import` refuses.
Result<Command> read_command(const Json& json, const MakeImport& make_import);

// One thing that is wrong with what was sent, at the path `field`.
Problem wrong_at(const std::string& field, const LocalText& why);

}  // namespace giamsat
