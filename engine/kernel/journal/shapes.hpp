// SPDX-License-Identifier: Apache-2.0
// The shapes of the words an entry is made of. Writer and reader hold to the same ones.
#pragma once

#include <string_view>

namespace giamsat::shapes {

bool is_hex(std::string_view text, std::size_t digits);  // lower case
inline bool is_id(std::string_view text) { return is_hex(text, 32); }
inline bool is_hash(std::string_view text) { return is_hex(text, 64); }
inline bool is_hash_or_empty(std::string_view text) { return text.empty() || is_hash(text); }

// "unit.registered/1": words of a-z and _, joined by dots, a slash and the version of the kind.
bool is_kind(std::string_view text);

// "2024-05-31", a day that exists.
bool is_day(std::string_view text);

}  // namespace giamsat::shapes
