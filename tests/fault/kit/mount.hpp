// SPDX-License-Identifier: Apache-2.0
// A file system of its own whose power can be cut: ext4 on a loop device, shut down without writing its log.
#pragma once

#include <filesystem>
#include <string>

namespace giamsat::fault {

class LoopMount {
public:
    LoopMount(const std::filesystem::path& scratch, int megabytes);
    ~LoopMount();
    LoopMount(const LoopMount&) = delete;
    LoopMount& operator=(const LoopMount&) = delete;

    // Why nothing can be mounted here, "" when it can: then a new file system is there, mounted.
    const std::string& why_not() const { return why_not_; }
    void make_anew();
    void mount();
    void unmount();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path image_, path_;
    int megabytes_;
    std::string device_, why_not_;
    bool mounted_ = false;
};

// From now on nothing reaches the disk below `path`, and every call fails. False where it is not permitted.
bool cut_power(const std::filesystem::path& path);

}  // namespace giamsat::fault
