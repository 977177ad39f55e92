// SPDX-License-Identifier: Apache-2.0
// Parts of a workflow in words, for diagrams and people.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

LocalText say_time(const WorkingTime& time);  // "3 ngày làm việc", "3 working days"

// A step by its title; a wait that is over, a reminder, an escalation or the deadline of its state in words; else its events. "" for one that waits for none.
LocalText say_step(const Definition& definition, const Transition& step);
// Whether say_step() tells what the guard asks for: a state that waits for the cases it opened.
bool says_its_guard(const Definition& definition, const Transition& step);

// A name that expressions read: a data field by its title, what every case has in words, any other as it is.
LocalText say_name(const Definition& definition, const std::string& name);

}  // namespace giamsat
