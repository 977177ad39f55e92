// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/check_definition.hpp"

#include "model/workflow/checks.hpp"

#include <iterator>

namespace giamsat {

namespace {

template <class Wanted>
std::vector<Problem> run(const Definition& definition, const DefinitionContext& context, const Wanted& wanted) {
    std::vector<Problem> problems;
    for (const auto& check : all_checks()) {
        if (!wanted(check)) continue;
        auto found = check.run(definition, context);
        std::move(found.begin(), found.end(), std::back_inserter(problems));
    }
    return problems;
}

}  // namespace

const std::vector<Check>& all_checks() {
    using namespace workflow;
    static const std::vector<Check> all = {
        {"W01", false, false, check_unknown_state},  {"W02", false, false, check_initial},
        {"W03", false, false, check_child_workflow}, {"W04", false, false, check_form},
        {"W05", false, false, check_people},         {"W06", false, false, check_targets},
        {"W07", true, true, check_unreachable},      {"W08", true, false, check_hidden_transition},
        {"W09", true, true, check_ending},           {"W10", true, false, check_deadline},
        {"W11", true, false, check_guard},           {"W12", true, true, check_finishing},
        {"W13", true, true, check_history},          {"W16", true, true, check_wait},
        {"W25", true, false, check_cancel},          {"W27", true, false, check_timed_person},
        {"W29", true, false, check_together},
    };
    return all;
}

std::vector<Problem> check_definition(const Definition& definition, const DefinitionContext& context) {
    return run(definition, context, [](const Check&) { return true; });
}

std::vector<Problem> check_names(const Definition& definition, const DefinitionContext& context) {
    return run(definition, context, [](const Check& check) { return !check.soundness; });
}

std::vector<Problem> check_soundness(const Definition& definition, const DefinitionContext& context) {
    return run(definition, context, [](const Check& check) { return check.soundness; });
}

std::vector<Problem> check_steps_alone(const Definition& definition, const DefinitionContext& context) {
    return run(definition, context, [](const Check& check) { return check.soundness && !check.ways; });
}

}  // namespace giamsat
