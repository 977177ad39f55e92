// SPDX-License-Identifier: Apache-2.0
// Units, people, borrowers and loans from CSV. All rows are checked before any is stored; a bad file reports every bad row in
// one pass and stores nothing; the same file twice changes nothing; a changed row becomes a dated change.
#pragma once

#include "service/commands/session.hpp"

#include <memory>
#include <string>

namespace giamsat {

enum class ImportKind { units, people, borrowers, loans };
std::optional<ImportKind> import_kind(std::string_view name);

struct ImportSummary {
    int rows = 0;
    int added = 0;
    int changed = 0;
    int unchanged = 0;
};

// The command that reads, checks and stores `bytes`. Parsing and checking happen when it is carried out, inside the writer's
// transaction, so that no row is judged by stale facts. `summary` is filled when it is.
// Problems: text_encoding, import_header, import_row (one for each bad row and column, joined; Where = file:line:column).
Command import_command(ImportKind kind, std::string file, std::string bytes, std::shared_ptr<ImportSummary> summary);

}  // namespace giamsat
