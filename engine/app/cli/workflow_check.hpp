// SPDX-License-Identifier: Apache-2.0
// giamsat workflow check: every mistake of a profile or a file, what is worth knowing, and where a case could go wrong.
#pragma once

#include "app/cli/context.hpp"

namespace giamsat::cli {

void add_workflow_check(CLI::App& workflow, Context& context);

}  // namespace giamsat::cli
