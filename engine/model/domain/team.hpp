// SPDX-License-Identifier: Apache-2.0
// Who goes on one visit.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace giamsat {

struct Team {
    TeamId id;
    CaseId visit;
    std::string body;  // lead body: a joint visit counts once, under it
    PersonId head;
    std::vector<PersonId> members;  // without the head
    Date from;

    bool has(const PersonId& person) const {
        return person == head || std::find(members.begin(), members.end(), person) != members.end();
    }
    bool operator==(const Team&) const = default;
};

}  // namespace giamsat
