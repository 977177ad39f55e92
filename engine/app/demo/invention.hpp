// SPDX-License-Identifier: Apache-2.0
// The invented district: its units as the profile lists them, its staff, its borrowers and their loans. Nobody real is meant.
#pragma once

#include "app/demo/settings.hpp"
#include "base/core/time.hpp"

namespace giamsat::demo {

struct UnitSpec {
    std::string level, code, name, parent, place, association;
    Date from;
    std::optional<Date> to;
    std::string successor;
    std::vector<std::pair<Date, std::string>> moves;  // from this day under another parent
    int members = 0;
};

struct PersonSpec {
    std::string code, name, role, unit_level, unit_code, phone;
};

struct BorrowerSpec {
    std::string code, name, group, phone;
    int joined = 0;  // year
    std::string programme, purpose, loan, source;
    std::int64_t amount = 0;
    std::int64_t outstanding = 0;
    Date disbursed;
};

struct DemoFiles {
    Settings people, units, borrowers, capital, behaviour, texts;
};
Result<DemoFiles> read_demo_files(const std::map<std::string, std::string>& sources);

std::vector<UnitSpec> listed_units(const DemoFiles& files);
std::vector<PersonSpec> invent_staff(const DemoFiles& files, const std::vector<UnitSpec>& units,
                                     const std::map<std::string, std::string>& scope_of_role, const Choices& choices);
std::vector<BorrowerSpec> invent_borrowers(const DemoFiles& files, const std::vector<UnitSpec>& units,
                                           const Choices& choices);

// CSV files as an office would import them.
std::string units_csv(const std::vector<UnitSpec>& units);
std::string people_csv(const std::vector<PersonSpec>& people, Date from);
std::string borrowers_csv(const std::vector<BorrowerSpec>& borrowers, int joined, int first_year);
std::string loans_csv(const std::vector<BorrowerSpec>& borrowers, Date as_of);

}  // namespace giamsat::demo
