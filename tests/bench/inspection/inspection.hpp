// SPDX-License-Identifier: Apache-2.0
// The inspection case that all engines are measured on, and the scripts of events it is driven by.
#pragma once

#include "base/json/json.hpp"
#include "kernel/machine/step.hpp"

namespace giamsat::bench {

struct Inspection {
    Definition definition;
    std::vector<std::vector<StepEvent>> scripts;  // with their numbers looked up
    std::map<std::string, int> ends;              // where a round of all scripts must end

    static Inspection load();  // throws when its files cannot be read
};

}  // namespace giamsat::bench
