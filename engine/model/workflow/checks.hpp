// SPDX-License-Identifier: Apache-2.0
// Inner header of model/workflow: the rules, one file each. A new rule: its file, its line here and in check_definition.cpp,
// one file in tests/definitions/accept and one in tests/definitions/reject.
#pragma once

#include "model/workflow/graph.hpp"
#include "model/workflow/load_definition.hpp"
#include "model/workflow/reading.hpp"

namespace giamsat::workflow {

using Problems = std::vector<Problem>;

Problems check_unknown_state(const Definition& definition, const DefinitionContext& context);      // W01
Problems check_initial(const Definition& definition, const DefinitionContext& context);            // W02
Problems check_child_workflow(const Definition& definition, const DefinitionContext& context);     // W03
Problems check_form(const Definition& definition, const DefinitionContext& context);               // W04
Problems check_people(const Definition& definition, const DefinitionContext& context);             // W05
Problems check_targets(const Definition& definition, const DefinitionContext& context);            // W06
Problems check_unreachable(const Definition& definition, const DefinitionContext& context);        // W07
Problems check_hidden_transition(const Definition& definition, const DefinitionContext& context);  // W08
Problems check_ending(const Definition& definition, const DefinitionContext& context);             // W09
Problems check_deadline(const Definition& definition, const DefinitionContext& context);           // W10

}  // namespace giamsat::workflow
