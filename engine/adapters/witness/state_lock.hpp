// SPDX-License-Identifier: Apache-2.0
// Judging and keeping as one step, also between processes: whoever else is at it is waited for.
#pragma once

#include "base/platform/files.hpp"

namespace giamsat {

// Problems: office_busy when it stays taken for ten seconds, file_unreadable.
Result<FileLock> wait_for_lock(const std::filesystem::path& path);

}  // namespace giamsat
