// SPDX-License-Identifier: Apache-2.0
// `giamsat journal verify`: what it is told to look at, and what it says.
#pragma once

#include "app/cli/context.hpp"

namespace giamsat::cli {

void add_verify(CLI::App& journal, Context& context);

}  // namespace giamsat::cli
