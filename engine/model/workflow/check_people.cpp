// SPDX-License-Identifier: Apache-2.0
// W05: roles are roles of the profile, and `not_by` names a person's step of this workflow.
#include "model/workflow/checks.hpp"

#include <algorithm>
#include <set>

namespace giamsat::workflow {

namespace {

void check_role(const By& by, const Profile& profile, const Where& where, Problems& problems) {
    const bool named = by.kind == By::Kind::role || by.kind == By::Kind::unit_head;
    if (!named || profile.role(by.role)) return;
    std::vector<std::string> known;
    for (const auto& role : profile.roles) known.push_back(role.id);
    const LocalText near = did_you_mean(by.role, known);
    problems.push_back(rule_broken(
        "W05",
        {"Không có vai trò “" + by.role + "”" + near.vi + ".", "There is no role “" + by.role + "”" + near.en + "."},
        one_of(known), where));
}

void check_notices(const std::vector<Action>& actions, const Profile& profile, Problems& problems) {
    for (const auto& action : actions) {
        if (const auto* notify = std::get_if<NotifyAction>(&action))
            check_role(notify->to, profile, notify->where, problems);
    }
}

std::vector<std::string> human_events(const Definition& definition) {
    std::set<std::string> events;
    for (const auto& transition : definition.transitions) {
        if (transition.is_human()) events.insert(transition.events.begin(), transition.events.end());
    }
    return {events.begin(), events.end()};
}

void check_not_by(const Transition& transition, const std::vector<std::string>& known, Problems& problems) {
    for (const auto& earlier : transition.not_by) {
        if (std::find(known.begin(), known.end(), earlier) != known.end()) continue;
        const LocalText near = did_you_mean(earlier, known);
        problems.push_back(
            rule_broken("W05",
                        {"“not_by” nhắc bước “" + earlier + "” mà không người nào làm" + near.vi + ".",
                         "“not_by” speaks of step “" + earlier + "”, which no person does" + near.en + "."},
                        one_of(known), transition.places.not_by));
    }
}

void check_roles(const Definition& definition, const Profile& profile, Problems& problems) {
    for (const auto& state : definition.states) {
        check_notices(state.entry, profile, problems);
        check_notices(state.exit, profile, problems);
    }
    for (const auto& transition : definition.transitions) {
        for (const auto& by : transition.by) check_role(by, profile, transition.places.by, problems);
        check_notices(transition.actions, profile, problems);
    }
}

}  // namespace

Problems check_people(const Definition& definition, const DefinitionContext& context) {
    Problems problems;
    const auto known = human_events(definition);
    for (const auto& transition : definition.transitions) check_not_by(transition, known, problems);
    if (context.profile) check_roles(definition, *context.profile, problems);
    return problems;
}

}  // namespace giamsat::workflow
