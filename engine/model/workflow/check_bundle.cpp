// SPDX-License-Identifier: Apache-2.0
#include "model/workflow/check_bundle.hpp"

#include "model/workflow/checks.hpp"
#include "model/workflow/each_action.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace giamsat {

namespace {

template <class Wanted>
std::vector<Problem> run(const WorkflowSet& set, const Wanted& wanted) {
    std::vector<Problem> problems;
    for (const auto& check : all_set_checks()) {
        if (!wanted(check)) continue;
        auto found = check.run(set);
        std::move(found.begin(), found.end(), std::back_inserter(problems));
    }
    return problems;
}

void add_lines(const Definition& definition, const Profile& profile, std::set<std::string>& opened) {
    for (const auto& level : profile.levels) {
        if (!definition.level.empty() && !profile.is_below(level.id, definition.level)) continue;
        if (!level.workflow.empty()) opened.insert(level.workflow);
        if (level.supervised && !profile.supervision_workflow.empty()) opened.insert(profile.supervision_workflow);
    }
}

}  // namespace

const std::vector<SetCheck>& all_set_checks() {
    using namespace workflow;
    static const std::vector<SetCheck> all = {
        {"W15", false, true, check_opening_cycle},
        {"W17", true, true, check_unused},
        {"W18", false, false, check_unsent_event},
        {"W24", false, false, check_handed},
    };
    return all;
}

std::vector<Problem> check_set(const WorkflowSet& set) {
    return run(set, [](const SetCheck& check) { return !check.remark; });
}

std::vector<Problem> remarks_on_set(const WorkflowSet& set) {
    return run(set, [](const SetCheck& check) { return check.remark; });
}

std::vector<Problem> check_misnamed(const WorkflowSet& set) {
    return run(set, [](const SetCheck& check) { return !check.remark && !check.whole; });
}

std::vector<std::string> opened_by(const Definition& definition, const WorkflowSet& set) {
    const auto named = definition.children();
    std::set<std::string> opened(named.begin(), named.end());
    if (definition.opens_lines() && set.profile) add_lines(definition, *set.profile, opened);
    return {opened.begin(), opened.end()};
}

std::vector<std::string> handed_to(const Definition& definition, const WorkflowSet& set) {
    std::set<std::string> events;
    for (const auto& [name, other] : set.workflows) {
        const auto opened = opened_by(other, set);
        if (!std::binary_search(opened.begin(), opened.end(), definition.name)) continue;
        workflow::each_action(other, [&](const Action& action, const Transition*) {
            if (const auto* rows = std::get_if<DistributeAction>(&action)) events.insert(rows->event);
        });
    }
    return {events.begin(), events.end()};
}

}  // namespace giamsat
