// SPDX-License-Identifier: Apache-2.0
// A copy of the keys outlives an erasure until it is destroyed: so the journal says of each until when it may be kept.
#include "service/commands/handlers.hpp"

namespace giamsat {

Done run(const NoteKeyCopy& command, Session& session) {
    if (command.expires < session.today())
        return invalid("expires", command.expires.iso(), {"đã qua", "it has passed"});
    return session.record(
        {.kind = "keys.copied/1",
         .body = {{"expires", command.expires.iso()}, {"subjects", command.subjects}, {"sha256", command.sha256}}});
}

}  // namespace giamsat
