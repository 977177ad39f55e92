// SPDX-License-Identifier: Apache-2.0
// Doing and recording are two facts. A step was done on the day of the paper that was signed; it was recorded when the
// journal says so. Both may be late, each in its own way, and one does not excuse the other.
#pragma once

#include "kernel/journal/entry.hpp"
#include "model/workflow/definition.hpp"

#include <optional>

namespace giamsat {

// The day a document bears ("04/CTr-BĐD 24/02/2021"), else the business day.
Date acted_on(std::string_view act, Date business_day);

struct Lateness {
    std::optional<Date> due;  // the last day of the deadline this step ended
    Date acted;
    Date recorded;

    int act_late() const;     // days after `due`; 0 when in time or without a deadline
    int record_late() const;  // days between doing and recording
};

// Follows one case, entry by entry in their order.
class LatenessWalk {
public:
    // Of a step somebody took; nothing for every other entry. `definition`: what the case runs on at this entry.
    std::optional<Lateness> take(const Entry& entry, const Definition& definition);

private:
    void set_deadlines(const Json& body, const Definition& definition);
    std::optional<Instant> end_deadlines(const Json& body, const Definition& definition);

    std::map<std::string, Instant> due_;  // by the state a deadline belongs to, also after it has passed
};

}  // namespace giamsat
