// SPDX-License-Identifier: Apache-2.0
// Staff, the roles granted to them, and the teams they form.
#include "kernel/projection/kinds.hpp"

namespace giamsat::kinds {

using Op = RowChange::Op;

void person_registered(Fields& fields, Rows& rows) {
    Cells values = {{"code", fields.text("code")}, {"since", fields.entry().date.iso()}};
    add_encrypted(values, fields.entry());
    rows.push_back({Op::insert, "person", {{"id", fields.text("person")}}, std::move(values)});
    add_lookups(fields, fields.text("person"), Op::upsert, rows);
}

void person_changed(Fields& fields, Rows& rows) {
    Cells values = {{"code", fields.text("code")}};
    if (!fields.entry().enc.empty()) add_encrypted(values, fields.entry());
    rows.push_back({Op::update, "person", {{"id", fields.text("person")}}, std::move(values)});
    add_lookups(fields, fields.text("person"), Op::upsert, rows);
}

namespace {

Cells grant_key(Fields& fields) {
    return {{"person", fields.text("person")},
            {"role", fields.text("role")},
            {"unit", fields.text("unit")},
            {"valid_from", fields.day("from")}};
}

void add_member(const std::string& team, const std::string& person, std::int64_t position, const std::string& duty,
                Rows& rows) {
    rows.push_back(
        {Op::insert, "team_member", {{"team", team}, {"person", person}}, {{"position", position}, {"duty", duty}}});
}

}  // namespace

void role_granted(Fields& fields, Rows& rows) { rows.push_back({Op::insert, "role_grant", grant_key(fields), {}}); }

void role_ended(Fields& fields, Rows& rows) {
    rows.push_back({Op::update, "role_grant", grant_key(fields), {{"valid_to", fields.day("to")}}});
}

// The head is a member whether the list names him or not.
void team_formed(Fields& fields, Rows& rows) {
    const std::string team = fields.word("team");
    const std::string head = fields.word("head");
    rows.push_back({Op::insert,
                    "team",
                    {{"id", team}},
                    {{"code", fields.text("code")},
                     {"body", fields.text("body")},
                     {"body_unit", fields.maybe_text("body_unit")},
                     {"year", fields.integer("year")},
                     {"head", head}}});
    std::int64_t position = 0;
    add_member(team, head, position++, "head", rows);
    for (const auto& item : fields.list("members")) {
        if (!item.is_object()) return fields.refuse("members");
        Fields member(fields.entry(), item);
        const std::string person = member.word("person");
        const std::string duty = member.word("duty");
        if (member.problem()) return fields.refuse("members");
        if (person != head) add_member(team, person, position++, duty, rows);
    }
}

}  // namespace giamsat::kinds
