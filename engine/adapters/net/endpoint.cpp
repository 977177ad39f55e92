// SPDX-License-Identifier: Apache-2.0
#include "adapters/net/endpoint.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <charconv>
#include <cstring>

#include <pwd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace giamsat::net {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::string_view unix_scheme = "unix:";

Problem no_address(const std::string& address, const char* vi, const char* en) {
    return {ProblemCode::usage,
            {{"what", "địa chỉ “" + address + "” " + vi}, {"what_en", "address “" + address + "” " + en}}};
}

struct HostAndPort {
    std::string host;
    std::uint16_t port = 0;
};

Result<HostAndPort> split(const std::string& address) {
    const auto colon = address.rfind(':');
    HostAndPort parts;
    if (colon == std::string::npos || colon == 0) return no_address(address, "thiếu “:cổng”", "has no “:port”");
    parts.host = address.substr(0, colon);
    const char *first = address.data() + colon + 1, *last = address.data() + address.size();
    const auto [end, error] = std::from_chars(first, last, parts.port);
    if (error != std::errc() || end != last) return no_address(address, "có cổng sai", "has no right port");
    if (parts.host.starts_with('[') && parts.host.ends_with(']'))
        parts.host = parts.host.substr(1, parts.host.size() - 2);
    return parts;
}

Result<Endpoint> unix_endpoint(const std::string& address) {
    const std::string path = unix_path(address);
    if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path))
        return no_address(address, "rỗng hoặc dài quá 107 byte", "is empty or longer than 107 bytes");
    return Endpoint(asio::local::stream_protocol::endpoint(path));
}

Problem unknown_host(const std::string& address, const boost::system::error_code& error) {
    return {ProblemCode::peer_unreachable, {{"where", address}, {"why", error.message()}}};
}

std::string name_of(std::uint32_t uid) {
    constexpr std::size_t room = 16u << 10;
    std::vector<char> buffer(room);
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found) return entry.pw_name;
    return std::to_string(uid);
}

Endpoint remote_end(int descriptor) {
    Endpoint endpoint;
    auto size = static_cast<socklen_t>(endpoint.capacity());
    if (::getpeername(descriptor, endpoint.data(), &size) == 0) endpoint.resize(size);
    return endpoint;
}

}  // namespace

bool is_unix(const std::string& address) { return address.starts_with(unix_scheme); }
std::string unix_path(const std::string& address) { return address.substr(unix_scheme.size()); }

Result<Endpoint> endpoint_to_listen(const std::string& address, bool beyond_loopback) {
    if (is_unix(address)) return unix_endpoint(address);
    GIAMSAT_TRY(parts, split(address));
    boost::system::error_code error;
    const auto ip = asio::ip::make_address(parts.host == "localhost" ? "127.0.0.1" : parts.host, error);
    if (error) return no_address(address, "không phải số IP hay localhost", "is no IP number and not localhost");
    if (!ip.is_loopback() && !beyond_loopback)
        return no_address(address, "cho máy khác gọi vào; ở đây chỉ được nghe trên chính máy này",
                          "can be called by other machines; here only this machine may be listened to");
    return Endpoint(tcp::endpoint(ip, parts.port));
}

Result<std::vector<Endpoint>> endpoints_to_call(const std::string& address) {
    if (is_unix(address)) {
        GIAMSAT_TRY(endpoint, unix_endpoint(address));
        return std::vector<Endpoint>{endpoint};
    }
    GIAMSAT_TRY(parts, split(address));
    asio::io_context context;
    boost::system::error_code error;
    const auto found =
        tcp::resolver(context).resolve(parts.host, std::to_string(parts.port), tcp::resolver::numeric_service, error);
    if (error) return unknown_host(address, error);
    std::vector<Endpoint> endpoints;
    for (const auto& entry : found) endpoints.emplace_back(entry.endpoint());
    return endpoints;
}

std::string address_of(const Endpoint& endpoint) {
    tcp::endpoint known;
    const bool six = endpoint.data()->sa_family == AF_INET6;
    if (!six && endpoint.data()->sa_family != AF_INET) return "unix";
    std::memcpy(known.data(), endpoint.data(), endpoint.size());
    known.resize(endpoint.size());
    const std::string host = known.address().to_string();
    return (six ? "[" + host + "]" : host) + ":" + std::to_string(known.port());
}

Peer peer_of(int descriptor, bool unix_socket) {
    if (!unix_socket) return {{}, "", address_of(remote_end(descriptor))};
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return {{}, "", "unix"};
    return {credentials.uid, name_of(credentials.uid), "unix"};
}

}  // namespace giamsat::net
