// SPDX-License-Identifier: Apache-2.0
// What is said through the door of an office, as JSON over HTTP:
//
//   POST /commands    {"id", "actor"?, "on_behalf"?, "act"?, "on"?, "command": {"name", "fields"}}
//                     -> {"outcome": {…}, "import"?: {"rows", "added", "changed", "unchanged"}}
//   POST /timers, /checkpoints   {}                                            -> {}
//   POST /attempts    {"attempts": [{"notice", "outcome"}]}                    -> {}
//   POST /cosignatures           {"lines": what witnesses answered}            -> {"kept"}
//   GET  /state                                                                -> {"office", "stage"}
//
// Whatever is refused comes as {"problem": {…}} with the status of its code.
#pragma once

#include "adapters/runtime/door.hpp"
#include "service/commands/command_json.hpp"

namespace giamsat {

struct CommandRequest {
    CommandId id;
    Requester by;  // how the person is known is not the sender's to say
    std::optional<Date> on;
    Command command;
};

Json request_json(const CommandId& id, const Requester& by, const Command& command, std::optional<Date> on);
Result<CommandRequest> read_request(const Json& json, const MakeImport& make_import);  // command_invalid

Json attempts_json(const std::vector<NoticeAttempt>& attempts);
Result<std::vector<NoticeAttempt>> read_attempts(const Json& json);  // command_invalid

Json cosignatures_json(const std::vector<NoteSignature>& signatures);
Result<std::vector<NoteSignature>> read_cosignatures(const Json& json);  // command_invalid, evidence_unreadable

Json state_json(const OfficeId& office, const std::string& stage);

// Bytes that are no UTF-8 (a file may be called anything) give way to a sign that stands for them.
std::string text_of(const Json& json);

}  // namespace giamsat
