// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/connection.hpp"

#include "adapters/net/head.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include <algorithm>

namespace giamsat::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::size_t linger_bytes = 1u << 20;
constexpr std::chrono::seconds linger_time{2};

std::string text_of(boost::string_view text) { return {text.data(), text.size()}; }

std::string in_lower_case(boost::string_view name) {
    std::string lower = text_of(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool bears_no_body(int status) { return status == 204 || status == 304; }

// A line end inside a header would begin another one, or the body.
bool is_one_line(const std::string& text) { return text.find_first_of("\r\n") == std::string::npos; }

HttpResponse plain(int status) {
    const auto reason = http::obsolete_reason(static_cast<http::status>(status));
    return {status, std::to_string(status) + " " + text_of(reason) + "\n"};
}

HttpResponse guarded(const Handler& handler, const HttpRequest& request) {
    try {
        HttpResponse response = handler(request);
        bool lines = is_one_line(response.content_type);
        for (const auto& [name, value] : response.headers) lines = lines && is_one_line(name) && is_one_line(value);
        return lines ? response : plain(500);
    } catch (...) {
        return plain(500);
    }
}

int status_of(const ErrorCode& error) {
    if (error == http::error::body_limit) return 413;
    if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
    return error.category() == make_error_code(http::error::bad_value).category() ? 400 : 0;
}

}  // namespace

Connection::Connection(Protocol::socket socket, Peer peer, Shared& shared)
    : stream_(std::move(socket)), peer_(std::move(peer)), shared_(shared) {}

void Connection::begin() { wait_for_request(); }

void Connection::turn_away() { refuse(503); }

void Connection::finish() {
    if (idle_) close();
}

void Connection::close() {
    if (closed_) return;
    closed_ = true;
    ErrorCode ignored;
    stream_.socket().shutdown(Protocol::socket::shutdown_both, ignored);
    stream_.close();
    shared_.left(*this);
}

// Between requests, and only there, a connection may rest for long: a request has its own, shorter time from its first byte.
void Connection::wait_for_request() {
    parser_.reset();
    if (shared_.stopping && buffer_.size() == 0) return close();
    idle_ = buffer_.size() == 0;
    stream_.expires_after(idle_ ? shared_.limits.idle : shared_.limits.request);
    read_head();
}

void Connection::read_head() {
    const std::string_view seen(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    if (const auto end = seen.find(head_end); end != seen.npos) return take_head(end + head_end.size());
    if (seen.size() >= shared_.limits.header_bytes) return refuse(431);
    constexpr std::size_t stretch = 4096;
    const auto room = buffer_.prepare(std::min(stretch, shared_.limits.header_bytes - seen.size()));
    stream_.async_read_some(room, [self = shared_from_this()](ErrorCode error, std::size_t bytes) {
        if (error) return self->close();
        self->buffer_.commit(bytes);
        if (std::exchange(self->idle_, false)) self->stream_.expires_after(self->shared_.limits.request);
        self->read_head();
    });
}

void Connection::take_head(std::size_t bytes) {
    const auto* head = static_cast<const char*>(buffer_.data().data());
    if (const int status = refused_head({head, bytes})) return refuse(status);
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes + bytes));
    parser_->body_limit(shared_.limits.body_bytes);
    ErrorCode error;
    const std::size_t taken = parser_->put(asio::buffer(head, bytes), error);
    if (error && error != http::error::need_more) return refuse(status_of(error));
    if (!parser_->is_header_done()) return refuse(400);
    buffer_.consume(taken);
    parser_->is_done() ? hand_over() : read_body();
}

void Connection::read_body() {
    ahead_ = beast::iequals(parser_->get()[http::field::expect], "100-continue") ? go_on : "";
    asio::async_write(stream_, asio::buffer(ahead_), [self = shared_from_this()](ErrorCode unsaid, std::size_t) {
        if (unsaid) return self->close();
        http::async_read(self->stream_, self->buffer_, *self->parser_, [self](ErrorCode error, std::size_t) {
            if (!error) return self->hand_over();
            const int status = status_of(error);
            status ? self->refuse(status) : self->close();
        });
    });
}

HttpRequest Connection::request() {
    auto& message = parser_->get();
    HttpRequest request{text_of(message.method_string()), text_of(message.target()), std::move(message.body())};
    for (const auto& field : message)
        request.headers.emplace_back(in_lower_case(field.name_string()), text_of(field.value()));
    request.content_type = request.header("content-type");
    request.peer = peer_;
    return request;
}

void Connection::hand_over() {
    asio::post(shared_.workers, [self = shared_from_this(), request = request()] {
        auto response = guarded(self->shared_.handler, request);
        asio::post(self->shared_.sockets, [self, response = std::move(response)]() mutable {
            if (!self->closed_) self->answer(std::move(response));
        });
    });
}

void Connection::answer(HttpResponse response) {
    const auto& asked = parser_->get();
    message_ = Message(static_cast<http::status>(response.status), asked.version());
    for (const auto& [name, value] : response.headers) message_.set(name, value);
    if (!response.content_type.empty()) message_.set(http::field::content_type, response.content_type);
    message_.keep_alive(asked.keep_alive() && !shared_.stopping);
    if (!bears_no_body(response.status)) message_.content_length(response.body.size());
    const bool told = asked.method() != http::verb::head && !bears_no_body(response.status);
    message_.body() = told ? std::move(response.body) : "";
    send();
}

void Connection::refuse(int status) {
    HttpResponse response = plain(status);
    message_ = Message(static_cast<http::status>(status), 11);
    message_.set(http::field::content_type, response.content_type);
    message_.keep_alive(false);
    message_.content_length(response.body.size());
    message_.body() = std::move(response.body);
    send();
}

void Connection::send() {
    stream_.expires_after(shared_.limits.answer);
    http::async_write(stream_, message_, [self = shared_from_this()](ErrorCode error, std::size_t) {
        if (error) return self->close();
        if (self->message_.keep_alive()) return self->wait_for_request();
        ErrorCode ignored;
        self->stream_.socket().shutdown(Protocol::socket::shutdown_send, ignored);
        self->stream_.expires_after(linger_time);
        self->linger(linger_bytes);
    });
}

// Closing on unread bytes would make the system throw the answer away: what still comes is read for a moment.
void Connection::linger(std::size_t left) {
    buffer_.clear();
    constexpr std::size_t stretch = 4096;
    stream_.async_read_some(buffer_.prepare(stretch),
                            [self = shared_from_this(), left](ErrorCode error, std::size_t bytes) {
                                if (error || bytes >= left) return self->close();
                                self->linger(left - bytes);
                            });
}

}  // namespace giamsat::net
