// SPDX-License-Identifier: Apache-2.0
// The bytes of a file of rows as text the house works with.
#pragma once

#include "base/core/result.hpp"

#include <string>
#include <string_view>

namespace giamsat::import {

inline constexpr std::size_t file_bytes_max = 256 * 1024 * 1024;
inline constexpr std::size_t listed_max = 1000;  // problems told one by one; beyond that only how many more there are

// NFC, lines ended by LF, no byte order mark. Problems: file_too_large; text_encoding, one for each bad line, joined.
Result<std::string> clean_text(const std::string& file, std::string_view bytes);

}  // namespace giamsat::import
