// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/connection.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include <sys/stat.h>
#include <unistd.h>

namespace giamsat {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using namespace net;

namespace {

using Acceptor = asio::basic_socket_acceptor<Protocol>;

constexpr std::chrono::milliseconds pause_when_short{100};  // of descriptors, say

Problem unusable(const std::string& address, const std::string& why) {
    return {ProblemCode::address_unusable, {{"where", address}, {"why", why}}};
}

// Whoever was killed leaves its socket file behind; nobody answers there any more.
Done clear_way(const std::string& address, const Endpoint& endpoint) {
    const std::string path = unix_path(address);
    std::error_code error;
    if (!fs::exists(fs::symlink_status(path, error))) return {};
    if (!fs::is_socket(path, error)) return unusable(address, "a file that is no socket stands there");
    asio::io_context context;
    Protocol::socket probe(context);
    ErrorCode refused;
    probe.connect(endpoint, refused);
    if (!refused) return unusable(address, std::make_error_code(std::errc::address_in_use).message());
    fs::remove(path, error);
    return {};
}

ErrorCode listen(Acceptor& acceptor, const Endpoint& endpoint, bool unix_socket) {
    ErrorCode error;
    acceptor.open(endpoint.protocol(), error);
    if (!error && !unix_socket) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    return error;
}

}  // namespace

class HttpServer::Impl {
public:
    Impl(Handler handler, const HttpLimits& limits)
        : acceptor_(sockets_), pause_(sockets_), workers_(limits.workers), shared_{std::move(handler),
                                                                                   limits,
                                                                                   sockets_,
                                                                                   workers_,
                                                                                   [this](Connection& one) { forget(one); },
                                                                                   false} {}

    Done begin(const std::string& address) {
        unix_ = is_unix(address);
        GIAMSAT_TRY(endpoint, endpoint_to_listen(address, shared_.limits.beyond_loopback));
        if (unix_) GIAMSAT_CHECK(clear_way(address, endpoint));
        if (const ErrorCode error = listen(acceptor_, endpoint, unix_)) return unusable(address, error.message());
        if (unix_ && ::chmod(unix_path(address).c_str(), shared_.limits.socket_mode) != 0)
            return unusable(address, std::error_code(errno, std::generic_category()).message());
        address_ = unix_ ? address : address_of(acceptor_.local_endpoint());
        accept();
        thread_ = std::thread([this] { sockets_.run(); });
        return {};
    }

    const std::string& address() const { return address_; }

    // Handlers end by themselves; then their answers get the time of `drain` to be taken.
    void stop() {
        if (!thread_.joinable()) return;
        asio::post(sockets_, [this] { close_door(); });
        {
            std::unique_lock lock(mutex_);
            emptied_.wait_for(lock, shared_.limits.drain, [this] { return door_closed_ && connections_.empty(); });
        }
        workers_.join();
        going_on_.reset();
        sockets_.stop();
        thread_.join();
        connections_.clear();
        if (unix_) ::unlink(unix_path(address_).c_str());
    }

private:
    void accept() {
        acceptor_.async_accept([this](ErrorCode error, Protocol::socket socket) {
            if (!acceptor_.is_open()) return;
            if (error) return wait_and_accept();
            welcome(std::move(socket));
            accept();
        });
    }

    // A process out of descriptors would spin here.
    void wait_and_accept() {
        pause_.expires_after(pause_when_short);
        pause_.async_wait([this](ErrorCode) {
            if (acceptor_.is_open()) accept();
        });
    }

    void welcome(Protocol::socket socket) {
        Peer peer = peer_of(socket.native_handle(), unix_);
        auto connection = std::make_shared<Connection>(std::move(socket), std::move(peer), shared_);
        std::size_t count = 0;
        {
            std::lock_guard lock(mutex_);
            connections_.insert(connection);
            count = connections_.size();
        }
        count > shared_.limits.connections ? connection->turn_away() : connection->begin();
    }

    void close_door() {
        shared_.stopping = true;
        ErrorCode ignored;
        acceptor_.close(ignored);
        pause_.cancel();
        std::set<std::shared_ptr<Connection>> all;
        {
            std::lock_guard lock(mutex_);
            door_closed_ = true;
            all = connections_;
        }
        for (const auto& connection : all) connection->finish();
        emptied_.notify_all();
    }

    void forget(Connection& one) {
        std::lock_guard lock(mutex_);
        connections_.erase(one.shared_from_this());
        if (connections_.empty()) emptied_.notify_all();
    }

    asio::io_context sockets_{1};
    asio::executor_work_guard<asio::io_context::executor_type> going_on_{sockets_.get_executor()};
    Acceptor acceptor_;
    asio::steady_timer pause_;
    asio::thread_pool workers_;
    Shared shared_;
    bool unix_ = false;
    std::string address_;
    std::mutex mutex_;
    std::condition_variable emptied_;
    std::set<std::shared_ptr<Connection>> connections_;
    bool door_closed_ = false;
    std::thread thread_;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() { stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(const std::string& address, Handler handler,
                                                      const HttpLimits& limits) {
    auto impl = std::make_unique<Impl>(std::move(handler), limits);
    GIAMSAT_CHECK(impl->begin(address));
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

const std::string& HttpServer::address() const { return impl_->address(); }
void HttpServer::stop() { impl_->stop(); }

}  // namespace giamsat
