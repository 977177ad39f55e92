// SPDX-License-Identifier: Apache-2.0
#include "app/serve/socket.hpp"

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

namespace giamsat {

std::filesystem::path socket_path(const std::filesystem::path& office) { return office / "giamsat.sock"; }

std::string socket_address(const std::filesystem::path& office) {
    const auto path = socket_path(office);
    if (path.string().size() < sizeof(sockaddr_un::sun_path)) return "unix:" + path.string();
    const int folder = ::open(office.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    return "unix:" + socket_path("/proc/self/fd/" + std::to_string(folder)).string();
}

Done open_to_group(const std::filesystem::path& socket, const std::string& group) {
    std::vector<char> room(1 << 16);
    ::group entry{};
    ::group* found = nullptr;
    ::getgrnam_r(group.c_str(), &entry, room.data(), room.size(), &found);
    if (!found)
        return Problem(ProblemCode::not_found, {{"what", "nhóm người dùng"}, {"what_en", "group"}, {"name", group}});
    if (::chown(socket.c_str(), static_cast<uid_t>(-1), found->gr_gid) == 0 && ::chmod(socket.c_str(), 0660) == 0)
        return {};
    return Problem(ProblemCode::file_unreadable, {{"file", socket.string()}, {"why", std::strerror(errno)}});
}

}  // namespace giamsat
