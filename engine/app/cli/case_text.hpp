// SPDX-License-Identifier: Apache-2.0
// Cases in words, tables and JSON: what every subcommand about cases says the same way.
#pragma once

#include "app/cli/names.hpp"
#include "app/cli/table.hpp"
#include "service/queries/case_view.hpp"

namespace giamsat::cli {

std::string say_due(Instant due, const Desk& desk);          // "14/03/2025 (còn 4 ngày)"
std::string say_day(Date due, bool open, const Desk& desk);  // the same of a day; plain when nothing is open any more
std::string say_persons(const std::vector<PersonId>& persons, Desk& desk);
std::string say_unit(const UnitId& unit, Desk& desk);         // "xã Đông Hòa (commune:405102)"
std::string say_state(const CaseRecord& record, Desk& desk);  // its states, or how it ended
std::string say_needs(const StepOption& option, Desk& desk);  // "biểu mẫu 16/TD, lý do"
std::string say_money(std::int64_t dong, Lang lang);          // "25.000.000 đ", "" for none

// The steps the workflow allows now: whose, until when, with what; and whether they are the viewer's, when there is one.
void print_options(const std::vector<StepOption>& options, const PersonId& viewer, const Context& context, Desk& desk);
// Those it does not allow, with the condition that does not hold. Nothing when there are none.
void print_blocked(const std::vector<StepOption>& options, const Context& context, Desk& desk);

// "possible" and "why_not" are the viewer's when there is one.
Json json_of(const StepOption& option, const PersonId& viewer, Desk& desk);
Json json_of(const CaseRecord& record, Desk& desk);
Json json_of_person(const PersonId& person, Desk& desk);  // null for the system
Json json_of_unit(const UnitId& unit, Desk& desk);
Json json_of(const LocalText& text);

}  // namespace giamsat::cli
