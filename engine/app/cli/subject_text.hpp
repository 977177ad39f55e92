// SPDX-License-Identifier: Apache-2.0
// Whose data: what people write for it, and how it is told.
#pragma once

#include "app/cli/names.hpp"
#include "service/commands/subjects.hpp"

namespace giamsat::cli {

// "borrower:4059000003", "person:CB05", a staff code, a borrower's code, or a case. not_found, ambiguous.
Result<SubjectId> subject_named(const std::string& text, Desk& desk);
std::string say_subject(const std::string& about, const SubjectId& id,
                        Desk& desk);  // "hộ vay Lê Văn An", "cán bộ CB05 (đã xoá)"

// Requests of subjects and their clocks: request, answer, extend, complete, list.
void add_subject_requests(CLI::App& parent, Context& context);

}  // namespace giamsat::cli
