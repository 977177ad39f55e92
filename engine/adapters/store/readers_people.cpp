// SPDX-License-Identifier: Apache-2.0
// Staff, roles and teams.
#include "adapters/store/readers.hpp"

namespace giamsat::store {

namespace {

#define PERSON_COLUMNS "SELECT id, code, since FROM person "
#define GRANT_COLUMNS "SELECT person, role, unit, valid_from, valid_to FROM role_grant "
#define TEAM_COLUMNS "SELECT id, code, body, body_unit, year, head FROM team "

Person person_of(Reading& row) {
    Person person;
    row.id(person.id);
    person.code = row.text();
    person.since = row.day();
    return person;
}

RoleGrant grant_of(Reading& row) {
    RoleGrant grant;
    row.id(grant.person);
    grant.role = row.text();
    row.id(grant.unit);
    grant.from = row.day();
    grant.to = row.maybe_day();
    return grant;
}

Team team_of(Reading& row) {
    Team team;
    row.id(team.id);
    team.code = row.text();
    team.body = row.text();
    row.id(team.body_unit);
    team.year = row.small();
    row.id(team.head);
    return team;
}

TeamMember member_of(Reading& row) {
    TeamMember member;
    row.id(member.person);
    member.duty = row.text();
    return member;
}

}  // namespace

SqlitePeople::SqlitePeople(Database& database)
    : database_(database),
      find_(database, PERSON_COLUMNS "WHERE id = ?1"),
      by_code_(database, PERSON_COLUMNS "WHERE code = ?1 ORDER BY id LIMIT 1"),
      all_(database, PERSON_COLUMNS "ORDER BY code, id"),
      roles_(database, GRANT_COLUMNS
             "WHERE person = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to >= ?2) "
             "ORDER BY role, unit, valid_from"),
      holders_(database, GRANT_COLUMNS
               "WHERE role = ?1 AND unit = ?2 AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to >= ?3) "
               "ORDER BY person, valid_from"),
      holders_anywhere_(database, GRANT_COLUMNS
                        "WHERE role = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to >= ?2) "
                        "ORDER BY unit, person, valid_from"),
      personal_(database, "SELECT enc, enc_cmd, enc_i FROM person WHERE id = ?1") {}

std::optional<Person> SqlitePeople::find(const PersonId& id) {
    return first_row(find_.with(id.value), database_, person_of);
}

std::optional<Person> SqlitePeople::by_code(const std::string& code) {
    return first_row(by_code_.with(code), database_, person_of);
}

std::vector<Person> SqlitePeople::all() { return all_rows(all_.with(), database_, person_of); }

std::vector<RoleGrant> SqlitePeople::roles(const PersonId& id, Date on) {
    return all_rows(roles_.with(id.value, on.iso()), database_, grant_of);
}

std::vector<RoleGrant> SqlitePeople::holders(const std::string& role, const UnitId& unit, Date on) {
    if (unit.empty()) return all_rows(holders_anywhere_.with(role, on.iso()), database_, grant_of);
    return all_rows(holders_.with(role, unit.value, on.iso()), database_, grant_of);
}

std::vector<Encrypted> SqlitePeople::personal(const PersonId& id, CommandId& cmd, int& i) {
    return sealed_row(personal_.with(id.value), database_, cmd, i);
}

SqliteTeams::SqliteTeams(Database& database)
    : database_(database),
      find_(database, TEAM_COLUMNS "WHERE id = ?1"),
      by_code_(database, TEAM_COLUMNS "WHERE code = ?1 ORDER BY id LIMIT 1"),
      all_(database, TEAM_COLUMNS "ORDER BY code, id"),
      members_(database, "SELECT person, duty FROM team_member WHERE team = ?1 ORDER BY position") {}

Team SqliteTeams::with_members(Team team) {
    team.members = all_rows(members_.with(team.id.value), database_, member_of);
    return team;
}

std::optional<Team> SqliteTeams::find(const TeamId& id) {
    auto team = first_row(find_.with(id.value), database_, team_of);
    return team ? std::optional(with_members(std::move(*team))) : std::nullopt;
}

std::optional<Team> SqliteTeams::by_code(const std::string& code) {
    auto team = first_row(by_code_.with(code), database_, team_of);
    return team ? std::optional(with_members(std::move(*team))) : std::nullopt;
}

std::vector<Team> SqliteTeams::all() {
    auto teams = all_rows(all_.with(), database_, team_of);
    for (auto& team : teams) team = with_members(std::move(team));
    return teams;
}

}  // namespace giamsat::store
