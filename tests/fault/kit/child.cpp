// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/child.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace giamsat::fault {

namespace {

struct Message {
    Told told;
    std::uint64_t left;
    bool last;
};

void send(int to, const Message& message) {
    if (::write(to, &message, sizeof message) != sizeof message) ::_exit(3);
}

[[noreturn]] void be_the_child(int to, const std::filesystem::path& office, const std::vector<Told>& told,
                               const std::function<std::uint64_t(Play&)>& work) {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    for (int output : {STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, output);  // its last words are expected
    std::signal(SIGABRT, SIG_DFL);
    Play play(office, told);
    play.on_told = [to](const std::vector<Told>& all) { send(to, {all.back(), 0, false}); };
    std::uint64_t left = UINT64_MAX;
    try {
        left = work(play);
    } catch (const std::exception&) {
    }
    send(to, {{}, left, true});
    ::_exit(0);
}

}  // namespace

Ended in_a_child(const std::filesystem::path& office, const std::vector<Told>& told,
                 const std::function<std::uint64_t(Play&)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) be_the_child(ends[1], office, told, work);
    ::close(ends[1]);
    Ended ended{told, 0, 0};
    Message message{};
    while (::read(ends[0], &message, sizeof message) == sizeof message) {
        if (message.last)
            ended.left = message.left;
        else
            ended.told.push_back(message.told);
    }
    ::close(ends[0]);
    ::waitpid(child, &ended.status, 0);
    return ended;
}

}  // namespace giamsat::fault
