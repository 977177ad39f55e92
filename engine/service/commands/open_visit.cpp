// SPDX-License-Identifier: Apache-2.0
// A visit or session outside any plan: surprise, thematic, or a dated event of a body.
#include "service/commands/authorise.hpp"
#include "service/commands/opening.hpp"
#include "service/commands/registers.hpp"

#include <algorithm>

namespace giamsat {

namespace {

Done check_code(const char* field, const std::string& code, const std::vector<CodeName>& known) {
    if (std::any_of(known.begin(), known.end(), [&](const CodeName& one) { return one.code == code; })) return {};
    std::string all;
    for (const CodeName& one : known) all += (all.empty() ? "" : ", ") + one.code;
    return invalid(field, code, {"chỉ có: " + all, "there are only: " + all});
}

}  // namespace

Done check_variant(const std::string& variant, Session& session) {
    return check_code("variant", variant, session.profile().profile.variants);
}

Done check_mode(const std::string& mode, Session& session) {
    return check_code("mode", mode, session.profile().profile.modes);
}

Done run(const OpenCase& command, Session& session) {
    const ProfileBundle& bundle = session.profile();
    auto definition = bundle.workflows.find(command.workflow);
    if (definition == bundle.workflows.end()) return missing({"quy trình", "workflow"}, command.workflow);
    if (definition->second.kind == "plan" || definition->second.kind == "finding") {
        return impossible({"mở hồ sơ", "open the case"},
                          {"kế hoạch được lập bằng “plan draft”, tồn tại được ghi trong biên bản",
                           "a plan begins with “plan draft”, a finding with the record of a visit"});
    }
    GIAMSAT_CHECK(check_variant(command.variant, session));
    GIAMSAT_CHECK(may_plan_for(decider(session.meta().by), command.body, command.body_unit, bundle.profile,
                               session.read, session.today()));
    Opening opening;
    opening.workflow = command.workflow;
    opening.unit = command.unit;
    opening.body = command.body, opening.body_unit = command.body_unit;
    opening.variant = command.variant;
    opening.mode = definition->second.kind == "supervision" ? "supervision" : "inspection";
    opening.year = command.planned_on.year();
    opening.planned_on = command.planned_on;
    opening.sample = command.sample;
    opening.data = command.data;
    auto opened = open_case(opening, session);
    if (!opened) return std::move(opened.error());
    return {};
}

Done run(const IssueReport& command, Session& session) {
    GIAMSAT_CHECK(
        may_keep_registers(decider(session.meta().by), session.profile().profile, session.read, session.today()));
    return session.record({.kind = "report.issued/1",
                           .body = {{"report", command.report},
                                    {"from", command.from.iso()},
                                    {"until", command.until.iso()},
                                    {"format", command.format},
                                    {"sha256", command.sha256},
                                    {"bytes", command.bytes},
                                    {"size", command.journal_size},
                                    {"root", command.journal_root}}});
}

}  // namespace giamsat
