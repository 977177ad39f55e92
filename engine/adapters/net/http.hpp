// SPDX-License-Identifier: Apache-2.0
// A small HTTP/1.1 server and client, over TCP and Unix sockets, without TLS. An address is "127.0.0.1:8080", "[::1]:8080",
// "localhost:8080" or "unix:/path"; port 0 lets the system choose one.
#pragma once

#include "base/core/result.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace giamsat {

// Who is at the other end. What a Unix socket says about it comes from the kernel and cannot be forged.
struct Peer {
    std::optional<std::uint32_t> uid;  // of Unix sockets only
    std::string user;                  // its name, or the uid in digits where the system knows no name; "" over TCP
    std::string address;               // "127.0.0.1:50312" over TCP, "unix" over a Unix socket
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;  // names in lower case, in the order they came

struct HttpRequest {
    std::string method = "GET";  // as sent: "GET", "POST"
    std::string target = "/";    // with its query, always from "/" on; not decoded
    std::string body;
    std::string content_type;
    HttpHeaders headers;  // all of those that came; from a client: those beside Host, Content-Type and Content-Length
    Peer peer;            // a client leaves it empty

    std::string header(std::string_view name) const;  // the first of that (lower case) name, or ""
};

struct HttpResponse {
    int status = 200;
    std::string body;
    std::string content_type = "text/plain; charset=utf-8";
    HttpHeaders headers;  // beside Content-Type, Content-Length and Connection

    std::string header(std::string_view name) const;
};

// Called on one of the server's worker threads, on several at once; it may block there. What it throws is answered by 500.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

struct HttpLimits {
    std::size_t header_bytes = 16u << 10;
    std::size_t body_bytes = 1u << 20;
    std::size_t connections = 512;     // more are told 503 and closed
    std::size_t workers = 64;          // handlers at work at one time; further requests wait for one to be free
    std::chrono::seconds idle{60};     // between two requests of a connection
    std::chrono::seconds request{30};  // from its first byte to its last
    std::chrono::seconds answer{30};   // to take the answer
    std::chrono::seconds drain{10};    // stop() waits that long for answers to be taken
    bool beyond_loopback = false;      // whether other machines may be listened to
    unsigned socket_mode = 0600;       // permissions of a Unix socket: who may connect at all
};

// Requests that two readers could understand in two ways (two lengths, a length and an encoding, folded headers …) are refused by
// 400, too large ones by 413 and 431; slow ones are cut off. Connections are kept alive as HTTP/1.1 has it.
class HttpServer {
public:
    // Listens when this returns. A socket file that nobody listens on any more is taken over.
    // Problems: usage (not an address, or beyond loopback), address_unusable.
    static Result<std::unique_ptr<HttpServer>> start(const std::string& address, Handler handler,
                                                     const HttpLimits& limits = {});
    ~HttpServer();  // stop()
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    const std::string& address() const;  // with the port chosen
    // Takes no more requests, lets those that came finish and be answered, closes. Waits for every handler to return.
    void stop();

private:
    class Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

struct HttpCallLimits {
    std::chrono::milliseconds timeout{10'000};  // for the whole of it
    std::size_t body_bytes = 16u << 20;
};

// One request over a connection of its own. An answer of any status is an answer; redirects are not followed.
// Problems: usage (not an address), peer_unreachable (nobody there, no answer in time, not HTTP).
Result<HttpResponse> http_call(const std::string& address, const HttpRequest& request,
                               const HttpCallLimits& limits = {});

// "http://host:port/prefix" as the address to call and what every target begins with ("" or "/prefix"); also
// "unix:/path". Problems: usage. https is not spoken here.
struct HttpPlace {
    std::string address;
    std::string prefix;
};
Result<HttpPlace> parse_http_url(const std::string& url);

}  // namespace giamsat
