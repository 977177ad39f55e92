// SPDX-License-Identifier: Apache-2.0
#include "base/platform/files.hpp"

#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>

namespace giamsat {

namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

void ask_stop(int) { stop_asked.store(true); }

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

constexpr int columns_unknown = 80;

int columns_of_environment() {
    const std::string text = environment("COLUMNS");
    int columns = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, columns);
    return error == std::errc() && stop == end && columns > 0 && columns <= 1000 ? columns : columns_unknown;
}

}  // namespace

std::string user_name() {
    std::array<char, 4096> room;
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, room.data(), room.size(), &found) == 0 && found) return entry.pw_name;
    const std::string name = environment("USER");
    return name.empty() ? "uid-" + std::to_string(::geteuid()) : name;
}

namespace {

std::string& task_now() {
    static std::string words;
    return words;
}

}  // namespace

const std::string& task() { return task_now(); }
void set_task(std::string words) { task_now() = std::move(words); }

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

int terminal_columns() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return columns_of_environment();
}

const std::atomic<bool>& interrupted() { return stop_asked; }

void watch_interrupts() {
    struct sigaction action {};
    action.sa_handler = ask_stop;
    sigemptyset(&action.sa_mask);
    // A second signal ends the process the ordinary way: somebody means it.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

std::filesystem::path own_binary() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error);
}

}  // namespace giamsat
