// SPDX-License-Identifier: Apache-2.0
// Addresses as Asio knows them. For the files of this folder.
#pragma once

#include "adapters/net/http.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

namespace giamsat::net {

using Protocol = boost::asio::generic::stream_protocol;
using Endpoint = Protocol::endpoint;

bool is_unix(const std::string& address);
std::string unix_path(const std::string& address);  // REQUIRES: is_unix

// Where to listen: an address in digits, or localhost. Problems: usage.
Result<Endpoint> endpoint_to_listen(const std::string& address, bool beyond_loopback);
// Where to call; names are resolved, which may take the system some time. Problems: usage, peer_unreachable.
Result<std::vector<Endpoint>> endpoints_to_call(const std::string& address);
// With the port the system chose.
std::string address_of(const Endpoint& endpoint);

Peer peer_of(int descriptor, bool unix_socket);  // of a socket that is connected

}  // namespace giamsat::net
