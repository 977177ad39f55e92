// SPDX-License-Identifier: Apache-2.0
// The end of a demo: its reports, written, issued and shown.
#pragma once

#include "app/cli/context.hpp"
#include "app/demo/run_demo.hpp"

namespace giamsat::cli {

// Writes the ten-year report and one for each year, in Vietnamese (what is issued decides the root), into <office>/reports, prints the first, says where the rest is and what
// the journal's root is now. The exit code.
int report_demo(const DemoOptions& options, const DemoResult& result, double seconds_played, Context& context);

}  // namespace giamsat::cli
