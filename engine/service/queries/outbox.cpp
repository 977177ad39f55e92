// SPDX-License-Identifier: Apache-2.0
#include "service/queries/outbox.hpp"

namespace giamsat {

Tried tried_of(const std::vector<AttemptRecord>& attempts) {
    Tried tried;
    for (const AttemptRecord& attempt : attempts) {
        if (attempt.outcome == attempt_revived) {
            tried = {};
        } else if (attempt.outcome == attempt_delivered) {
            tried.delivered = true;
        } else {
            ++tried.failures;
            tried.last = attempt.t;
            const bool told = attempt.outcome.starts_with(attempt_failed);
            tried.why = told ? attempt.outcome.substr(std::string_view(attempt_failed).size()) : attempt.outcome;
        }
    }
    return tried;
}

MessageLife message_of(const std::string& notice_or_call, Readers& read) {
    return MessageLife(tried_of(read.ledger.attempts(notice_or_call)));
}

}  // namespace giamsat
