// SPDX-License-Identifier: Apache-2.0
#include "app/demo/cast.hpp"

namespace giamsat::demo {

Cast::Cast(std::vector<UnitSpec> units, std::vector<PersonSpec> staff, std::vector<BorrowerSpec> borrowers)
    : units_(std::move(units)), staff_(std::move(staff)), borrowers_(std::move(borrowers)) {
    for (const UnitSpec& unit : units_) by_code_[{unit.level, unit.code}] = {&unit, {}};
    for (const BorrowerSpec& borrower : borrowers_) members_[borrower.group].push_back(&borrower);
}

void Cast::meet_units(Readers& read) {
    for (auto& [code, place] : by_code_) {
        auto unit = read.units.by_code(code.first, code.second);
        if (!unit) continue;
        place.id = unit->id;
        by_id_[unit->id] = &place;
    }
}

void Cast::meet_people(Readers& read) {
    for (const PersonSpec& person : staff_) {
        auto known = read.people.by_code(person.code);
        const Place* at = place(person.unit_level, person.unit_code);
        if (known && at) holders_[{person.role, at->id}].push_back(known->id);
    }
}

void Cast::meet_borrowers(Readers& read, Vault& vault) {
    const std::string kind = "unit.code/borrower";
    for (const BorrowerSpec& borrower : borrowers_) {
        if (auto id = read.units.by_digest(kind, vault.digest(kind, borrower.code))) borrower_by_id_[*id] = &borrower;
    }
}

const Place* Cast::place(const std::string& level, const std::string& code) const {
    auto found = by_code_.find({level, code});
    return found == by_code_.end() ? nullptr : &found->second;
}

const Place* Cast::place(const UnitId& id) const {
    auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

UnitId Cast::district() const {
    for (const auto& [code, place] : by_code_) {
        if (place.spec->parent.empty()) return place.id;
    }
    return {};
}

const BorrowerSpec* Cast::borrower(const UnitId& id) const {
    auto found = borrower_by_id_.find(id);
    return found == borrower_by_id_.end() ? nullptr : found->second;
}

const std::vector<const BorrowerSpec*>& Cast::members(const std::string& group_code) const {
    static const std::vector<const BorrowerSpec*> nobody;
    auto found = members_.find(group_code);
    return found == members_.end() ? nobody : found->second;
}

std::vector<PersonId> Cast::holders(const std::string& role, const UnitId& unit) const {
    auto found = holders_.find({role, unit});
    return found == holders_.end() ? std::vector<PersonId>{} : found->second;
}

PersonId Cast::holder(const std::string& role, const UnitId& unit) const {
    auto all = holders(role, unit);
    return all.empty() ? PersonId{} : all.front();
}

namespace {

std::string parent_on(const UnitSpec& unit, Date on) {
    std::string parent = unit.parent;
    for (const auto& [from, to] : unit.moves) {
        if (from <= on) parent = to;
    }
    return parent;
}

}  // namespace

PersonId Cast::responsible(const UnitId& unit, Date on) const {
    if (const BorrowerSpec* one = borrower(unit)) {
        const Place* group = place("group", one->group);
        return group ? holder("group_head", group->id) : PersonId{};
    }
    const Place* at = place(unit);
    if (!at) return {};
    if (at->spec->level == "group") return holder("group_head", unit);
    if (at->spec->level == "commune") return holder("commune_chair", unit);
    if (at->spec->level == "district") return holder("bank_director", unit);
    const Place* above = place("commune", parent_on(*at->spec, on));
    return above ? holder("commune_chair", above->id) : PersonId{};
}

std::string Cast::key(const UnitId& unit) const {
    if (const BorrowerSpec* one = borrower(unit)) return "borrower/" + one->code;
    const Place* at = place(unit);
    return at ? at->spec->level + "/" + at->spec->code : unit.value;
}

}  // namespace giamsat::demo
