// SPDX-License-Identifier: Apache-2.0
// The door to whoever writes an office, for a process that only reads it.
#pragma once

#include "kernel/journal/note.hpp"
#include "service/commands/command.hpp"

namespace giamsat {

struct NoticeAttempt {
    std::string notice;   // id
    std::string outcome;  // "delivered", else why it was not
};

// What is asked goes to the one writer, which decides on it as it would for itself. Problems of all: server_silent when nobody
// answers, office_busy when who answers does not let this process in.
class Door {
public:
    virtual ~Door() = default;
    // The same id again is the same command: it is never done twice. How the person is known (Requester::auth) is found by
    // the other side.
    virtual Result<Outcome> run(const CommandId& id, const Requester& by, const Command& command,
                                std::optional<Date> on) = 0;
    virtual Done fire_due_timers() = 0;
    virtual Done note_attempts(const std::vector<NoticeAttempt>& attempts) = 0;
    virtual Done checkpoint() = 0;  // it is in the office's file then
    // How many of what witnesses answered were kept, by the office's policy.
    virtual Result<std::size_t> take_cosignatures(const std::vector<NoteSignature>& signatures) = 0;
};

}  // namespace giamsat
