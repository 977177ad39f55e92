// SPDX-License-Identifier: Apache-2.0
#include "notify-mail/relay.hpp"

#include "support/module.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <memory>
#include <utility>

namespace giamsat::mail {

namespace {

constexpr std::size_t line_bytes_max = 1000;  // RFC 5321 asks for 512; relays exceed it
constexpr int answer_lines_max = 100;
constexpr int code_ready = 220;
constexpr int code_done = 250;
constexpr int code_go_on = 354;
constexpr int code_closing = 421;

LocalText task(const RelayAddress& address) {
    const std::string relay = address.host + ":" + std::to_string(address.port);
    return {"gửi thư qua " + relay, "sending mail through " + relay};
}

LocalText system_reason(int error) { return {::strerror(error), ::strerror(error)}; }

bool wait_until(int socket, short events, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd waiting{socket, events, 0};
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready >= 0 || errno != EINTR) return ready > 0;
    }
}

// 0, or the system's error number.
int connect_to(int socket, const addrinfo& where, std::chrono::milliseconds patience) {
    if (::connect(socket, where.ai_addr, where.ai_addrlen) == 0) return 0;
    if (errno != EINPROGRESS) return errno;
    if (!wait_until(socket, POLLOUT, patience)) return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

// A relay's words end up on a screen and in JSON.
std::string printable(std::string text) {
    for (char& c : text)
        if (c < 0x20 || c > 0x7E) c = '?';
    return text;
}

// RFC 5321, 4.5.2: a line that begins with a dot gets another.
std::string dot_stuffed(const std::string& letter) {
    std::string out;
    bool at_start = true;
    for (const char c : letter) {
        if (at_start && c == '.') out += '.';
        out += c;
        at_start = c == '\n';
    }
    return out;
}

}  // namespace

Result<Relay> Relay::connect(const RelayAddress& address) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const std::string port = std::to_string(address.port);
    if (const int error = ::getaddrinfo(address.host.c_str(), port.c_str(), &wanted, &found); error != 0)
        return plugin::cannot(task(address), {::gai_strerror(error), ::gai_strerror(error)});
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    int error = EHOSTUNREACH;
    for (const addrinfo* at = found; at; at = at->ai_next) {
        const int socket = ::socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, at->ai_protocol);
        if (socket < 0) continue;
        Relay relay(socket, address);
        error = connect_to(socket, *at, address.patience);
        if (error != 0) continue;
        GIAMSAT_CHECK(relay.greet());
        return relay;
    }
    return plugin::cannot(task(address), system_reason(error));
}

Relay::Relay(Relay&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      address_(std::move(other.address_)),
      unread_(std::move(other.unread_)),
      alive_(other.alive_) {}

Relay::~Relay() {
    if (socket_ >= 0) ::close(socket_);
}

Problem Relay::lost(const LocalText& why) {
    alive_ = false;
    return plugin::cannot(task(address_), why);
}

// RFC 5321, 4.1.4: a client without a name of its own gives its address.
std::string Relay::own_name() const {
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    std::array<char, NI_MAXHOST> host;
    auto* address = reinterpret_cast<sockaddr*>(&own);
    if (::getsockname(socket_, address, &size) != 0 ||
        ::getnameinfo(address, size, host.data(), host.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return "[127.0.0.1]";
    return std::string(own.ss_family == AF_INET6 ? "[IPv6:" : "[") + host.data() + "]";
}

Done Relay::greet() {
    GIAMSAT_TRY(banner, read_answer());
    if (banner.code != code_ready) return lost({banner.text, banner.text});
    GIAMSAT_TRY(answer, ask("EHLO " + own_name()));
    if (answer.code == code_done) return {};
    return expect("HELO " + own_name(), code_done);
}

Done Relay::send(const std::string& from, const std::string& to, const std::string& letter) {
    auto done = hand_over(from, to, letter);
    if (!done && alive_ && !expect("RSET", code_done)) alive_ = false;
    return done;
}

Done Relay::hand_over(const std::string& from, const std::string& to, const std::string& letter) {
    GIAMSAT_CHECK(expect("MAIL FROM:<" + from + ">", code_done));
    GIAMSAT_CHECK(expect("RCPT TO:<" + to + ">", code_done));
    GIAMSAT_CHECK(expect("DATA", code_go_on));
    GIAMSAT_CHECK(write(dot_stuffed(letter)));
    return expect(".", code_done);
}

void Relay::quit() {
    // All letters are settled by now: what the relay answers changes nothing.
    if (alive_) (void)ask("QUIT");
    alive_ = false;
}

Done Relay::expect(const std::string& line, int code) {
    GIAMSAT_TRY(answer, ask(line));
    if (answer.code == code) return {};
    if (answer.code == code_closing) alive_ = false;
    return plugin::cannot(task(address_), {answer.text, answer.text});
}

Result<Relay::Answer> Relay::ask(const std::string& line) {
    GIAMSAT_CHECK(write(line + "\r\n"));
    return read_answer();
}

Done Relay::write(std::string_view bytes) {
    while (!bytes.empty()) {
        // MSG_NOSIGNAL: a relay that hangs up must not end the program by SIGPIPE.
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            if (!wait_until(socket_, POLLOUT, address_.patience)) return lost(system_reason(ETIMEDOUT));
        } else if (errno != EINTR) {
            return lost(system_reason(errno));
        }
    }
    return {};
}

Result<std::string> Relay::read_line() {
    while (true) {
        if (const auto end = unread_.find('\n'); end != unread_.npos) {
            std::string line = unread_.substr(0, end);
            unread_.erase(0, end + 1);
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
        if (unread_.size() > line_bytes_max) return lost({"dòng trả lời quá dài", "its answer has no end"});
        if (!wait_until(socket_, POLLIN, address_.patience)) return lost(system_reason(ETIMEDOUT));
        std::array<char, 1024> room;
        const ssize_t got = ::recv(socket_, room.data(), room.size(), 0);
        if (got == 0) return lost({"máy chủ ngắt kết nối", "the relay hung up"});
        if (got > 0)
            unread_.append(room.data(), static_cast<std::size_t>(got));
        else if (errno != EINTR && errno != EAGAIN)
            return lost(system_reason(errno));
    }
}

Result<Relay::Answer> Relay::read_answer() {
    for (int lines = 0; lines < answer_lines_max; ++lines) {
        GIAMSAT_TRY(line, read_line());
        const auto is_digit = [&line = line](std::size_t i) { return line[i] >= '0' && line[i] <= '9'; };
        if (line.size() < 3 || !is_digit(0) || !is_digit(1) || !is_digit(2)) break;
        if (line.size() > 3 && line[3] == '-') continue;
        return Answer{std::stoi(line.substr(0, 3)), printable(line)};
    }
    return lost({"trả lời không theo SMTP", "it does not answer in SMTP"});
}

}  // namespace giamsat::mail
