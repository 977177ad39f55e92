// SPDX-License-Identifier: Apache-2.0
// The lock of the one writer. The lock file names the process that holds it, for the message a second one shows; nothing
// else of the office knows of processes.
#pragma once

#include "base/core/failure.hpp"
#include "base/platform/files.hpp"

namespace giamsat::store {

class OfficeLock {
public:
    // Throws StorageError: office_busy with the holder's process when it is known.
    static OfficeLock take(const std::filesystem::path& folder);

private:
    explicit OfficeLock(FileLock lock) : lock_(std::move(lock)) {}
    FileLock lock_;
};

}  // namespace giamsat::store
