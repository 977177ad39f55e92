// SPDX-License-Identifier: Apache-2.0
// Whose personal data these are: a unit of a personal level, a person of the staff, or a case, for its free text.
#pragma once

#include "service/commands/handlers.hpp"

namespace giamsat {

namespace about {
inline constexpr const char* person = "person";
inline constexpr const char* case_text = "case";
inline constexpr const char* office = "office";  // reasons of publications, of erasures
}  // namespace about

struct Subject {
    SubjectId id;
    std::string about;  // a level, or one of the words above
};

// Nothing when the id is none whose key seals anything.
std::optional<Subject> subject_of(const std::string& id, Readers& read, const Profile& profile);
LocalText title_of_subjects(const std::string& about, const Profile& profile);  // "hộ vay", "cán bộ", "hồ sơ"

}  // namespace giamsat
