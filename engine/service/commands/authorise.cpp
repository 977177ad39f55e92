// SPDX-License-Identifier: Apache-2.0
#include "service/commands/authorise.hpp"

#include "kernel/machine/work_life.hpp"

#include <algorithm>

namespace giamsat {

std::vector<UnitId> unit_and_above(UnitReader& units, const UnitId& unit) {
    std::vector<UnitId> chain;
    UnitId at = unit;
    while (!at.empty() && chain.size() < 16) {
        chain.push_back(at);
        auto found = units.find(at);
        at = found ? found->parent : UnitId{};
    }
    return chain;
}

namespace {

void add_holders(std::vector<PersonId>& persons, const std::string& role, const UnitId& unit, Readers& read, Date on) {
    for (const RoleGrant& grant : read.people.holders(role, unit, on)) {
        if (std::find(persons.begin(), persons.end(), grant.person) == persons.end()) persons.push_back(grant.person);
    }
}

void add_holders_at_or_above(std::vector<PersonId>& persons, const std::string& role, const UnitId& unit, Readers& read,
                             Date on) {
    if (role.empty()) return;
    for (const UnitId& at : unit_and_above(read.units, unit)) add_holders(persons, role, at, read, on);
}

void add_team(std::vector<PersonId>& persons, const TeamId& id, bool head_only, Readers& read) {
    auto team = id.empty() ? std::nullopt : read.teams.find(id);
    if (!team) return;
    persons.push_back(team->head);
    if (head_only) return;
    for (const TeamMember& member : team->members) {
        if (member.person != team->head) persons.push_back(member.person);
    }
}

std::string body_role(const By& by, const CaseRecord& record, const Profile& profile) {
    const Body* body = profile.body(record.body);
    if (!body) return {};
    return by.kind == By::Kind::body_head ? body->head : body->secretary;
}

// The team that came: of the parent visit, or of the visit a finding was made in.
TeamId team_of_parent(const CaseRecord& record, Readers& read) {
    auto finding = record.kind == "finding" ? read.findings.find(record.id) : std::nullopt;
    CaseId above = finding ? finding->visit : record.parent;
    auto parent = above.empty() ? std::nullopt : read.cases.find(above);
    return parent ? parent->team : TeamId{};
}

LocalText describe_one(const By& by, const CaseRecord& record, const Profile& profile) {
    auto role_title = [&](const std::string& id) {
        const Role* role = profile.role(id);
        return role ? role->title : LocalText{id, id};
    };
    switch (by.kind) {
        case By::Kind::team_head: return {"trưởng đoàn", "head of the team"};
        case By::Kind::team: return {"thành viên đoàn", "the team"};
        case By::Kind::parent_team: return {"đoàn kiểm tra cấp trên", "team of the parent visit"};
        case By::Kind::body_head:
        case By::Kind::body_secretary: return role_title(body_role(by, record, profile));
        case By::Kind::role:
        case By::Kind::unit_head: return role_title(by.role);
        case By::Kind::system: return {"hệ thống", "the system"};
    }
    return {};
}

LocalText resting_on(const std::string& legal, LocalText who) {
    if (legal.empty()) return who;
    return {who.vi + " (căn cứ: " + legal + ")", who.in(Lang::en) + " (it rests on: " + legal + ")"};
}

Problem not_yours(const PersonId& person, Readers& read, LocalText what, LocalText who) {
    auto known = read.people.find(person);
    std::string name = known ? known->code : (person.empty() ? "?" : person.value);
    return Problem(ProblemCode::not_allowed,
                   {{"person", name}, {"what", what.vi}, {"what_en", what.en}, {"who", who.vi}, {"who_en", who.en}});
}

}  // namespace

std::vector<PersonId> persons_for(const By& by, const CaseRecord& record, const Profile& profile, Readers& read,
                                  Date on) {
    std::vector<PersonId> persons;
    switch (by.kind) {
        case By::Kind::team_head: add_team(persons, record.team, true, read); break;
        case By::Kind::team: add_team(persons, record.team, false, read); break;
        case By::Kind::parent_team: add_team(persons, team_of_parent(record, read), false, read); break;
        case By::Kind::body_head:
        case By::Kind::body_secretary:
            add_holders(persons, body_role(by, record, profile), record.body_unit, read, on);
            break;
        case By::Kind::role:
        case By::Kind::unit_head: add_holders_at_or_above(persons, by.role, record.unit, read, on); break;
        case By::Kind::system: break;
    }
    return persons;
}

bool is_one_of(const PersonId& person, const std::vector<By>& by, const CaseRecord& record, const Profile& profile,
               Readers& read, Date on) {
    return std::any_of(by.begin(), by.end(), [&](const By& one) {
        auto persons = persons_for(one, record, profile, read, on);
        return std::find(persons.begin(), persons.end(), person) != persons.end();
    });
}

std::vector<PersonId> not_agreed(const Transition& transition, const std::string& event, const CaseRecord& record,
                                 const Profile& profile, Readers& read, Date on) {
    std::vector<PersonId> wanted;
    for (const By& by : transition.by) {
        for (const PersonId& person : persons_for(by, record, profile, read, on)) {
            if (std::find(wanted.begin(), wanted.end(), person) == wanted.end()) wanted.push_back(person);
        }
    }
    for (const AgreementRecord& agreement : read.cases.agreements(record.id)) {
        if (agreement.event == event) std::erase(wanted, agreement.person);
    }
    return wanted;
}

LocalText describe(const std::vector<By>& by, const CaseRecord& record, const Profile& profile) {
    LocalText all;
    for (const By& one : by) {
        LocalText text = describe_one(one, record, profile);
        all.vi += (all.vi.empty() ? "" : ", ") + text.vi;
        all.en += (all.en.empty() ? "" : ", ") + text.in(Lang::en);
    }
    return all;
}

LocalText title_of(const Transition& transition, const std::string& event) {
    return transition.title.vi.empty() ? LocalText{event, event} : transition.title;
}

LocalText step_title(const Definition& definition, const std::string& event) {
    for (const Transition& transition : definition.transitions) {
        const auto& events = transition.events;
        const bool named = std::find(events.begin(), events.end(), event) != events.end();
        if (named && !transition.title.vi.empty()) return transition.title;
    }
    return {event, event};
}

namespace {

bool keeps_away(const Transition& transition, const std::string& event) {
    return std::find(transition.not_by.begin(), transition.not_by.end(), event) != transition.not_by.end();
}

bool keeps_away_many(const Transition& transition, const Definition& definition) {
    return std::any_of(definition.transitions.begin(), definition.transitions.end(), [&](const Transition& earlier) {
        return earlier.all_of && std::any_of(transition.not_by.begin(), transition.not_by.end(),
                                             [&](const std::string& event) { return takes_event(earlier, event); });
    });
}

// Of a step everybody has to do, the case moves with the last; what the others did is in the journal.
std::string agreed_to(const Transition& transition, const CaseRecord& record, const PersonId& person, Readers& read) {
    for (const auto& [seq, entry] : read.journal.of_case(record.id)) {
        if (entry.kind != "step.agreed/1") continue;
        const std::string event = entry.body.value("event", "");
        const bool theirs = entry.actor == person.value || entry.body.value("person", "") == person.value;
        if (theirs && keeps_away(transition, event)) return event;
    }
    return {};
}

}  // namespace

std::string bars(const Transition& transition, const Definition& definition, const CaseRecord& record,
                 const PersonId& person, Readers& read) {
    if (transition.not_by.empty()) return {};
    for (const CaseStep& step : read.cases.steps(record.id)) {
        if (keeps_away(transition, step.event) && (step.actor == person.value || step.on_behalf == person.value))
            return step.event;
    }
    return keeps_away_many(transition, definition) ? agreed_to(transition, record, person, read) : std::string();
}

Done may_take(const Transition& transition, const std::string& event, const Definition& definition,
              const CaseRecord& record, const PersonId& person, const Profile& profile, Readers& read, Date on) {
    LocalText what = title_of(transition, event);
    if (!is_one_of(person, transition.by, record, profile, read, on))
        return not_yours(person, read, {what.vi, what.in(Lang::en)},
                         resting_on(transition.legal, describe(transition.by, record, profile)));
    std::string earlier = bars(transition, definition, record, person, read);
    if (earlier.empty()) return {};
    auto known = read.people.find(person);
    const LocalText first = step_title(definition, earlier);
    return Problem(ProblemCode::four_eyes, {{"person", known ? known->code : person.value},
                                            {"earlier", first.vi},
                                            {"earlier_en", first.in(Lang::en)},
                                            {"what", what.vi},
                                            {"what_en", what.in(Lang::en)}});
}

Done may_finish_work(const Transition& transition, const std::string& event, const CaseId& id, const PersonId& person,
                     Readers& read) {
    if (transition.all_of) return {};
    for (const WorkRecord& row : read.cases.work(id)) {
        if (row.event != event) continue;
        WorkLife life(work_stage_from_name(row.stage).value_or(WorkStage::claimed), row.person);
        if (life.finish(person)) continue;
        auto holder = read.people.find(life.holder());
        const std::string code = holder ? holder->code : life.holder().value;
        const LocalText what = title_of(transition, event);
        return not_yours(person, read, {what.vi, what.in(Lang::en)},
                         {code + ", người đã nhận việc", code + ", who has claimed it"});
    }
    return {};
}

namespace {

// The case itself or the nearest above it that a body is named for.
CaseRecord led_case(CaseRecord record, Readers& read) {
    constexpr int depth_max = 16;
    for (int depth = 0; record.body.empty() && depth < depth_max; ++depth) {
        const CaseId above = record.parent.empty() ? record.plan : record.parent;
        auto next = above.empty() || above == record.id ? std::nullopt : read.cases.find(above);
        if (!next) break;
        record = std::move(*next);
    }
    return record;
}

By head_of_body() {
    By head;
    head.kind = By::Kind::body_head;
    return head;
}

bool heads_some_body(const PersonId& person, const Profile& profile, Readers& read, Date on) {
    for (const RoleGrant& grant : read.people.roles(person, on)) {
        for (const Body& body : profile.bodies) {
            if (grant.role == body.head) return true;
        }
    }
    return false;
}

}  // namespace

Done may_hold(const CaseRecord& record, const LocalText& what, const PersonId& person, const Profile& profile,
              Readers& read, Date on) {
    const CaseRecord led = led_case(record, read);
    const bool may = profile.body(led.body) ? is_one_of(person, {head_of_body()}, led, profile, read, on)
                                            : heads_some_body(person, profile, read, on);
    if (may) return {};
    return not_yours(person, read, what, who_may_hold(record, profile, read));
}

LocalText who_may_hold(const CaseRecord& record, const Profile& profile, Readers& read) {
    const CaseRecord led = led_case(record, read);
    if (!profile.body(led.body)) return {"người đứng đầu một cơ quan kiểm tra", "the head of an inspecting body"};
    return describe({head_of_body()}, led, profile);
}

Done may_keep_registers(const PersonId& person, const Profile& profile, Readers& read, Date on) {
    for (const RoleGrant& grant : read.people.roles(person, on)) {
        for (const Body& body : profile.bodies) {
            if (grant.role == body.secretary || grant.role == body.head) return {};
        }
    }
    return not_yours(
        person, read, {"cập nhật danh mục", "keep the registers"},
        {"thư ký hoặc người đứng đầu một cơ quan kiểm tra", "the secretary or head of an inspecting body"});
}

Done may_change_rules(const PersonId& person, const Profile& profile, Readers& read, Date on) {
    if (profile.bodies.empty()) return may_keep_registers(person, profile, read, on);  // which nobody may
    const Body& first = profile.bodies.front();
    for (const RoleGrant& grant : read.people.roles(person, on)) {
        if (grant.role == first.secretary || grant.role == first.head) return {};
    }
    return not_yours(person, read, {"đổi quy trình, vai trò", "change workflows and roles"},
                     {"thư ký hoặc người đứng đầu: " + first.title.vi, "the secretary or head: " + first.title.en});
}

Done may_plan_for(const PersonId& person, const std::string& body_id, const UnitId& body_unit, const Profile& profile,
                  Readers& read, Date on) {
    const Body* body = profile.body(body_id);
    if (!body) return Problem(ProblemCode::not_found, {{"what", "cơ quan"}, {"what_en", "body"}, {"name", body_id}});
    for (const RoleGrant& grant : read.people.roles(person, on)) {
        bool keeps = grant.role == body->secretary || grant.role == body->head;
        if (keeps && (body_unit.empty() || grant.unit == body_unit)) return {};
    }
    const Role* secretary = profile.role(body->secretary);
    LocalText who = secretary ? secretary->title : body->title;
    return not_yours(person, read, {"lập kế hoạch của " + body->title.vi, "plan for " + body->title.in(Lang::en)}, who);
}

}  // namespace giamsat
