// SPDX-License-Identifier: Apache-2.0
// A mail relay on the loopback for one test: it takes letters, or refuses them as told, and keeps what it heard.
#pragma once

#include "support/catch.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

namespace giamsat::plugin_test {

struct Manners {
    std::string banner = "220 relay ready";
    std::string refuse_recipient;      // this address gets a 550
    std::size_t hang_up_after = 1000;  // letters
    bool knows_ehlo = true;
};

class FakeRelay {
public:
    explicit FakeRelay(Manners manners = {}) : manners_(std::move(manners)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof here;
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) == 0);
        REQUIRE(::listen(listener_, 1) == 0);
        REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size) == 0);
        port = ntohs(here.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    FakeRelay(const FakeRelay&) = delete;
    FakeRelay& operator=(const FakeRelay&) = delete;
    ~FakeRelay() { end(); }

    // Waits until the client has gone. Only then may the members below be read.
    void end() {
        ::shutdown(listener_, SHUT_RDWR);
        if (thread_.joinable()) thread_.join();
        ::close(std::exchange(listener_, -1));
    }

    int port = 0;
    std::vector<std::string> heard;    // every command line
    std::vector<std::string> letters;  // as received: dots unstuffed, CRLF kept

private:
    void serve() {
        client_ = ::accept(listener_, nullptr, nullptr);
        if (client_ < 0) return;
        say(manners_.banner);
        for (std::string line; read_line(line);) {
            heard.push_back(line);
            if (!answer(line)) break;
        }
        ::close(client_);
    }

    bool answer(const std::string& line) {
        if (line.starts_with("EHLO")) return say(manners_.knows_ehlo ? "250-relay\r\n250 SIZE 1000000" : "502 no");
        if (line.starts_with("QUIT")) return say("221 bye"), false;
        if (line.starts_with("RCPT") && !manners_.refuse_recipient.empty() &&
            line.find(manners_.refuse_recipient) != line.npos)
            return say("550 no such user");
        if (line != "DATA") return say("250 ok");
        say("354 go on");
        std::string letter;
        for (std::string part; read_line(part) && part != ".";)
            letter += (part.starts_with(".") ? part.substr(1) : part) + "\r\n";
        letters.push_back(letter);
        return letters.size() <= manners_.hang_up_after && say("250 taken");
    }

    bool say(const std::string& text) {
        const std::string line = text + "\r\n";
        return ::send(client_, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size());
    }

    bool read_line(std::string& line) {
        line.clear();
        for (char c = 0; ::recv(client_, &c, 1, 0) == 1;) {
            if (c == '\n') return true;
            if (c != '\r') line += c;
        }
        return false;
    }

    Manners manners_;
    int listener_ = -1;
    int client_ = -1;
    std::thread thread_;
};

}  // namespace giamsat::plugin_test
