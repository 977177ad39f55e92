// SPDX-License-Identifier: Apache-2.0
// Rules about the workflows and forms of a profile taken together: what no file shows by itself. One rule, one file:
// check_<rule>.cpp, as with the rules about one definition.
#pragma once

#include "model/forms/form.hpp"
#include "model/profile/profile.hpp"
#include "model/workflow/definition.hpp"

namespace giamsat {

struct WorkflowSet {
    const std::map<std::string, Definition>& workflows;  // by name
    const Profile* profile = nullptr;                    // nullptr: not known
    const std::map<std::string, Form>* forms = nullptr;  // nullptr: not known
};

struct SetCheck {
    const char* code;
    bool remark;  // told to whoever checks; refuses nothing
    bool whole;   // asks for guards and ways: says nothing true beside a mistake of names
    std::vector<Problem> (*run)(const WorkflowSet&);
};

const std::vector<SetCheck>& all_set_checks();
// What refuses the profile; and what is only worth knowing.
std::vector<Problem> check_set(const WorkflowSet& set);
std::vector<Problem> remarks_on_set(const WorkflowSet& set);
// The part of check_set() that is also true of workflows read by read_misnamed().
std::vector<Problem> check_misnamed(const WorkflowSet& set);

// The workflows whose cases a case of this one may open, those of its plan lines included. In order of name.
std::vector<std::string> opened_by(const Definition& definition, const WorkflowSet& set);
// The events other workflows of the set hand to a case of this one. In order.
std::vector<std::string> handed_to(const Definition& definition, const WorkflowSet& set);

}  // namespace giamsat
