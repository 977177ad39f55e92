// SPDX-License-Identifier: Apache-2.0
// Bytes over a socket, as a client sends them that no library would help to write.
#pragma once

#include <string>
#include <string_view>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace giamsat::test {

class RawClient {
public:
    explicit RawClient(const std::string& address) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool connected() const { return connected_; }
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    // Until the other end closes.
    std::string rest() {
        std::string all;
        for (std::string more = some(); !more.empty(); more = some()) all += more;
        return all;
    }
    // Until `mark` has come.
    std::string until(std::string_view mark) {
        std::string all;
        while (all.find(mark) == all.npos) {
            const std::string more = some();
            if (more.empty()) break;
            all += more;
        }
        return all;
    }
    std::string ask(std::string_view bytes) {
        send(bytes);
        return rest();
    }

private:
    std::string some() {
        char buffer[4096];
        const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
        return got > 0 ? std::string(buffer, static_cast<std::size_t>(got)) : std::string();
    }

    int socket_;
    bool connected_ = false;
};

}  // namespace giamsat::test
