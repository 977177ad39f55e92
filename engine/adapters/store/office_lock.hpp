// SPDX-License-Identifier: Apache-2.0
// The lock of the one writer. The lock file says which process holds it and what that is doing, for the message a second one
// shows. Whoever closes the office empties the file: one that still says something tells that its process just ended.
#pragma once

#include "base/core/failure.hpp"
#include "base/platform/files.hpp"

namespace giamsat::store {

class OfficeLock {
public:
    // Throws StorageError: office_busy with the holder's process, its task() (a detail of its own, too) and since when, as far
    // as they are known.
    static OfficeLock take(const std::filesystem::path& folder);
    OfficeLock(OfficeLock&& other) noexcept = default;
    OfficeLock& operator=(OfficeLock&&) = delete;
    ~OfficeLock();

    // Whoever held it before did not close the office, and nobody has found it sound since.
    bool was_left_open() const { return !left_.empty(); }
    void found_sound() { left_.clear(); }
    void leave_open() { left_ = own_; }  // this process will not have closed it either

private:
    OfficeLock(FileLock lock, std::filesystem::path path);

    FileLock lock_;
    std::filesystem::path path_;  // empty in one that was moved from
    std::string own_;
    std::string left_;
};

}  // namespace giamsat::store
