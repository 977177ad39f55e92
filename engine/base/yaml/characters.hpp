// SPDX-License-Identifier: Apache-2.0
// What a file is checked for before yaml-cpp sees it, because yaml-cpp lets it pass.
#pragma once

#include "base/yaml/places.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace giamsat {

// The ends of lines of a Windows editor and its byte order mark at the front are nobody's mistake.
std::string without_windows_marks(std::string_view bytes);

// Problems: text_encoding, or yaml_forbidden for a directive; nothing when all is well.
std::optional<Problem> check_characters(std::string_view bytes, const Places& places);

// False when `scalar`, the bytes from the start of a scalar on, begins with a quote that nothing closes.
bool quote_closes(std::string_view scalar);

}  // namespace giamsat
