// SPDX-License-Identifier: Apache-2.0
// Notices as letters. A letter leaves the office, so it names no borrower: the group, and the id of the case.
#pragma once

#include "model/workflow/bundle.hpp"
#include "service/queries/names.hpp"

namespace giamsat {

struct Letter {
    std::string notice;  // id
    std::string to_name;
    std::string to_address;  // "" when none is known
    std::string subject;
    std::string text;
    Date date;
    std::optional<Date> due_on;
};

LocalText notice_title(const std::string& template_id);  // "Phân công"
// "xã Đông Hòa"; of a personal level: "hộ vay thuộc Tổ HND số 1, thôn 1".
std::string place_in_letters(const UnitId& unit, const Profile& profile, Readers& read, Lang lang);

Letter letter_of(const NoticeRecord& notice, const ProfileBundle& bundle, Readers& read, Names& names, Lang lang);

}  // namespace giamsat
