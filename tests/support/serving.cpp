// SPDX-License-Identifier: Apache-2.0
#include "support/serving.hpp"

#include "app/serve/server_door.hpp"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace giamsat::test {

namespace {

std::string content(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

pid_t spawn(const std::vector<std::string>& words, const std::filesystem::path& out, const std::filesystem::path& err) {
    std::vector<char*> argv;
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid = -1;
    posix_spawn(&pid, argv[0], &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

int code_of(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

}  // namespace

Serving::Serving(const std::filesystem::path& office, const std::vector<std::string>& more, const std::string& program)
    : office_(office) {
    std::vector<std::string> words{program.empty() ? GIAMSAT_BINARY : program};
    if (program.empty()) words.insert(words.end(), {"--office", office.string(), "--lang", "en", "serve"});
    words.insert(words.end(), more.begin(), more.end());
    pid_ = spawn(words, folder_.path() / "out", folder_.path() / "err");
}

Serving::~Serving() { kill(); }

void Serving::kill() {
    if (pid_ > 0) end(SIGKILL);
}

Finished Serving::end(int with_signal) {
    ::kill(pid_, with_signal);
    return wait();
}

Finished Serving::wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return {code_of(status), content(folder_.path() / "out"), content(folder_.path() / "err")};
}

bool Serving::wait_until_listening() const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < until) {
        if (ServerDoor::knock(office_)) return true;
        siginfo_t ended{};
        if (::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid != 0)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
}

std::string Serving::said() const { return content(folder_.path() / "out") + content(folder_.path() / "err"); }

}  // namespace giamsat::test
