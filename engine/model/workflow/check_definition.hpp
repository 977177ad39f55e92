// SPDX-License-Identifier: Apache-2.0
// Rules about the graph of one definition. One rule, one file: check_<rule>.cpp.
#pragma once

#include "model/workflow/load_definition.hpp"

namespace giamsat {

struct Check {
    const char* code;  // stable: "W01"; every problem of the rule carries it as its detail "rule"
    bool soundness;    // only a warning for a bare chart (a definition without `kind`)
    bool ways;         // asks where every step leads: says nothing true while a step names a state that is not there
    std::vector<Problem> (*run)(const Definition&, const DefinitionContext&);
};

// Every rule, in the order of its code.
const std::vector<Check>& all_checks();
std::vector<Problem> check_definition(const Definition& definition, const DefinitionContext& context);
// Only the rules about names, which hold for every chart; or only those about soundness.
std::vector<Problem> check_names(const Definition& definition, const DefinitionContext& context);
std::vector<Problem> check_soundness(const Definition& definition, const DefinitionContext& context);
// Those about soundness that need no step to lead anywhere.
std::vector<Problem> check_steps_alone(const Definition& definition, const DefinitionContext& context);

}  // namespace giamsat
