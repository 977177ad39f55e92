// SPDX-License-Identifier: Apache-2.0
#include "service/commands/authorise.hpp"
#include "service/commands/registers.hpp"
#include "service/commands/teams.hpp"

#include <algorithm>

namespace giamsat {
namespace {

bool may_serve(const PersonId& person, const Body& body, Session& session) {
    for (const RoleGrant& grant : session.read.people.roles(person, session.today())) {
        bool member = std::find(body.members.begin(), body.members.end(), grant.role) != body.members.end();
        if (member || grant.role == body.head || grant.role == body.secretary) return true;
    }
    return false;
}

Done check_member(const PersonId& person, const Body& body, Session& session) {
    auto known = session.read.people.find(person);
    if (!known) return missing({"người", "person"}, person.value);
    if (may_serve(person, body, session)) return {};
    return invalid(
        "member", known->code,
        {"người này không giữ vai trò nào của " + body.title.vi, "holds no role of " + body.title.in(Lang::en)});
}

}  // namespace

// A role held at the very unit visited, of that unit's own level, and not of the inspecting body's level: its head, its
// chair. A body may visit the seat it shares with others.
Done may_visit(const Team& team, const CaseRecord& visit, Session& session) {
    const Profile& profile = session.profile().profile;
    const Body* body = profile.body(visit.body);
    for (const TeamMember& member : team.members) {
        for (const RoleGrant& grant : session.read.people.roles(member.person, session.today())) {
            const Role* role = profile.role(grant.role);
            bool answers =
                role && grant.unit == visit.unit && role->scope == visit.level && (!body || role->scope != body->level);
            if (!answers) continue;
            auto person = session.read.people.find(member.person);
            auto unit = session.read.units.find(visit.unit);
            return Problem(ProblemCode::conflict_of_interest, {{"person", person ? person->code : ""},
                                                               {"unit", unit ? unit->name : ""},
                                                               {"why", "đang là " + role->title.vi},
                                                               {"why_en", "is its " + role->title.in(Lang::en)}});
        }
    }
    return {};
}

Done run(const FormTeam& command, Session& session) {
    const Body* body = session.profile().profile.body(command.body);
    if (!body) return missing({"cơ quan", "body"}, command.body);
    GIAMSAT_CHECK(may_plan_for(decider(session.meta().by), command.body, command.body_unit, session.profile().profile,
                               session.read, session.today()));
    if (command.code.empty()) return invalid("code", "", {"thiếu mã đoàn", "the team's code is missing"});
    if (session.read.teams.by_code(command.code)) return exists({"đoàn", "team"}, command.code);
    GIAMSAT_CHECK(check_member(command.head, *body, session));
    Json members = Json::array({{{"person", command.head.value}, {"duty", "head"}}});
    for (const PersonId& person : command.members) {
        GIAMSAT_CHECK(check_member(person, *body, session));
        if (person != command.head) members.push_back({{"person", person.value}, {"duty", "member"}});
    }
    Json entry = {{"team", session.new_id("team")},
                  {"code", command.code},
                  {"body", command.body},
                  {"body_unit", command.body_unit.value},
                  {"year", command.year},
                  {"head", command.head.value},
                  {"members", members}};
    return session.record({.kind = "team.formed/1", .body = std::move(entry)});
}

}  // namespace giamsat
