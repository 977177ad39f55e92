// SPDX-License-Identifier: Apache-2.0
#include "adapters/plugin/probe.hpp"

#include "adapters/plugin/plugin.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <utility>

namespace giamsat {

namespace {

// The child's report: `fit`, or the Vietnamese and the English reason parted by a NUL. Nothing at all: it did not survive.
constexpr std::string_view fit = "+";
constexpr std::size_t report_bytes_max = 8192;

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

// A crash is the expected case here: no core file, no handler of ours, and no words of the module on our terminal.
void be_quiet() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGINT, SIGTERM, SIGALRM})
        ::signal(signal, SIG_DFL);
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) return;
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, descriptor);
}

[[noreturn]] void try_in_child(const PluginManifest& manifest, const std::filesystem::path& module, int out) {
    ::setpgid(0, 0);  // so that what the module starts can be ended with it
    be_quiet();
    const auto plugin = Plugin::open(manifest, module);
    if (plugin) {
        write_all(out, fit);
    } else {
        std::string reason;
        for (const auto& [key, value] : plugin.error().details) {
            if (key == "why") reason.insert(0, value + '\0');
            if (key == "why_en") reason += value;
        }
        write_all(out, reason);
    }
    ::_exit(0);  // not exit(): what the parent registered there is the parent's
}

std::chrono::milliseconds left(std::chrono::steady_clock::time_point end) {
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    return std::max(rest, std::chrono::milliseconds(0));
}

struct Heard {
    std::string report;
    bool in_time = false;
};

// Until a whole report is there, the child's end closes, or patience ends. A module's own child may hold the pipe open,
// so `fit` ends the listening at once.
Heard listen(int in, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    Heard heard;
    std::array<char, 1024> room;
    while (heard.report != fit && heard.report.size() < report_bytes_max) {
        pollfd waiting{in, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(left(end).count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return heard;
        const ssize_t got = ::read(in, room.data(), room.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        heard.report.append(room.data(), static_cast<std::size_t>(got));
    }
    heard.in_time = true;
    return heard;
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string seconds(std::chrono::milliseconds patience) { return std::to_string((patience.count() + 999) / 1000); }

LocalText reason_of(const Heard& heard, int status, std::chrono::milliseconds patience) {
    if (!heard.in_time)
        return {"mô-đun treo khi nạp (quá " + seconds(patience) + " giây)",
                "its module hangs while it is loaded (over " + seconds(patience) + " s)"};
    const auto cut = heard.report.find('\0');
    if (cut != heard.report.npos) return {heard.report.substr(0, cut), heard.report.substr(cut + 1)};
    if (WIFSIGNALED(status)) {
        const std::string name = ::strsignal(WTERMSIG(status));
        return {"mô-đun sập khi nạp (" + name + ")", "its module crashes while it is loaded (" + name + ")"};
    }
    const std::string code = std::to_string(WEXITSTATUS(status));
    return {"mô-đun tự thoát khi nạp (mã " + code + ")", "its module exits while it is loaded (code " + code + ")"};
}

}  // namespace

Done probe_plugin(const PluginManifest& manifest, const std::filesystem::path& module,
                  std::chrono::milliseconds patience) {
    const auto refuse = [&](LocalText why) {
        return plugin_problem(ProblemCode::plugin_refused, manifest.name, std::move(why));
    };
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return refuse(
            {std::string("không thử được: ") + ::strerror(errno), std::string("not tried: ") + ::strerror(errno)});
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        try_in_child(manifest, module, ends[1]);
    }
    const int fork_error = errno;
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return refuse({std::string("không thử được: ") + ::strerror(fork_error),
                       std::string("not tried: ") + ::strerror(fork_error)});
    }
    const Heard heard = listen(ends[0], patience);
    ::close(ends[0]);
    // Nothing more is wanted of the child or of what it started. One that is ending already keeps its own status.
    if (::kill(-child, SIGKILL) != 0) ::kill(child, SIGKILL);
    const int status = wait_for(child);
    if (heard.report == fit) return {};
    return refuse(reason_of(heard, status, patience));
}

}  // namespace giamsat
