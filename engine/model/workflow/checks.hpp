// SPDX-License-Identifier: Apache-2.0
// Inner header of model/workflow: the rules, one file each. A new rule: its file, its line here and in check_definition.cpp (of a rule about several
// workflows: in check_bundle.cpp), one file in tests/definitions/accept and one in tests/definitions/reject.
#pragma once

#include "model/workflow/check_bundle.hpp"
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
Problems check_guard(const Definition& definition, const DefinitionContext& context);              // W11
Problems check_finishing(const Definition& definition, const DefinitionContext& context);          // W12
Problems check_history(const Definition& definition, const DefinitionContext& context);            // W13
// W14 is found while expressions are compiled: check_expression.cpp.
Problems check_wait(const Definition& definition, const DefinitionContext& context);    // W16
Problems check_cancel(const Definition& definition, const DefinitionContext& context);  // W25
// W26 is found while actions are read: check_report.cpp.
Problems check_timed_person(const Definition& definition, const DefinitionContext& context);  // W27
Problems check_together(const Definition& definition, const DefinitionContext& context);      // W29

Problems check_opening_cycle(const WorkflowSet& set);  // W15
Problems check_unused(const WorkflowSet& set);         // W17
Problems check_unsent_event(const WorkflowSet& set);   // W18
Problems check_handed(const WorkflowSet& set);         // W24

}  // namespace giamsat::workflow
