// SPDX-License-Identifier: Apache-2.0
// `case suspend` and `case resume`.
#pragma once

#include "app/cli/context.hpp"

namespace CLI {
class App;
}

namespace giamsat::cli {

void add_hold(CLI::App& parent, Context& context);

}  // namespace giamsat::cli
