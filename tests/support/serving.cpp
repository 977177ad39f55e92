// SPDX-License-Identifier: Apache-2.0
#include "support/serving.hpp"

#include "app/serve/server_door.hpp"

#include <chrono>
#include <thread>

#include <sys/wait.h>

namespace giamsat::test {

Serving::Serving(const std::filesystem::path& office, const std::vector<std::string>& more, const std::string& program)
    : office_(office) {
    std::vector<std::string> words{program.empty() ? GIAMSAT_BINARY : program};
    if (program.empty()) words.insert(words.end(), {"--office", office.string(), "--lang", "en", "serve"});
    words.insert(words.end(), more.begin(), more.end());
    pid_ = start_program(words, folder_.path() / "out", folder_.path() / "err");
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
    const int code = exit_code_of(pid_);
    pid_ = -1;
    return {code, content_of(folder_.path() / "out"), content_of(folder_.path() / "err")};
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

std::string Serving::said() const { return content_of(folder_.path() / "out") + content_of(folder_.path() / "err"); }

}  // namespace giamsat::test
