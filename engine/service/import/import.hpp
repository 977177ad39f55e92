// SPDX-License-Identifier: Apache-2.0
// Units, people, borrowers and loans from CSV. All rows are checked before any is stored; a bad file reports every bad row in
// one pass and stores nothing; the same file twice changes nothing; a changed row becomes a dated change.
#pragma once

#include "service/commands/session.hpp"

#include <memory>
#include <string>

namespace giamsat {

enum class ImportKind { units, people, borrowers, loans };
std::optional<ImportKind> import_kind(std::string_view name);  // "groups" are units

// The command that reads, checks and stores `bytes`. Parsing and checking happen when it is carried out, inside the writer's
// transaction, so that no row is judged by stale facts. `summary` is filled when it is.
// Problems: not_allowed, file_too_large, text_encoding, import_header, import_row (one for each bad row and column, joined,
// the first thousand of them told; Where = file:line:column).
//
// The first line names the columns, in any order; comma or semicolon. A column that is missing says nothing; an empty place,
// phone or email under its column says "none". Days are 2024-05-31 or 31/05/2024.
//   units      level code name parent [place association valid_from valid_to successor]
//   people     code name role unit [phone email from to]; one row for each role, `unit` by its code in the role's scope
//   borrowers  code name group [phone valid_from valid_to]
//   loans      code borrower programme source disbursed_on amount outstanding as_of; amounts in whole đồng
// A change of what is known holds from valid_from when that is later than what is known, else from today.
Command import_command(ImportKind kind, std::string file, std::string bytes, std::shared_ptr<ImportSummary> summary);

}  // namespace giamsat
