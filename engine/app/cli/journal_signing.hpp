// SPDX-License-Identifier: Apache-2.0
// Subcommands of `journal` about who signs and cosigns its checkpoints.
#pragma once

#include "app/cli/context.hpp"

namespace giamsat::cli {

void add_journal_signer(CLI::App& journal, Context& context);
void add_journal_recover(CLI::App& journal, Context& context);
void add_journal_cosign(CLI::App& journal, Context& context);

// "27/11/2026 22:15" in Vietnam's time.
std::string minute_in_vietnam(Instant instant);

}  // namespace giamsat::cli
