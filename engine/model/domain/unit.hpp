// SPDX-License-Identifier: Apache-2.0
// A unit: a node of the territory tree, of any level of the profile, known for a stretch of days.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/time.hpp"

#include <optional>
#include <string>

namespace giamsat {

struct Unit {
    UnitId id;
    std::string level;        // level id of the profile
    std::string code;         // "" for a personal level: it is sealed under the unit's own key
    std::string name;         // "" for a personal level
    UnitId parent;            // empty for the top
    UnitId place;             // the unit it lies in (a group: its hamlet); empty when the level has no place
    std::string association;  // code, or ""
    Date valid_from;
    std::optional<Date> valid_to;  // last day; nothing = still valid

    bool valid_on(Date date) const { return valid_from <= date && (!valid_to || date <= *valid_to); }
    bool operator==(const Unit&) const = default;
};

}  // namespace giamsat
