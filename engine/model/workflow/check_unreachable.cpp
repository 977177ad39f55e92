// SPDX-License-Identifier: Apache-2.0
// W07: a state nothing leads to.
#include "model/workflow/checks.hpp"

namespace giamsat::workflow {

Problems check_unreachable(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    const auto reached = reachable(definition);
    for (std::size_t i = 1; i < definition.states.size(); ++i) {
        const State& state = definition.states[i];
        // The outermost unreachable state speaks for those inside it.
        const bool told = reached[i] || !reached[static_cast<std::size_t>(state.parent)];
        if (told) continue;
        const LocalText who = shown(state);
        problems.push_back(rule_broken(
            "W07", {"Không bước nào dẫn tới " + who.vi + ".", "No step leads to " + who.en + "."},
            {"Thêm bước dẫn tới nó, hoặc bỏ nó.", "Add a step that leads to it, or remove it."}, state.where));
    }
    return problems;
}

}  // namespace giamsat::workflow
