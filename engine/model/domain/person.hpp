// SPDX-License-Identifier: Apache-2.0
// A person of the staff (the name is sealed: only the id stands here), and the roles granted to persons.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <optional>
#include <string>

namespace giamsat {

struct Person {
    PersonId id;
    std::string code;  // staff code, "cb-001"
    Date since;

    bool operator==(const Person&) const = default;
};

// A person holds a role in one unit; the role reaches every unit below it.
struct RoleGrant {
    PersonId person;
    std::string role;  // role id of the profile
    UnitId unit;
    Date from;
    std::optional<Date> to;  // last day

    bool valid_on(Date date) const { return from <= date && (!to || date <= *to); }
    bool operator==(const RoleGrant&) const = default;
};

}  // namespace giamsat
