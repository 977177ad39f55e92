// SPDX-License-Identifier: Apache-2.0
// Order comes from the journal, not from the clock: what the entry is for is whoever reads two times that do not follow.
#include "service/commands/handlers.hpp"

namespace giamsat {

Done run(const RecordClock& command, Session& session) {
    return session.record({.kind = "clock.regressed/1", .body = {{"last", command.last.ms}, {"now", command.now.ms}}});
}

}  // namespace giamsat
