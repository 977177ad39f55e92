// SPDX-License-Identifier: Apache-2.0
// One connection of the server: request after request, on the server's one thread for sockets; handlers run on its workers.
#pragma once

#include "adapters/net/endpoint.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace giamsat::net {

using Stream = boost::beast::basic_stream<Protocol>;
using ErrorCode = boost::beast::error_code;

// What all connections of a server share. Outlives them.
struct Shared {
    Handler handler;
    HttpLimits limits;
    boost::asio::io_context& sockets;
    boost::asio::thread_pool& workers;
    std::function<void(class Connection&)> left;  // called once by each connection when it is closed
    bool stopping = false;                        // on the thread for sockets
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Protocol::socket socket, Peer peer, Shared& shared);

    void begin();
    void turn_away();  // one 503, then the end
    void finish();     // what is being asked is answered, nothing more: when idle it closes now
    void close();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Message = boost::beast::http::response<boost::beast::http::string_body>;

    void wait_for_request();
    void read_head();
    void take_head(std::size_t bytes);
    void read_body();  // says 100 first where the client waits for it
    void hand_over();
    HttpRequest request();
    void answer(HttpResponse response);
    void refuse(int status);
    void send();
    void linger(std::size_t left);

    Stream stream_;
    Peer peer_;
    Shared& shared_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    Message message_;
    std::string ahead_;  // sent before the body is read
    bool idle_ = false;
    bool closed_ = false;
};

}  // namespace giamsat::net
