// SPDX-License-Identifier: Apache-2.0
// A mail relay spoken to by SMTP (RFC 5321), in the clear: for a relay on the same machine or in the office's own
// network, which takes the letters onward over TLS. One connection for all letters.
#pragma once

#include "base/core/result.hpp"

#include <chrono>
#include <string>

namespace giamsat::mail {

struct RelayAddress {
    std::string host;
    int port = 25;
    std::chrono::seconds patience{30};  // for each answer
};

class Relay {
public:
    // Connects and greets. Problems: not_possible.
    static Result<Relay> connect(const RelayAddress& address);

    Relay(Relay&& other) noexcept;
    Relay& operator=(Relay&&) = delete;
    ~Relay();

    // REQUIRES: addresses checked by is_address; `letter` as composed. Problems: not_possible, with the relay's words.
    // After one the connection may still hold: see is_alive().
    Done send(const std::string& from, const std::string& to, const std::string& letter);
    bool is_alive() const { return alive_; }
    void quit();

private:
    struct Answer {
        int code = 0;
        std::string text;
    };

    Relay(int socket, const RelayAddress& address) : socket_(socket), address_(address) {}

    Done greet();
    Done hand_over(const std::string& from, const std::string& to, const std::string& letter);
    Result<Answer> ask(const std::string& line);
    Done expect(const std::string& line, int code);
    Done write(std::string_view bytes);
    Result<std::string> read_line();
    Result<Answer> read_answer();
    std::string own_name() const;
    Problem lost(const LocalText& why);

    int socket_;
    RelayAddress address_;
    std::string unread_;
    bool alive_ = true;
};

}  // namespace giamsat::mail
