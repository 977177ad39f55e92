// SPDX-License-Identifier: Apache-2.0
// Walking UTF-8 by code point, for base/text and the readers of files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace giamsat::utf8 {

inline constexpr char32_t wrong = 0xFFFFFFFF;

// The code point at `at`, moving `at` past it; `wrong` (and one byte) when the bytes there are not well-formed.
char32_t next(std::string_view text, std::size_t& at);
bool is_ascii(std::string_view text);

}  // namespace giamsat::utf8
