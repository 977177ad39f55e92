// SPDX-License-Identifier: Apache-2.0
// The engine's own life cycles, told as charts of the workflow language so that they can be drawn. The machines themselves
// are in kernel/machine/life; a test plays both side by side.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat {

const std::vector<std::string>& machine_names();
Result<Definition> machine_chart(const std::string& name);  // not_found

}  // namespace giamsat
