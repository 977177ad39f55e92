// SPDX-License-Identifier: Apache-2.0
// Staff and the roles they hold. One row is one role of one person; a person stands in as many rows as there are roles.
#include "service/import/kinds.hpp"
#include "service/import/values.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace giamsat::import {

namespace {

namespace column = person_column;

struct Staff {
    std::size_t at = 0;  // its first row
    RegisterPerson as;   // what the rows together say
    PersonId id;         // known, or given when it is recorded
    enum class Action { none, add, change } action = Action::none;
};

constexpr std::size_t nobody = static_cast<std::size_t>(-1);  // the row does not say whose

struct RoleRow {
    std::size_t at = 0;
    std::size_t staff = nobody;
    bool first = false;  // of its person
    std::string role;    // "" = none: the row only tells who the person is
    UnitId unit;
    Date from;
    std::optional<Date> to;
    bool grants = false;
    bool ends = false;
};

bool looks_like_address(std::string_view text) {
    const auto at = text.find('@');
    return at != text.npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos &&
           text.find(' ') == text.npos && text.size() <= 254;
}

class PeopleRows final : public Rows {
public:
    PeopleRows(Sheet& sheet, Session& session) : sheet_(sheet), session_(session) {}

    void check() override;
    int entries() const override;
    Done record() override;
    ImportSummary summary() const override;

private:
    std::string text(std::size_t row, int at) const { return std::string(sheet_.cell(row, at).text); }
    void read_row(std::size_t row);
    std::optional<std::size_t> staff_of(std::size_t row);
    void merge(std::string& said, const std::string& now, std::size_t row, int at, std::size_t first);
    void read_role(RoleRow& role);
    void read_days(RoleRow& role);
    void read_unit(RoleRow& role, const Role& kind);
    void plan_role(RoleRow& role);
    void plan_person(Staff& staff);
    Done record_person(Staff& staff);

