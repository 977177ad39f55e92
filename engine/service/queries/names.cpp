// SPDX-License-Identifier: Apache-2.0
#include "service/queries/names.hpp"

#include "service/commands/registers.hpp"

namespace giamsat {

Names::Names(Readers& read, Vault& vault, const Profile& profile) : read_(read), vault_(vault), profile_(profile) {
    if (auto office = read.journal.office()) office_ = office->id;
}

const UnitName& Names::unit(const UnitId& id) {
    auto known = units_.find(id);
    return known != units_.end() ? known->second : units_.emplace(id, read_unit(id)).first->second;
}

const PersonName& Names::person(const PersonId& id) {
    auto known = people_.find(id);
    return known != people_.end() ? known->second : people_.emplace(id, read_person(id)).first->second;
}

std::optional<std::string> Names::open(const std::vector<Encrypted>& sealed, std::string_view path,
                                       const CommandId& cmd, int i) {
    for (const Encrypted& one : sealed) {
        if (one.path == path) return vault_.open(office_, cmd, i, one);
    }
    return std::nullopt;
}

std::optional<Json> Names::personal(const std::vector<Encrypted>& sealed, const CommandId& cmd, int i) {
    auto plain = open(sealed, "personal", cmd, i);
    if (!plain) return std::nullopt;
    auto json = parse_json(*plain);
    return json ? std::optional(std::move(*json)) : std::nullopt;
}

UnitName Names::read_unit(const UnitId& id) {
    auto unit = read_.units.find(id);
    if (!unit) return {id, "", id.value, id.value, false, {}};
    const Level* level = profile_.level(unit->level);
    if (!level || !level->personal) return {id, unit->level, unit->code, unit->name, false, {}};
    CommandId cmd;
    int i = 0;
    auto sealed = read_.units.personal(id, cmd, i);
    auto known = personal(sealed, cmd, i);
    if (!known) return {id, unit->level, "", "", true, instead_of(id.value)};
    return {id, unit->level, known->value("code", ""), known->value("name", ""), false, {}};
}

PersonName Names::read_person(const PersonId& id) {
    auto person = read_.people.find(id);
    if (!person) return {id, id.value, "", false, {}};
    CommandId cmd;
    int i = 0;
    auto sealed = read_.people.personal(id, cmd, i);
    auto known = personal(sealed, cmd, i);
    if (!known) return {id, person->code, "", true, instead_of(id.value)};
    return {id, person->code, known->value("name", ""), false, {}};
}

std::string Names::label(const UnitId& id, Lang lang) {
    const UnitName& known = unit(id);
    return known.closed ? known.instead.in(lang) : known.name;
}

std::string Names::label(const PersonId& id, Lang lang) {
    if (id.empty()) return LocalText{"hệ thống", "the system"}.in(lang);
    const PersonName& known = person(id);
    return known.code + " " + (known.closed ? known.instead.in(lang) : known.name);
}

const LocalText& Names::instead_of(const std::string& subject) {
    return vault_.gone(subject) ? erased_text : closed_text;
}

const LocalText& Names::instead_of(const std::vector<Encrypted>& sealed) {
    return sealed.empty() ? erased_text : instead_of(sealed.front().subject);
}

std::optional<UnitId> Names::find_unit(const std::string& level, const std::string& code) {
    const Level* known = profile_.level(level);
    if (known && known->personal)
        return read_.units.by_digest(unit_code_kind(level), vault_.digest(unit_code_kind(level), code));
    auto unit = read_.units.by_code(level, code);
    return unit ? std::optional(unit->id) : std::nullopt;
}

}  // namespace giamsat
