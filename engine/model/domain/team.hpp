// SPDX-License-Identifier: Apache-2.0
// Who goes. A team stands for a year under one lead body: a joint visit counts once, under it.
#pragma once

#include "base/core/ids.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace giamsat {

struct TeamMember {
    PersonId person;
    std::string duty;  // head | member | secretary

    bool operator==(const TeamMember&) const = default;
};

struct Team {
    TeamId id;
    std::string code;  // "Đoàn số 2"
    std::string body;
    UnitId body_unit;
    int year = 0;
    PersonId head;
    std::vector<TeamMember> members;  // the head among them

    bool has(const PersonId& person) const {
        return std::any_of(members.begin(), members.end(), [&](const TeamMember& m) { return m.person == person; });
    }
    bool operator==(const Team&) const = default;
};

}  // namespace giamsat
