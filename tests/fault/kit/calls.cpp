// SPDX-License-Identifier: Apache-2.0
// The functions at the end stand in for those of the C library in this executable: the linker takes the first it finds.
// Checked inline versions of some would stand in their way: none are asked for, and the constants of <fcntl.h> come from
// the kernel's headers.
#undef _FORTIFY_SOURCE
#include "fault/kit/calls.hpp"

#include <fmt/format.h>

#include <linux/fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <mutex>
#include <optional>

namespace giamsat::fault {

namespace {

struct Watch {
    std::string folder;
    Watcher* watcher;
};

std::atomic<const Watch*> watch = nullptr;
std::mutex one_call;

// The path inside the watched folder, when it is there.
std::optional<std::string> inside(const Watch& current, std::string path) {
    if (!path.starts_with('/')) path = std::filesystem::absolute(path).string();
    if (path == current.folder) return std::string();
    const bool below = path.starts_with(current.folder + "/");
    if (!below || path.ends_with("-shm") || path.ends_with(" (deleted)")) return std::nullopt;
    return path.substr(current.folder.size() + 1);
}

std::string path_of(int descriptor) {
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const auto length = ::readlink(link.c_str(), path, sizeof path);
    return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : std::string();
}

// Makes a call, if it is one to be seen under the watcher's eyes. `make(bytes_max)` gives what the system gave.
template <class Describe, class Make>
auto watched(Describe describe, Make make) -> decltype(make(std::size_t{0})) {
    const Watch* current = watch.load();
    std::optional<Call> call = current ? describe(*current) : std::nullopt;
    if (!call) return make(SIZE_MAX);
    std::lock_guard lock(one_call);
    const Fate fate = current->watcher->before(*call);
    if (fate.error) {
        errno = fate.error;
        return -1;
    }
    if (fate.pretend) return static_cast<decltype(make(0))>(call->bytes.size());
    const auto result = make(fate.bytes_max);
    if (result < 0) return result;
    if (call->kind == CallKind::write) call->bytes = call->bytes.substr(0, static_cast<std::size_t>(result));
    const int kept = errno;
    current->watcher->after(*call);
    errno = kept;
    return result;
}

auto at_path(CallKind kind, const char* path) {
    return [kind, path](const Watch& current) -> std::optional<Call> {
        auto name = inside(current, path);
        return name ? std::optional(Call{kind, std::move(*name)}) : std::nullopt;
    };
}

auto at_descriptor(CallKind kind, int descriptor, std::int64_t offset = 0, std::string_view bytes = {}) {
    return [=](const Watch& current) -> std::optional<Call> {
        auto name = inside(current, path_of(descriptor));
        return name ? std::optional(Call{kind, std::move(*name), {}, offset, bytes}) : std::nullopt;
    };
}

template <class... Words>
long system_call(long number, Words... words) {
    return ::syscall(number, words...);
}

int opened(const char* path, int flags, unsigned mode) {
    const auto make = [&](std::size_t) {
        return static_cast<int>(system_call(SYS_openat, AT_FDCWD, path, flags, mode));
    };
    struct stat known {};
    if (!watch.load() || !(flags & O_CREAT) || ::lstat(path, &known) == 0) return make(0);
    return watched(at_path(CallKind::create, path), make);
}

ssize_t written(int descriptor, const void* bytes, std::size_t count, std::optional<std::int64_t> at) {
    const auto make = [&](std::size_t bytes_max) {
        const std::size_t most = std::min(count, bytes_max);
        return static_cast<ssize_t>(at ? system_call(SYS_pwrite64, descriptor, bytes, most, *at)
                                       : system_call(SYS_write, descriptor, bytes, most));
    };
    if (!watch.load()) return make(SIZE_MAX);
    const std::int64_t offset = at ? *at : ::lseek(descriptor, 0, SEEK_CUR);
    return watched(at_descriptor(CallKind::write, descriptor, offset, {static_cast<const char*>(bytes), count}), make);
}

ssize_t got(int descriptor, void* bytes, std::size_t count) {
    return watched(at_descriptor(CallKind::read, descriptor),
                   [&](std::size_t) { return static_cast<ssize_t>(system_call(SYS_read, descriptor, bytes, count)); });
}

int cut(int descriptor, std::int64_t length) {
    return watched(at_descriptor(CallKind::truncate, descriptor, length),
                   [&](std::size_t) { return static_cast<int>(system_call(SYS_ftruncate, descriptor, length)); });
}

int synced(int descriptor, long number) {
    return watched(at_descriptor(CallKind::sync, descriptor),
                   [&](std::size_t) { return static_cast<int>(system_call(number, descriptor)); });
}

int renamed(const char* from, const char* to) {
    const auto describe = [&](const Watch& current) -> std::optional<Call> {
        auto old_name = inside(current, from), new_name = inside(current, to);
        if (!old_name || !new_name) return std::nullopt;
        return Call{CallKind::rename, std::move(*old_name), std::move(*new_name)};
    };
    return watched(describe, [&](std::size_t) {
        return static_cast<int>(system_call(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
    });
}

int removed(const char* path, int flags) {
    return watched(at_path(CallKind::remove, path),
                   [&](std::size_t) { return static_cast<int>(system_call(SYS_unlinkat, AT_FDCWD, path, flags)); });
}

constexpr const char* words[] = {"make folder", "create", "write", "truncate", "sync", "rename", "remove", "read"};

}  // namespace

std::string told(const Call& call) {
    std::string text = fmt::format("{} {}", words[static_cast<int>(call.kind)], call.path.empty() ? "." : call.path);
    if (call.kind == CallKind::rename) text += " to " + call.to;
    if (call.kind == CallKind::write) text += fmt::format(" {}+{}", call.offset, call.bytes.size());
    if (call.kind == CallKind::truncate) text += fmt::format(" to {}", call.offset);
    return text;
}

Watching::Watching(const std::filesystem::path& folder, Watcher& watcher) {
    watch = new Watch{std::filesystem::absolute(folder).string(), &watcher};
}

Watching::~Watching() {
    std::lock_guard lock(one_call);
    delete watch.exchange(nullptr);
}

}  // namespace giamsat::fault

// ---- what the C library would have done ----------------------------------------------------------------------------

extern "C" {

using giamsat::fault::cut;
using giamsat::fault::opened;

int open(const char* path, int flags, ...);
int open64(const char* path, int flags, ...);

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    return opened(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const unsigned mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0;
    va_end(rest);
    return opened(path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, size_t count) {
    return giamsat::fault::written(descriptor, bytes, count, std::nullopt);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t at) {
    return giamsat::fault::written(descriptor, bytes, count, at);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t at) {
    return giamsat::fault::written(descriptor, bytes, count, at);
}
ssize_t read(int descriptor, void* bytes, size_t count) { return giamsat::fault::got(descriptor, bytes, count); }
int ftruncate(int descriptor, off_t length) noexcept { return cut(descriptor, length); }
int ftruncate64(int descriptor, off64_t length) noexcept { return cut(descriptor, length); }
int fsync(int descriptor) { return giamsat::fault::synced(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return giamsat::fault::synced(descriptor, SYS_fdatasync); }
int rename(const char* from, const char* to) noexcept { return giamsat::fault::renamed(from, to); }
int unlink(const char* path) noexcept { return giamsat::fault::removed(path, 0); }
int remove(const char* path) noexcept {
    const int done = giamsat::fault::removed(path, 0);
    return done == 0 || errno != EISDIR ? done : giamsat::fault::removed(path, AT_REMOVEDIR);
}
int mkdir(const char* path, mode_t mode) noexcept {
    using namespace giamsat::fault;
    return watched(at_path(CallKind::make_folder, path),
                   [&](std::size_t) { return static_cast<int>(system_call(SYS_mkdirat, AT_FDCWD, path, mode)); });
}

}  // extern "C"
