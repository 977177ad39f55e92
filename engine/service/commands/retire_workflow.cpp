// SPDX-License-Identifier: Apache-2.0
// A workflow taken out of use: its cases go on, and none may be waiting to open another one.
#include "model/workflow/each_action.hpp"
#include "service/commands/case_engine.hpp"
#include "service/commands/publishing.hpp"
#include "service/commands/registers.hpp"

#include <algorithm>
#include <limits>

namespace giamsat {

namespace {

// Of all running plans: lines that have no case yet.
std::size_t lines_to_come(const std::string& workflow, Session& session) {
    const Profile& profile = session.profile().profile;
    std::size_t count = 0;
    for (const CaseRecord& plan :
         session.read.cases.list("plan", CaseReader::not_ended, std::numeric_limits<int>::max())) {
        for (const PlanLine& line : session.read.plans.lines(plan.id)) {
            const Level* level = profile.level(line.level);
            const bool supervised = line.mode == "supervision";
            const std::string& own = supervised || !level ? profile.supervision_workflow : level->workflow;
            count += line.opened.empty() && !line.dropped && own == workflow ? 1 : 0;
        }
    }
    return count;
}

Problem still_needed(const std::string& workflow, const LocalText& why) {
    return impossible({"ngừng dùng “" + workflow + "”", "retiring “" + workflow + "”"}, why);
}

bool records_findings(const Definition& definition) {
    bool any = false;
    workflow::each_action(definition, [&](const Action& action, const Transition*) {
        any = any || std::holds_alternative<FindingsAction>(action);
    });
    return any;
}

// Where the case stands does not matter: what may still open one might.
std::vector<Problem> who_opens(const std::string& workflow, Session& session) {
    std::vector<Problem> found;
    for (const auto& [name, hash, cases] : session.read.cases.count_running()) {
        CaseRecord record;
        record.workflow = name, record.def = hash;
        const Definition& definition = definition_of(record, session);
        auto opened = definition.children();
        if (records_findings(definition)) opened.push_back(session.profile().profile.finding_workflow);
        if (name == workflow || std::find(opened.begin(), opened.end(), workflow) == opened.end()) continue;
        const std::string count = std::to_string(cases);
        found.push_back(
            still_needed(workflow, {count + " hồ sơ “" + name + "” đang chạy còn có thể mở hồ sơ theo quy trình này",
                                    count + " running cases of “" + name + "” may still open one"}));
    }
    if (const std::size_t lines = lines_to_come(workflow, session); lines > 0) {
        const std::string count = std::to_string(lines);
        found.push_back(still_needed(workflow, {count + " dòng kế hoạch chưa mở hồ sơ sẽ theo quy trình này",
                                                count + (lines == 1 ? " plan line has" : " plan lines have") +
                                                    " no case yet and will follow it"}));
    }
    return found;
}

}  // namespace

Done run(const RetireWorkflow& command, Session& session) {
    GIAMSAT_CHECK(may_change_rules(session));
    auto hash = session.profile().manifest_hash.find(command.workflow);
    if (hash == session.profile().manifest_hash.end()) return missing({"quy trình", "workflow"}, command.workflow);
    GIAMSAT_CHECK(life_of(command.workflow, hash->second, session).retire());
    if (auto needed = who_opens(command.workflow, session); !needed.empty()) return join(std::move(needed));
    Draft draft = retirement_draft(command.workflow, hash->second);
    give_reason(draft, command.reason, session);
    return session.record(std::move(draft));
}

}  // namespace giamsat
