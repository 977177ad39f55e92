// SPDX-License-Identifier: Apache-2.0
// Units come, change from a day on, and end with successors. Nothing is overwritten: a visit of 2016 still prints under
// the name its commune had then.
#include "service/commands/authorise.hpp"
#include "service/commands/registers.hpp"

namespace giamsat {
namespace {

bool founding(Session& session) { return session.read.people.all().empty(); }

Done check_association(const Level& level, const std::string& association, Session& session) {
    if (level.associated && !session.profile().profile.association(association)) {
        return invalid("association", association,
                       {"không có hội này trong hồ sơ địa bàn", "no such association in the profile"});
    }
    return {};
}

Done check_parent(const Level& level, const UnitId& parent, Session& session) {
    if (level.parent.empty()) return {};
    auto unit = session.read.units.find(parent);
    if (!unit) return missing({"đơn vị cấp trên", "parent unit"}, parent.value);
    if (unit->level != level.parent) {
        return invalid(
            "parent", unit->code,
            {"đơn vị cấp trên phải thuộc cấp " + level.parent, "the parent must be of level " + level.parent});
    }
    return {};
}

}  // namespace

Done may_change_registers(Session& session) {
    if (session.meta().by.actor.empty() && founding(session)) return {};
    return may_keep_registers(decider(session.meta().by), session.profile().profile, session.read, session.today());
}

Done may_change_rules(Session& session) {
    if (session.meta().by.actor.empty() && founding(session)) return {};
    return may_change_rules(decider(session.meta().by), session.profile().profile, session.read, session.today());
}

PersonId decider(const Requester& by) { return by.on_behalf.empty() ? by.actor : by.on_behalf; }

std::string unit_code_kind(const std::string& level) { return "unit.code/" + level; }

Draft registered_unit(const RegisterUnit& unit, const Level& level, Session& session) {
    UnitId id{session.new_id("unit")};
    Json body = {{"unit", id.value}, {"level", unit.level}, {"valid_from", unit.valid_from.iso()}};
    put(body, "parent", unit.parent.value);
    put(body, "place", unit.place.value);
    put(body, "association", unit.association);
    Draft draft{.kind = "unit.registered/1"};
    if (level.personal) {
        Json personal = {{"code", unit.code}, {"name", unit.name}};
        put(personal, "phone", unit.phone);
        body["digests"] = {{unit_code_kind(unit.level), session.vault().digest(unit_code_kind(unit.level), unit.code)}};
        draft.personal.push_back({id.value, "personal", personal.dump()});
    } else {
        body["code"] = unit.code;
        body["name"] = unit.name;
    }
    draft.body = std::move(body);
    return draft;
}

Done check_unit(const RegisterUnit& unit, Session& session) {
    const Level* level = session.profile().profile.level(unit.level);
    if (!level) return missing({"cấp", "level"}, unit.level);
    if (unit.code.empty()) return invalid("code", "", {"thiếu mã", "the code is missing"});
    if (unit.name.empty()) return invalid("name", "", {"thiếu tên", "the name is missing"});
    GIAMSAT_CHECK(check_parent(*level, unit.parent, session));
    GIAMSAT_CHECK(check_association(*level, unit.association, session));
    if (find_unit(unit.level, unit.code, session))
        return exists({level->title.vi, level->title.in(Lang::en)}, unit.code);
    return {};
}

std::optional<UnitId> find_unit(const std::string& level, const std::string& code, Session& session) {
    const Level* known = session.profile().profile.level(level);
    if (known && known->personal) {
        return session.read.units.by_digest(unit_code_kind(level), session.vault().digest(unit_code_kind(level), code));
    }
    auto unit = session.read.units.by_code(level, code);
    return unit ? std::optional(unit->id) : std::nullopt;
}

Done run(const RegisterUnit& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    GIAMSAT_CHECK(check_unit(command, session));
    return session.record(registered_unit(command, *session.profile().profile.level(command.level), session));
}

std::optional<Json> personal_of_unit(const UnitId& id, Session& session) {
    CommandId cmd;
    int i = 0;
    auto sealed = session.read.units.personal(id, cmd, i);
    auto office = session.read.journal.office();
    if (sealed.empty() || !office) return std::nullopt;
    auto plain = session.vault().open(office->id, cmd, i, sealed.front());
    if (!plain) return std::nullopt;
    auto json = parse_json(*plain);
    return json ? std::optional(*json) : std::nullopt;
}

Result<Draft> changed_unit(const ChangeUnit& change, const Unit& unit, Session& session) {
    const Level& level = *session.profile().profile.level(unit.level);
    Json body = {{"unit", unit.id.value}, {"from", change.from.iso()}};
    put(body, "parent", change.parent.value_or(unit.parent).value);
    put(body, "place", change.place.value_or(unit.place).value);
    put(body, "association", change.association.value_or(unit.association));
    Draft draft{.kind = "unit.changed/1"};
    if (!level.personal) {
        body["code"] = unit.code;
        body["name"] = change.name.value_or(unit.name);
    } else if (change.name || change.phone) {
        Json personal = personal_of_unit(unit.id, session).value_or(Json::object());
        if (change.name) personal["name"] = *change.name;
        if (change.phone) personal["phone"] = *change.phone;
        draft.personal.push_back({unit.id.value, "personal", personal.dump()});
    }
    draft.body = std::move(body);
    return draft;
}

Done run(const ChangeUnit& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    auto unit = session.read.units.find(command.unit);
    if (!unit) return missing({"đơn vị", "unit"}, command.unit.value);
    const Level& level = *session.profile().profile.level(unit->level);
    if (command.parent) GIAMSAT_CHECK(check_parent(level, *command.parent, session));
    if (command.association) GIAMSAT_CHECK(check_association(level, *command.association, session));
    GIAMSAT_TRY(draft, changed_unit(command, *unit, session));
    return session.record(std::move(draft));
}

Done run(const EndUnit& command, Session& session) {
    GIAMSAT_CHECK(may_change_registers(session));
    auto unit = session.read.units.find(command.unit);
    if (!unit) return missing({"đơn vị", "unit"}, command.unit.value);
    if (unit->valid_to)
        return impossible({"kết thúc đơn vị", "end the unit"}, {"đơn vị đã kết thúc", "it has ended already"});
    if (command.on < unit->valid_from)
        return invalid("on", command.on.iso(), {"trước ngày bắt đầu", "before it began"});
    Json successors = Json::array();
    for (const UnitId& id : command.successors) {
        if (!session.read.units.find(id)) return missing({"đơn vị kế tục", "successor"}, id.value);
        successors.push_back(id.value);
    }
    return session.record({.kind = "unit.ended/1",
                           .body = {{"unit", unit->id.value}, {"on", command.on.iso()}, {"successors", successors}}});
}

}  // namespace giamsat
