// SPDX-License-Identifier: Apache-2.0
#include "base/platform/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace giamsat {

namespace {

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    int release() { return std::exchange(number_, -1); }
    bool close() { return ::close(release()) == 0; }

private:
    int number_;
};

struct Reason {
    std::string vi;
    std::string en;
};

Reason reason_of(int error) {
    switch (error) {
        case ENOENT: return {"không có tệp này", "there is no such file"};
        case EACCES:
        case EPERM: return {"không có quyền", "permission is missing"};
        case EISDIR: return {"đây là thư mục", "it is a folder"};
        case ENOTDIR:
            return {"đường dẫn đi qua một tệp không phải thư mục", "the path goes through something not a folder"};
        case EROFS: return {"ổ đĩa chỉ đọc", "the disk is read-only"};
        default: {
            const std::string system = std::generic_category().message(error);
            return {"hệ thống báo: " + system, "the system says: " + system};
        }
    }
}

Problem problem_of(const std::filesystem::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) return Problem(ProblemCode::disk_full, {{"path", path.string()}});
    const Reason why = reason_of(error);
    return Problem(ProblemCode::file_unreadable, {{"file", path.string()}, {"why", why.vi}, {"why_en", why.en}},
                   Where{path.string(), 0, 0, {}});
}

Problem too_large(const std::filesystem::path& path, std::size_t bytes_max) {
    return Problem(ProblemCode::file_too_large,
                   {{"file", path.string()}, {"limit", std::to_string(bytes_max / 1024) + " KiB"}},
                   Where{path.string(), 0, 0, {}});
}

// -1 with errno set on failure; a signal in between is not one.
ssize_t read_some(int number, char* to, std::size_t room) {
    ssize_t got;
    do {
        got = ::read(number, to, room);
    } while (got < 0 && errno == EINTR);
    return got;
}

bool write_all(int number, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(number, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

bool sync_folder(const std::filesystem::path& folder) {
    Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.is_open() && ::fsync(opened.number()) == 0;
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::filesystem::path temporary_beside(const std::filesystem::path& path) {
    return folder_of(path) / ("." + path.filename().string() + "." + std::to_string(::getpid()) + ".tmp");
}

bool write_and_sync(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
    Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode));
    return opened.is_open() && ::fchmod(opened.number(), mode) == 0 && write_all(opened.number(), bytes) &&
           ::fsync(opened.number()) == 0 && opened.close();
}

// A pipe or a growing file tells no size beforehand, so the limit is held while reading.
Result<std::string> read_all(const std::filesystem::path& path, int number, std::size_t bytes_max) {
    std::string bytes;
    std::size_t filled = 0;
    for (;;) {
        bytes.resize(std::min(bytes_max + 1, filled + 64 * 1024));
        const ssize_t got = read_some(number, bytes.data() + filled, bytes.size() - filled);
        if (got < 0) return problem_of(path, errno);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > bytes_max) return too_large(path, bytes_max);
    }
    bytes.resize(filled);
    return bytes;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max) {
    Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.is_open()) return problem_of(path, errno);
    struct stat about {};
    if (::fstat(opened.number(), &about) != 0) return problem_of(path, errno);
    if (S_ISDIR(about.st_mode)) return problem_of(path, EISDIR);
    if (S_ISREG(about.st_mode) && static_cast<std::size_t>(about.st_size) > bytes_max)
        return too_large(path, bytes_max);
    return read_all(path, opened.number(), bytes_max);
}

Done write_file(const std::filesystem::path& path, std::string_view bytes, bool private_to_owner) {
    const auto temporary = temporary_beside(path);
    const bool whole = write_and_sync(temporary, bytes, private_to_owner ? 0600 : 0644) &&
                       ::rename(temporary.c_str(), path.c_str()) == 0;
    if (whole && sync_folder(folder_of(path))) return {};
    const int error = errno;
    if (!whole) ::unlink(temporary.c_str());
    return problem_of(path, error);
}

Done read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view piece)>& take) {
    Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.is_open()) return problem_of(path, errno);
    std::string piece(1 << 20, '\0');
    for (;;) {
        const ssize_t got = read_some(opened.number(), piece.data(), piece.size());
        if (got < 0) return problem_of(path, errno);
        if (got == 0) return {};
        take(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
    }
}

Done copy_durably(const std::filesystem::path& from, const std::filesystem::path& to, bool private_to_owner) {
    Descriptor made(
        ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, private_to_owner ? 0600 : 0644));
    if (!made.is_open()) return problem_of(to, errno);
    int error = 0;
    GIAMSAT_CHECK(read_pieces(from, [&](std::string_view piece) {
        if (error == 0 && !write_all(made.number(), piece)) error = errno;
    }));
    if (error == 0 && ::fsync(made.number()) != 0) error = errno;
    if (error != 0) return problem_of(to, error);
    return {};
}

Done sync_path(const std::filesystem::path& path) {
    Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.is_open() || ::fsync(opened.number()) != 0) return problem_of(path, errno);
    return {};
}

void overwrite_file(const std::filesystem::path& path, std::uintmax_t bytes) {
    Descriptor opened(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!opened.is_open()) return;
    const std::string zeros(1 << 16, '\0');
    for (std::uintmax_t done = 0; done < bytes; done += zeros.size())
        if (!write_all(opened.number(),
                       std::string_view(zeros).substr(0, std::min<std::uintmax_t>(zeros.size(), bytes - done))))
            return;
    ::fsync(opened.number());
}

// A folder is there for good once the one above it is synced.
Done make_folders(const std::filesystem::path& path) {
    std::error_code error;
    std::vector<std::filesystem::path> above;
    auto next = std::filesystem::absolute(path).lexically_normal();
    if (!next.has_filename()) next = next.parent_path();
    for (; !std::filesystem::exists(next, error) && next.has_relative_path(); next = next.parent_path())
        above.push_back(next.parent_path());
    std::filesystem::create_directories(path, error);
    if (error) return problem_of(path, error.value());
    for (const auto& folder : above)
        if (!sync_folder(folder)) return problem_of(folder, errno);
    return {};
}

Result<FileLock> FileLock::take(const std::filesystem::path& path) {
    Descriptor opened(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!opened.is_open()) return problem_of(path, errno);
    if (::flock(opened.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return Problem(ProblemCode::office_busy, {{"path", path.string()}});
        return problem_of(path, errno);
    }
    return FileLock(opened.release());
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace giamsat
