// SPDX-License-Identifier: Apache-2.0
// Runs the real program and looks at what it says; or kills it on the way.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace giamsat::test {

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct Finished {
    int exit_code = -1;  // 128 + signal when it was killed
    std::string output;
    std::string errors;
};

Finished run_giamsat(const std::vector<std::string>& arguments);
Finished run_giamsat_reading(const std::string& input, const std::vector<std::string>& arguments);  // from stdin
// SIGKILL after the delay. False when it had ended by itself before.
bool kill_giamsat_after(const std::vector<std::string>& arguments, std::chrono::milliseconds delay);

// Another program, and what it was to say goes to these files; `words` begins with its path.
int start_program(const std::vector<std::string>& words, const std::filesystem::path& output,
                  const std::filesystem::path& errors, const std::filesystem::path& input = {});
int exit_code_of(int child);                                // waits for it
std::string content_of(const std::filesystem::path& path);  // "" where there is none

// The program going on beside the test, until it is stopped: SIGTERM, or SIGKILL.
class Running {
public:
    explicit Running(
        const std::vector<std::string>& arguments);  // waits for its first line; throws when it ends instead
    ~Running();                                      // stop()
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    const std::string& first_line() const { return first_line_; }
    int stop();  // its exit code
    void kill();

private:
    TemporaryFolder folder_;
    int child_ = -1;
    std::string first_line_;
};

}  // namespace giamsat::test
