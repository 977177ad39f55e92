// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/endpoint.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>

namespace giamsat {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using namespace net;

namespace {

using ErrorCode = beast::error_code;

// The steps of one call, each begun when the one before has succeeded, all under one deadline.
class Call {
public:
    Call(const std::string& address, const HttpRequest& request, const HttpCallLimits& limits)
        : stream_(context_), limit_(limits.body_bytes) {
        message_.method_string(request.method);
        message_.target(request.target);
        message_.version(11);
        message_.set(http::field::host, is_unix(address) ? "localhost" : address);
        for (const auto& [name, value] : request.headers) message_.set(name, value);
        if (!request.content_type.empty()) message_.set(http::field::content_type, request.content_type);
        message_.keep_alive(false);
        message_.body() = request.body;
        message_.prepare_payload();
        parser_.body_limit(limit_);
        stream_.expires_after(limits.timeout);
    }

    ErrorCode carry_out(const std::vector<Endpoint>& endpoints) {
        stream_.async_connect(endpoints, [this](ErrorCode error, const Endpoint&) { error ? end(error) : write(); });
        context_.run();
        return error_;
    }

    HttpResponse response() {
        auto& message = parser_.get();
        HttpResponse response{static_cast<int>(message.result_int()), std::move(message.body()), "", {}};
        for (const auto& field : message) {
            std::string name(field.name_string());
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            response.headers.emplace_back(std::move(name), std::string(field.value()));
        }
        response.content_type = response.header("content-type");
        return response;
    }

private:
    // Who refuses a request early answers before it is whole, and may have closed by then: the answer counts.
    void write() {
        http::async_write(stream_, message_, [this](ErrorCode, std::size_t) { read(); });
    }
    // Beast 1.74 forgets that an announced body is over the limit when head and body come together.
    void read() {
        http::async_read_header(stream_, buffer_, parser_, [this](ErrorCode error, std::size_t) {
            if (!error && parser_.content_length() > limit_) error = http::error::body_limit;
            error ? end(error) : read_body();
        });
    }
    void read_body() {
        http::async_read(stream_, buffer_, parser_, [this](ErrorCode error, std::size_t) { end(error); });
    }
    void end(ErrorCode error) {
        error_ = error;
        stream_.close();
    }

    asio::io_context context_;
    beast::basic_stream<Protocol> stream_;
    std::uint64_t limit_;
    http::request<http::string_body> message_;
    http::response_parser<http::string_body> parser_;
    beast::flat_buffer buffer_;
    ErrorCode error_;
};

LocalText why(const ErrorCode& error) {
    if (error == beast::error::timeout) return {"không trả lời kịp", "no answer came in time"};
    if (error == http::error::end_of_stream || error == http::error::partial_message)
        return {"ngắt giữa chừng", "it broke off"};
    if (error == http::error::body_limit) return {"câu trả lời quá lớn", "its answer is too large"};
    return LocalText(error.message(), error.message());
}

bool is_token(const std::string& text) { return text.find_first_of(" \t\r\n") == std::string::npos && !text.empty(); }

}  // namespace

Result<HttpResponse> http_call(const std::string& address, const HttpRequest& request, const HttpCallLimits& limits) {
    if (!is_token(request.method) || !is_token(request.target))
        return Problem(ProblemCode::usage, {{"what", "đường dẫn “" + request.target + "” có dấu cách"},
                                            {"what_en", "target “" + request.target + "” has a space in it"}});
    GIAMSAT_TRY(endpoints, endpoints_to_call(address));
    Call call(address, request, limits);
    if (const ErrorCode error = call.carry_out(endpoints)) {
        const LocalText reason = why(error);
        return Problem(ProblemCode::peer_unreachable,
                       {{"where", address}, {"why", reason.vi}, {"why_en", reason.in(Lang::en)}});
    }
    return call.response();
}

}  // namespace giamsat
