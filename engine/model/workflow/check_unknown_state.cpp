// SPDX-License-Identifier: Apache-2.0
// W01: a transition or an initial state names a state that is not there.
#include "model/workflow/checks.hpp"

namespace giamsat::workflow {

Problems check_unknown_state(const Definition& definition, const DefinitionContext&) {
    std::vector<std::string> known;
    for (std::size_t i = 1; i < definition.states.size(); ++i) known.push_back(definition.states[i].id);
    Problems problems;
    for (const auto& unknown : definition.unknown_states) {
        const LocalText near = did_you_mean(unknown.name, known);
        problems.push_back(rule_broken("W01",
                                       {"Không có trạng thái “" + unknown.name + "”" + near.vi + ".",
                                        "There is no state “" + unknown.name + "”" + near.en + "."},
                                       one_of(known), unknown.where));
    }
    return problems;
}

}  // namespace giamsat::workflow
