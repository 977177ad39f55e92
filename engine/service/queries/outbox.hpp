// SPDX-License-Identifier: Apache-2.0
// The outbox as it stands: what may be sent now, what waits to be tried again, what has been given up.
#pragma once

#include "kernel/machine/message_life.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

inline constexpr const char* attempt_delivered = "delivered";
inline constexpr const char* attempt_failed = "failed: ";  // followed by why
inline constexpr const char* attempt_revived = "revived";

Tried tried_of(const std::vector<AttemptRecord>& attempts);
MessageLife message_of(const std::string& notice_or_call, Readers& read);

template <class Record>
struct Waiting {
    Record record;
    MessageLife life;
};

template <class Record>
struct Outbox {
    std::vector<Record> sending;  // due: their attempts are to be told
    std::vector<Waiting<Record>> backing_off;
    std::vector<Waiting<Record>> dead;
};

// Sorts what is not delivered yet by what its life allows at this instant.
template <class Record>
Outbox<Record> outbox_of(std::vector<Record> records, Readers& read, Instant at) {
    Outbox<Record> outbox;
    for (Record& record : records) {
        MessageLife life = message_of(record.id, read);
        if (life.send(at))
            outbox.sending.push_back(std::move(record));
        else if (life.now() == MessageStage::backing_off)
            outbox.backing_off.push_back({std::move(record), std::move(life)});
        else
            outbox.dead.push_back({std::move(record), std::move(life)});
    }
    return outbox;
}

}  // namespace giamsat
