// SPDX-License-Identifier: Apache-2.0
// Files and the process around us. Errors are Problems that name the file and the system's reason.
#pragma once

#include "base/core/result.hpp"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace giamsat {

// Problems: file_unreadable, file_too_large.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t bytes_max);
// Written whole or not at all: temporary file beside it, fsync, rename, fsync of the folder.
// Problems: disk_full, file_unreadable.
Done write_file(const std::filesystem::path& path, std::string_view bytes, bool private_to_owner = false);
// Reads it piece by piece, in order. file_unreadable
Done read_pieces(const std::filesystem::path& path, const std::function<void(std::string_view piece)>& take);
// Copies, with the copy durable before it returns. disk_full, file_unreadable
Done copy_durably(const std::filesystem::path& from, const std::filesystem::path& to, bool private_to_owner = false);
// A file's bytes, or a folder's names, are durable. disk_full, file_unreadable
Done sync_path(const std::filesystem::path& path);
// Zeros over the bytes it has, where they lie; what cannot be written is let be.
void overwrite_file(const std::filesystem::path& path, std::uintmax_t bytes);
Done make_folders(const std::filesystem::path& path);

// An advisory lock held for the life of the object. Problems: office_busy.
class FileLock {
public:
    static Result<FileLock> take(const std::filesystem::path& path);
    FileLock(FileLock&&) noexcept;
    FileLock& operator=(FileLock&&) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

std::string user_name();  // of the operating system
// What this process is doing, in the words it was asked to: told to others that have to wait for it. "" until it is set.
const std::string& task();
void set_task(std::string words);
bool is_terminal(int descriptor);
int terminal_columns();                  // 80 when unknown
const std::atomic<bool>& interrupted();  // set by SIGINT/SIGTERM after watch_interrupts()
void watch_interrupts();
std::filesystem::path own_binary();

}  // namespace giamsat
