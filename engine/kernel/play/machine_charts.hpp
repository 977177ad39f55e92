// SPDX-License-Identifier: Apache-2.0
// The engine's own machines as charts of the workflow language, so that they can be drawn. Each chart is found by driving the
// machine itself, from kernel/machine/life, through every place it comes to.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

const std::vector<std::string>& machine_names();
Result<Definition> machine_chart(const std::string& name);  // not_found

}  // namespace giamsat
