// SPDX-License-Identifier: Apache-2.0
// A year of the small office by hand, up to where a test wants it.
#pragma once

#include "support/small_office.hpp"

namespace giamsat::test {

using Words = std::vector<std::string>;

// comparable(), and: the beginnings of ids, the day it is really today and the minute it is.
std::string steady(const std::string& text);

std::string example_form(const std::string& name);  // path of workflows/…/example/forms/<name>.json

// The board's programme of 2024: a commune, a group with six borrowers below it, a transaction point to watch; approved.
void approve_plan(const SmallOffice& office);
// "Đoàn 1" (CB03, CB05) has the commune and the point.
void assign_team(const SmallOffice& office);
// The commune was visited on 12/03/2024, its minutes handed in, signed and reported; one finding. The group is assigned and begun.
void visit_commune(const SmallOffice& office);
// The group's minutes and sheet are in: the first borrower used 5 million wrongly, the third was away.
void visit_group(const SmallOffice& office);

}  // namespace giamsat::test
