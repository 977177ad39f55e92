// SPDX-License-Identifier: Apache-2.0
// A signer and a witness as HTTP services: which request asks for what, and in which words it is answered.
#pragma once

#include "adapters/net/http.hpp"
#include "adapters/witness/signer.hpp"
#include "adapters/witness/witness.hpp"

namespace giamsat {

inline constexpr const char* tree_size_type = "text/x.tlog.size";

// Hex of SHA-256 of the origin: its place in URLs.
std::string place_of_origin(const std::string& origin);

// To the user who runs it and to `users` (names, or uids in digits), others are told 403:
// GET /<place>/key: its vkey. GET /<place>/checkpoint: the last one signed, unsigned. POST /add-checkpoint: see Signer::answer.
HttpResponse answer_for(Signer& signer, const std::vector<std::string>& users, const HttpRequest& request);

// C2SP tlog-witness: POST /add-checkpoint, GET /<place>/checkpoint.
HttpResponse answer_for(Witness& witness, const Clock& clock, const HttpRequest& request);

}  // namespace giamsat
