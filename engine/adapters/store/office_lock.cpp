// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/office_lock.hpp"

#include "adapters/store/file.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <fstream>

namespace giamsat::store {

namespace {

std::string holder(const std::filesystem::path& path) {
    auto text = read_file(path, 64);
    if (!text) return {};
    while (!text->empty() && text->back() == '\n') text->pop_back();
    const bool number =
        !text->empty() && std::all_of(text->begin(), text->end(), [](unsigned char c) { return std::isdigit(c); });
    return number ? " (pid " + *text + ")" : std::string();
}

}  // namespace

// Written in place: replacing the file would leave the lock on one that has no name any more.
OfficeLock OfficeLock::take(const std::filesystem::path& folder) {
    const auto path = lock_path(folder);
    auto lock = FileLock::take(path);
    if (!lock && lock.error().code == ProblemCode::office_busy)
        throw StorageError(Problem(ProblemCode::office_busy, {{"path", folder.string() + holder(path)}}));
    if (!lock) throw StorageError(std::move(lock.error()));
    std::ofstream(path, std::ios::trunc) << ::getpid() << '\n';
    return OfficeLock(std::move(*lock));
}

}  // namespace giamsat::store
