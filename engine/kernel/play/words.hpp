// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/play: the words an author writes for what the engine holds, and sentences about it.
#pragma once

#include "model/profile/profile.hpp"
#include "model/workflow/say.hpp"

namespace giamsat {

std::string action_word(const Action& action);  // "notify", "count_turn", …

LocalText say_deadline(const Deadline& deadline);         // with its event and what goes with it
LocalText say_who(const By& by, const Profile* profile);  // "người phụ trách đoàn"
LocalText say_who(const std::vector<By>& by, const Profile* profile);
LocalText say_action(const Action& action, const Profile* profile);  // "báo cho thư ký (overdue)"
LocalText quoted(const std::string& text);                           // “text” in both languages
LocalText operator+(LocalText left, const LocalText& right);
LocalText join_words(const std::vector<LocalText>& words);  // by commas; "" when there is none

}  // namespace giamsat
