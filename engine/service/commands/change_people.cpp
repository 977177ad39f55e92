// SPDX-License-Identifier: Apache-2.0
#include "service/commands/registers.hpp"

namespace giamsat {

namespace {

Draft person_as(const char* kind, const PersonId& id, const RegisterPerson& person) {
    Json personal = {{"name", person.name}};
    put(personal, "phone", person.phone);
    put(personal, "email", person.email);
    Draft draft{.kind = kind, .body = {{"person", id.value}, {"code", person.code}}};
    draft.personal.push_back({id.value, "personal", personal.dump()});
    return draft;
}

}  // namespace

Draft registered_person(const RegisterPerson& person, Session& session) {
    return person_as("person.registered/1", PersonId{session.new_id("person")}, person);
}

Draft changed_person(const PersonId& id, const RegisterPerson& person) {
    return person_as("person.changed/1", id, person);
}

std::optional<Json> personal_of_person(const PersonId& id, Session& session) {
    CommandId cmd;
    int i = 0;
    auto sealed = session.read.people.personal(id, cmd, i);
    auto office = session.read.journal.office();
    if (sealed.empty() || !office) return std::nullopt;
    auto plain = session.vault().open(office->id, cmd, i, sealed.front());
    auto json = plain ? parse_json(*plain) : Result<Json>(Json());
    return plain && json ? std::optional(*json) : std::nullopt;
}

Draft granted_role(const GrantRole& grant) {
    return {.kind = "role.granted/1",
            .body = {{"person", grant.person.value},
                     {"role", grant.role},
                     {"unit", grant.unit.value},
                     {"from", grant.from.iso()}}};
}

Draft ended_role(const EndRole& end) {
    return {.kind = "role.ended/1",
            .body = {{"person", end.person.value},
                     {"role", end.role},
                     {"unit", end.unit.value},
                     {"from", end.from.iso()},
                     {"to", end.to.iso()}}};
}

Done run(const RegisterPerson& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    if (command.code.empty()) return invalid("code", "", {"thiếu mã cán bộ", "the staff code is missing"});
    if (command.name.empty()) return invalid("name", "", {"thiếu họ tên", "the name is missing"});
    if (session.read.people.by_code(command.code)) return exists({"người mang mã", "person with code"}, command.code);
    GIAMSAT_CHECK(session.record(registered_person(command, session)));
    if (!command.role) return {};
    const PersonId person = session.read.people.by_code(command.code)->id;
    return run(GrantRole{person, command.role->role, command.role->unit, command.role->from}, session);
}

Done run(const GrantRole& command, Session& session) {
    // The founder's own first role is granted by nobody: somebody must be first.
    bool first =
        session.read.people.all().size() == 1 && session.read.people.roles(command.person, command.from).empty();
    if (!(first && session.meta().by.actor.empty())) GIAMSAT_CHECK(may_change_rules(session));
    const Role* role = session.profile().profile.role(command.role);
    if (!role) return missing({"vai trò", "role"}, command.role);
    if (!session.read.people.find(command.person)) return missing({"người", "person"}, command.person.value);
    auto unit = session.read.units.find(command.unit);
    if (!unit) return missing({"đơn vị", "unit"}, command.unit.value);
    if (unit->level != role->scope) {
        return invalid(
            "unit", unit->code,
            {"vai trò này gắn với cấp " + role->scope, "this role is held in a unit of level " + role->scope});
    }
    for (const RoleGrant& held : session.read.people.roles(command.person, command.from)) {
        if (held.role == command.role && held.unit == command.unit)
            return exists({"vai trò của người này", "role of this person"}, command.role);
    }
    return session.record(granted_role(command));
}

Done run(const EndRole& command, Session& session) {
    GIAMSAT_CHECK(may_change_rules(session));
    for (const RoleGrant& held : session.read.people.roles(command.person, command.from)) {
        if (held.role != command.role || held.unit != command.unit || held.from != command.from) continue;
        if (command.to < held.from) return invalid("to", command.to.iso(), {"trước ngày bắt đầu", "before it began"});
        return session.record(ended_role(command));
    }
    return missing({"vai trò của người này", "role of this person"}, command.role);
}

}  // namespace giamsat
