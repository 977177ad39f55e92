// SPDX-License-Identifier: Apache-2.0
#include "app/cli/subject_text.hpp"

namespace giamsat::cli {
namespace {

constexpr std::string_view person_prefix = "person:";

bool is_personal(const std::string& level, const Desk& desk) {
    const Level* known = desk.profile().level(level);
    return known && known->personal;
}

std::optional<UnitId> personal_unit(const std::string& code, Desk& desk) {
    for (const Level& level : desk.profile().levels) {
        if (!level.personal) continue;
        if (auto unit = desk.names.find_unit(level.id, code)) return unit;
    }
    return std::nullopt;
}

Result<SubjectId> case_subject(const std::string& text, Desk& desk) {
    GIAMSAT_TRY(record, case_named(text, {}, desk));
    return SubjectId{record.id.value};
}

}  // namespace

Result<SubjectId> subject_named(const std::string& text, Desk& desk) {
    if (text.starts_with(person_prefix)) {
        GIAMSAT_TRY(person, person_named(text.substr(person_prefix.size()), desk));
        return SubjectId{person.value};
    }
    if (const auto colon = text.find(':'); colon != text.npos && is_personal(text.substr(0, colon), desk)) {
        GIAMSAT_TRY(unit, unit_named(text, desk));
        return SubjectId{unit.value};
    }
    if (auto person = desk.read.people.by_code(text)) return SubjectId{person->id.value};
    if (auto unit = personal_unit(text, desk)) return SubjectId{unit->value};
    if (subject_of(text, desk.read, desk.profile())) return SubjectId{text};
    return case_subject(text, desk);
}

std::string say_subject(const std::string& about, const SubjectId& id, Desk& desk) {
    const std::string what = title_of_subjects(about, desk.profile()).in(desk.lang) + " ";
    if (about == about::person) return what + desk.names.label(PersonId{id.value}, desk.lang);
    if (about == about::case_text) return what + short_id(id.value);
    const UnitName& name = desk.names.unit(UnitId{id.value});
    return what + (name.closed ? short_id(id.value) + " " + name.instead.in(desk.lang) : name.name);
}

}  // namespace giamsat::cli
