// SPDX-License-Identifier: Apache-2.0
// `giamsat serve` as a process of its own, to be asked, stopped and killed.
#pragma once

#include "support/running.hpp"

#include <csignal>

#include <sys/types.h>

namespace giamsat::test {

class Serving {
public:
    // `program` serves the office with these words; the real program unless given.
    explicit Serving(const std::filesystem::path& office, const std::vector<std::string>& more = {},
                     const std::string& program = {});
    ~Serving();  // kills it
    Serving(const Serving&) = delete;
    Serving& operator=(const Serving&) = delete;

    // False when it ended, or ten seconds went by.
    bool wait_until_listening() const;
    Finished end(int with_signal = SIGTERM);  // sends it and waits
    Finished wait();                          // until it ends by itself
    void kill();                              // SIGKILL, and gone when this returns
    pid_t pid() const { return pid_; }
    std::string said() const;

private:
    TemporaryFolder folder_;
    std::filesystem::path office_;
    pid_t pid_ = -1;
};

}  // namespace giamsat::test
