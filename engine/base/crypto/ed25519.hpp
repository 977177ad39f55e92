// SPDX-License-Identifier: Apache-2.0
// Ed25519 signatures (RFC 8032), by libsodium's strict rule: a signature whose scalar is not reduced, or a key or point that
// is not canonical or of small order, is refused. Every verifier of the journal holds to the same rule.
#pragma once

#include "base/crypto/crypto.hpp"

namespace giamsat {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// `seed` is the 32-byte private key of RFC 8032.
PublicKey public_key_of(const Key& seed);
Signature sign(const Key& seed, std::string_view message);
bool verify_signature(const PublicKey& key, std::string_view message, const Signature& signature);

}  // namespace giamsat
