// SPDX-License-Identifier: Apache-2.0
#include "support/running.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace giamsat::test {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "giamsat-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

namespace {

void redirect(const std::filesystem::path& path, int descriptor) {
    int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, descriptor);
}

std::vector<std::string> giamsat_with(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{GIAMSAT_BINARY};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
}

}  // namespace

int start_program(const std::vector<std::string>& words, const std::filesystem::path& output,
                  const std::filesystem::path& errors, const std::filesystem::path& input) {
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    pid_t child = fork();
    if (child != 0) return child;
    if (!input.empty()) dup2(open(input.c_str(), O_RDONLY), STDIN_FILENO);
    redirect(output, STDOUT_FILENO);
    redirect(errors, STDERR_FILENO);
    execv(argv.front(), argv.data());
    _exit(127);
}

int exit_code_of(int child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

Finished run_giamsat(const std::vector<std::string>& arguments) {
    TemporaryFolder folder;
    int code = exit_code_of(start_program(giamsat_with(arguments), folder.path() / "out", folder.path() / "err"));
    return {code, content_of(folder.path() / "out"), content_of(folder.path() / "err")};
}

Finished run_giamsat_reading(const std::string& input, const std::vector<std::string>& arguments) {
    TemporaryFolder folder;
    std::ofstream(folder.path() / "in", std::ios::binary) << input;
    int code = exit_code_of(
        start_program(giamsat_with(arguments), folder.path() / "out", folder.path() / "err", folder.path() / "in"));
    return {code, content_of(folder.path() / "out"), content_of(folder.path() / "err")};
}

bool kill_giamsat_after(const std::vector<std::string>& arguments, std::chrono::milliseconds delay) {
    TemporaryFolder folder;
    pid_t child = start_program(giamsat_with(arguments), folder.path() / "out", folder.path() / "err");
    std::this_thread::sleep_for(delay);
    kill(child, SIGKILL);
    return exit_code_of(child) == 128 + SIGKILL;
}

Running::Running(const std::vector<std::string>& arguments) {
    constexpr std::chrono::milliseconds glance{20};
    const auto output = folder_.path() / "out", errors = folder_.path() / "err";
    child_ = start_program(giamsat_with(arguments), output, errors);
    for (;;) {
        const std::string said = std::filesystem::exists(output) ? content_of(output) : "";
        if (const auto end = said.find('\n'); end != said.npos) {
            first_line_ = said.substr(0, end);
            return;
        }
        int status = 0;
        if (waitpid(child_, &status, WNOHANG) == child_) {
            child_ = -1;
            throw std::runtime_error("the service ended: " + content_of(errors));
        }
        std::this_thread::sleep_for(glance);
    }
}

Running::~Running() { stop(); }

int Running::stop() {
    if (child_ < 0) return 0;
    ::kill(child_, SIGTERM);
    const int code = exit_code_of(child_);
    child_ = -1;
    return code;
}

void Running::kill() {
    ::kill(child_, SIGKILL);
    exit_code_of(child_);
    child_ = -1;
}

}  // namespace giamsat::test
