// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/office_lock.hpp"

#include "adapters/store/file.hpp"
#include "base/core/time.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

namespace giamsat::store {

namespace {

constexpr std::size_t bytes_max = 256;

std::string content_of(const std::filesystem::path& path) {
    auto text = read_file(path, bytes_max);
    return text ? *text : std::string();
}

// Written in place: replacing the file would leave the lock on one that has no name any more. That it cannot be written, on a
// full disk say, keeps nobody from the office.
void write(const std::filesystem::path& path, const std::string& text, bool durable) {
    const int file = ::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (file < 0) return;
    const bool whole = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (whole && durable) ::fsync(file);
    ::close(file);
}

std::string since(const std::filesystem::path& path) {
    constexpr std::int64_t zone_ms = 7 * 3'600'000;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return "?";
    const std::string there = iso_utc({static_cast<std::int64_t>(info.st_mtime) * 1000 + zone_ms});
    return there.substr(11, 8) + " " + there.substr(8, 2) + "/" + there.substr(5, 2) + "/" + there.substr(0, 4);
}

// The file's first line is a process, its second what that is doing.
Problem busy(const std::filesystem::path& folder, const std::filesystem::path& path) {
    const std::string text = content_of(path), office = folder.string();
    const auto end = std::min(text.find('\n'), text.size());
    const std::string pid = text.substr(0, end);
    const bool number =
        !pid.empty() && std::all_of(pid.begin(), pid.end(), [](unsigned char c) { return std::isdigit(c); });
    if (!number) return {ProblemCode::office_busy, {{"path", office}}};
    std::string doing = text.substr(std::min(end + 1, text.size()));
    while (!doing.empty() && doing.back() == '\n') doing.pop_back();
    const std::string which = doing.empty() ? "" : "giamsat " + doing + ", ";
    return {ProblemCode::office_busy,
            {{"path", fmt::format("{} (pid {}, {}từ {})", office, pid, which, since(path))},
             {"path_en", fmt::format("{} (pid {}, {}since {})", office, pid, which, since(path))},
             {"task", doing}}};
}

}  // namespace

OfficeLock::OfficeLock(FileLock lock, std::filesystem::path path)
    : lock_(std::move(lock)),
      path_(std::move(path)),
      own_(fmt::format("{}\n{}\n", ::getpid(), task().substr(0, bytes_max / 2))),
      left_(content_of(path_)) {
    write(path_, own_, true);
}

OfficeLock::~OfficeLock() {
    if (path_.empty() || left_ == own_) return;
    write(path_, left_, false);  // a power cut here only has it verified once more
}

OfficeLock OfficeLock::take(const std::filesystem::path& folder) {
    const auto path = lock_path(folder);
    auto lock = FileLock::take(path);
    if (!lock && lock.error().code == ProblemCode::office_busy) throw StorageError(busy(folder, path));
    if (!lock) throw StorageError(std::move(lock.error()));
    return OfficeLock(std::move(*lock), path);
}

}  // namespace giamsat::store
