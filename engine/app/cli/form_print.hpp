// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/stepping.hpp"

namespace giamsat::cli {

// `<parent> form CASE EVENT`: the empty form of a step that is possible now, begun with what is known already.
void add_form(CLI::App& parent, const char* what, const char* example, const FindCase& find,
              const std::vector<Verb>& verbs, Context& context);

}  // namespace giamsat::cli
