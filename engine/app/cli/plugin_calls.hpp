// SPDX-License-Identifier: Apache-2.0
// `notify call`: plugins do what the workflows' `call` actions have queued.
#pragma once

#include "app/cli/names.hpp"

namespace CLI {
class App;
}

namespace giamsat::cli {

void add_calls(CLI::App& parent, Context& context);

}  // namespace giamsat::cli