    Sheet& sheet_;
    Session& session_;
    std::vector<Staff> staff_;
    std::vector<RoleRow> roles_;
    std::unordered_map<std::string, std::size_t> by_code_;
    std::map<std::string, std::size_t> seen_;  // person, role, unit and day -> row
    std::unordered_map<std::string, std::optional<Unit>> units_;
};

void PeopleRows::check() {
    for (std::size_t row = 0; row < sheet_.rows(); ++row) {
        if (sheet_.sound(row)) read_row(row);
    }
    for (Staff& staff : staff_) plan_person(staff);
}

void PeopleRows::read_row(std::size_t row) {
    const std::size_t before = staff_.size();
    const auto staff = staff_of(row);
    RoleRow role{.at = row};
    if (staff) role.staff = *staff, role.first = staff_.size() > before;
    if (staff) roles_.push_back(role);
    read_role(staff ? roles_.back() : role);
}

std::optional<std::size_t> PeopleRows::staff_of(std::size_t row) {
    const auto code = text_in(sheet_, row, column::code, code_bytes_max);
    const auto name = text_in(sheet_, row, column::name, name_bytes_max);
    const std::string phone = phone_in(sheet_, row, column::phone).value_or("");
    const std::string email = text(row, column::email);
    if (!email.empty() && !looks_like_address(email))
        sheet_.complain(row, column::email,
                        {"“" + email + "” không phải địa chỉ thư", "“" + email + "” is not a mail address"});
    if (!code || !name) return std::nullopt;
    const auto [at, fresh] = by_code_.emplace(*code, staff_.size());
    if (fresh) {
        staff_.push_back({row, {*code, *name, phone, email}, {}});
        if (auto known = session_.read.people.by_code(*code)) staff_.back().id = known->id;
        return at->second;
    }
    Staff& staff = staff_[at->second];
    merge(staff.as.name, *name, row, column::name, staff.at);
    merge(staff.as.phone, phone, row, column::phone, staff.at);
    merge(staff.as.email, email, row, column::email, staff.at);
    return at->second;
}

// The rows of one person may leave out what another says, but not contradict it.
void PeopleRows::merge(std::string& said, const std::string& now, std::size_t row, int at, std::size_t first) {
    if (now.empty() || said == now) return;
    if (said.empty()) {
        said = now;
        return;
    }
    const std::string line = std::to_string(sheet_.line(first));
    sheet_.complain(
        row, at,
        {"khác với dòng " + line + " của cùng một người", "differs from line " + line + " of the same person"});
}

void PeopleRows::read_role(RoleRow& role) {
    const std::string id = text(role.at, column::role);
    if (id.empty()) {
        if (!text(role.at, column::unit).empty())
            sheet_.complain(role.at, column::role, {"có đơn vị mà không có vai trò", "there is a unit but no role"});
        return;
    }
    const Role* kind = session_.profile().profile.role(id);
    if (!kind) {
        sheet_.complain(role.at, column::role,
                        {"hồ sơ địa bàn không có vai trò “" + id + "”", "the profile has no role “" + id + "”"});
        return;
    }
    read_days(role);
    read_unit(role, *kind);
    if (role.unit.empty()) return;
    role.role = id;
    plan_role(role);
}

void PeopleRows::read_days(RoleRow& role) {
    role.from = day_in(sheet_, role.at, column::from).value_or(session_.today());
    role.to = day_in(sheet_, role.at, column::to);
    if (role.to && *role.to < role.from)
        sheet_.complain(role.at, column::to, {"ngày cuối trước ngày đầu", "the last day is before the first"});
}

void PeopleRows::read_unit(RoleRow& role, const Role& kind) {
    const auto code = text_in(sheet_, role.at, column::unit, code_bytes_max);
    if (!code) return;
    const Level& level = *session_.profile().profile.level(kind.scope);
    const auto [at, fresh] = units_.try_emplace(level.id + '\0' + *code);
    if (fresh) {
        const auto id = find_unit(level.id, *code, session_);
        if (id) at->second = session_.read.units.find(*id);
    }
    const std::string& en = level.title.in(Lang::en);
    if (!at->second) {
        sheet_.complain(
            role.at, column::unit,
            {"vai trò này gắn với " + level.title.vi + "; không có " + level.title.vi + " mang mã “" + *code + "”",
             "this role is held in a " + en + "; there is no " + en + " with code “" + *code + "”"});
        return;
    }
    role.unit = at->second->id;
    const auto& end = at->second->valid_to;
    if (end && *end < role.from)
        sheet_.complain(role.at, column::unit,
                        {"đơn vị đã kết thúc ngày " + end->iso(), "the unit ended on " + end->iso()});
}

void PeopleRows::plan_role(RoleRow& role) {
    if (role.staff == nobody) return;
    const Staff& staff = staff_[role.staff];
    const std::string key =
        std::to_string(role.staff) + " " + role.role + " " + role.unit.value + " " + role.from.iso();
    const auto [at, fresh] = seen_.emplace(key, role.at);
    if (!fresh) {
        const std::string line = std::to_string(sheet_.line(at->second));
        sheet_.complain(role.at, column::role,
                        {"vai trò này đã có ở dòng " + line, "this role stands on line " + line + " already"});
        return;
    }
    const auto held = staff.id.empty() ? std::vector<RoleGrant>{} : session_.read.people.roles(staff.id, role.from);
    const auto same = std::find_if(held.begin(), held.end(), [&](const RoleGrant& grant) {
        return grant.role == role.role && grant.unit == role.unit;
    });
    role.grants = same == held.end();
    if (!role.grants) role.from = same->from;
    role.ends = role.to && (role.grants || role.to != same->to);
}

void PeopleRows::plan_person(Staff& staff) {
    if (staff.id.empty()) {
        staff.action = Staff::Action::add;
        return;
    }
    const auto personal = personal_of_person(staff.id, session_);
    if (!personal) return;  // what has been erased stays erased
    const auto known = [&](const char* key) { return personal->value(key, std::string()); };
    if (!sheet_.has(column::phone)) staff.as.phone = known("phone");
    if (!sheet_.has(column::email)) staff.as.email = known("email");
    const bool same =
        known("name") == staff.as.name && known("phone") == staff.as.phone && known("email") == staff.as.email;
    if (!same) staff.action = Staff::Action::change;
}

int PeopleRows::entries() const {
    int total = 0;
    for (const Staff& staff : staff_) total += staff.action != Staff::Action::none;
    for (const RoleRow& role : roles_) total += role.grants + role.ends;
    return total;
}

Done PeopleRows::record_person(Staff& staff) {
    if (staff.action == Staff::Action::none) return {};
    if (staff.action == Staff::Action::change) return session_.record(changed_person(staff.id, staff.as));
    Draft draft = registered_person(staff.as, session_);
    staff.id.value = draft.body.at("person").get<std::string>();
    return session_.record(std::move(draft));
}

Done PeopleRows::record() {
    const bool roles_change =
        std::any_of(roles_.begin(), roles_.end(), [](const RoleRow& role) { return role.grants || role.ends; });
    if (roles_change) GIAMSAT_CHECK(may_change_rules(session_));
    for (const RoleRow& role : roles_) {
        Staff& staff = staff_[role.staff];
        if (role.first) GIAMSAT_CHECK(record_person(staff));
        if (role.grants) GIAMSAT_CHECK(session_.record(granted_role({staff.id, role.role, role.unit, role.from})));
        if (role.ends)
            GIAMSAT_CHECK(session_.record(ended_role({staff.id, role.role, role.unit, role.from, *role.to})));
    }
    return {};
}

ImportSummary PeopleRows::summary() const {
    ImportSummary counted;
    for (const RoleRow& role : roles_) {
        const auto action = role.first ? staff_[role.staff].action : Staff::Action::none;
        ++counted.rows;
        if (role.grants || action == Staff::Action::add)
            ++counted.added;
        else if (role.ends || action == Staff::Action::change)
            ++counted.changed;
        else
            ++counted.unchanged;
    }
    return counted;
}

}  // namespace

std::unique_ptr<Rows> people_rows(Sheet& sheet, Session& session) {
    return std::make_unique<PeopleRows>(sheet, session);
}

}  // namespace giamsat::import
