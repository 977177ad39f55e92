// SPDX-License-Identifier: Apache-2.0
// entry -> row changes. Pure, reads nothing: an entry says all that changes. The same function serves the writer and
// `giamsat journal verify`.
#pragma once

#include "kernel/journal/entry.hpp"
#include "kernel/projection/row_change.hpp"

namespace giamsat {

// What the body of an entry changes. Problems: journal_damaged (unknown kind, or a body that lacks a field).
Result<std::vector<RowChange>> project(const Entry& entry);

// What being in the journal changes, known only once the entry has its place: log_command, case_entry.
std::vector<RowChange> project_place(const Entry& entry, std::uint64_t seq);

}  // namespace giamsat
