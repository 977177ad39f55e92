// SPDX-License-Identifier: Apache-2.0
// Units in tables and JSON, and the search for them without marks.
#pragma once

#include "app/cli/names.hpp"
#include "app/cli/table.hpp"

namespace giamsat::cli {

struct UnitFilter {
    std::string level;  // "" = every level that is not personal, and the one just below `under`
    UnitId under;       // empty = anywhere; else what lies below it at any depth
    bool past = false;  // those not valid today too
};

// By level, then code.
std::vector<Unit> units_of(const UnitFilter& filter, Desk& desk);

// Units whose name, earlier name or code holds every word of `words`, marks and case aside; the best first. Personal levels
// are searched too.
std::vector<Unit> find_units(const std::string& words, Desk& desk);

// At most `limit` rows, 0 = all.
void print_units(const std::vector<Unit>& units, std::size_t limit, const Context& context, Desk& desk);
Json json_of(const Unit& unit, Desk& desk);
std::string say_association(const std::string& code, const Desk& desk);  // "HND"

}  // namespace giamsat::cli
