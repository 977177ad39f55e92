// SPDX-License-Identifier: Apache-2.0
// W06: several targets of one transition lie in different regions of a parallel state.
#include "model/workflow/checks.hpp"

namespace giamsat::workflow {

Problems check_targets(const Definition& definition, const DefinitionContext&) {
    Problems problems;
    for (const auto& transition : definition.transitions) {
        if (can_be_targets(definition, transition.targets)) continue;
        problems.push_back(rule_broken(
            "W06",
            {"Các đích của bước này không thể cùng hoạt động.", "The targets of this step cannot be active together."},
            {"Mỗi đích nằm ở một nhánh khác của trạng thái song song.",
             "Each target lies in another region of a parallel state."},
            transition.where));
    }
    return problems;
}

}  // namespace giamsat::workflow
