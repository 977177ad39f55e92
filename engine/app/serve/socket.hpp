// SPDX-License-Identifier: Apache-2.0
// Where the server of an office listens: a Unix socket in the office's folder.
#pragma once

#include "base/core/result.hpp"

#include <filesystem>

namespace giamsat {

std::filesystem::path socket_path(const std::filesystem::path& office);
// What to listen at or to call. A path that is too long for a socket's name is reached through its folder, which then stays
// open as long as this process lives.
std::string socket_address(const std::filesystem::path& office);
// Who is in the group may connect, too. not_found, file_unreadable
Done open_to_group(const std::filesystem::path& socket, const std::string& group);

}  // namespace giamsat
