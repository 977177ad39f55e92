// SPDX-License-Identifier: Apache-2.0
// W03: a workflow opened as a child is one of the profile's.
#include "model/workflow/checks.hpp"

#include <algorithm>

namespace giamsat::workflow {

namespace {

void check_list(const std::vector<Action>& actions, const std::vector<std::string>& known, Problems& problems) {
    for (const auto& action : actions) {
        const auto* open = std::get_if<OpenAction>(&action);
        if (!open || open->workflow.empty()) continue;
        if (std::find(known.begin(), known.end(), open->workflow) != known.end()) continue;
        const LocalText near = did_you_mean(open->workflow, known);
        problems.push_back(rule_broken("W03",
                                       {"Không có quy trình “" + open->workflow + "”" + near.vi + ".",
                                        "There is no workflow “" + open->workflow + "”" + near.en + "."},
                                       one_of(known), open->where));
    }
}

}  // namespace

Problems check_child_workflow(const Definition& definition, const DefinitionContext& context) {
    Problems problems;
    if (!context.workflows) return problems;
    for (const auto& state : definition.states) {
        check_list(state.entry, *context.workflows, problems);
        check_list(state.exit, *context.workflows, problems);
    }
    for (const auto& transition : definition.transitions) check_list(transition.actions, *context.workflows, problems);
    return problems;
}

}  // namespace giamsat::workflow
