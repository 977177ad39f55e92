// SPDX-License-Identifier: Apache-2.0
#include "kernel/explore/mistakes.hpp"

#include "model/workflow/check_bundle.hpp"

namespace giamsat {

namespace {

std::string marked(const Trap& trap, Lang lang) { return trap.what.in(lang) + " [" + trap.rule + "]"; }

std::string numbered(const std::vector<LocalText>& story, Lang lang) {
    std::string text;
    int number = 0;
    for (const LocalText& line : story)
        text += (text.empty() ? "" : "\n") + std::to_string(++number) + ". " + line.in(lang);
    return text;
}

}  // namespace

Exploration explore_in(const ProfileBundle& bundle, const std::string& workflow, const ExploreOptions& options) {
    const Definition& definition = bundle.workflows.at(workflow);
    const auto handed = handed_to(definition, {bundle.workflows, &bundle.profile, &bundle.forms});
    return explore(definition, {&bundle.profile, &bundle.forms, &handed}, options);
}

Problem mistake_of(const Trap& trap) {
    return {ProblemCode::definition_invalid,
            {{"what", marked(trap, Lang::vi)},
             {"what_en", marked(trap, Lang::en)},
             {"advice", trap.advice.vi},
             {"advice_en", trap.advice.en},
             {"rule", trap.rule},
             {"story", numbered(trap.story, Lang::vi)},
             {"story_en", numbered(trap.story, Lang::en)}},
            trap.where};
}

std::vector<Problem> mistakes_in(const ProfileBundle& bundle, const std::string& workflow) {
    std::vector<Problem> mistakes;
    if (bundle.workflows.at(workflow).kind.empty()) return mistakes;
    for (const Trap& trap : explore_in(bundle, workflow, {.states = explored_by_the_way}).traps)
        mistakes.push_back(mistake_of(trap));
    return mistakes;
}

}  // namespace giamsat
