// SPDX-License-Identifier: Apache-2.0
// Private keys of signers and witnesses as files of 64 hex digits, and the names of keys.
#pragma once

#include "base/core/result.hpp"
#include "base/crypto/crypto.hpp"

#include <filesystem>
#include <string>

namespace giamsat {

Result<Key> read_key(const std::filesystem::path& path);                 // file_unreadable
std::string_view without_line_end(std::string_view text);                // of files with one line
Done check_key_name(const std::string& field, const std::string& name);  // invalid_value

}  // namespace giamsat
