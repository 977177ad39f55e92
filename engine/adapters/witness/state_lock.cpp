// SPDX-License-Identifier: Apache-2.0
#include "adapters/witness/state_lock.hpp"

#include <chrono>
#include <thread>

namespace giamsat {

Result<FileLock> wait_for_lock(const std::filesystem::path& path) {
    constexpr std::chrono::milliseconds pause{10};
    constexpr int tries = 1000;
    auto lock = FileLock::take(path);
    for (int i = 0; i < tries && !lock && lock.error().code == ProblemCode::office_busy; ++i) {
        std::this_thread::sleep_for(pause);
        lock = FileLock::take(path);
    }
    return lock;
}

}  // namespace giamsat
