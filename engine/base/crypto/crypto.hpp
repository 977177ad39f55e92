// SPDX-License-Identifier: Apache-2.0
// All cryptography of the house, on libsodium: SHA-256, keyed hashing, XChaCha20-Poly1305, randomness.
#pragma once

#include "base/core/result.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace giamsat {

using Hash = std::array<std::uint8_t, 32>;
using Key = std::array<std::uint8_t, 32>;
using Nonce = std::array<std::uint8_t, 24>;

Hash sha256(std::string_view bytes);
Hash sha256(std::string_view prefix, std::string_view bytes);  // of the concatenation, without copying
// The same for what is too long to hold: piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::string_view bytes);
    Hash finish();  // once, last

private:
    struct State;
    std::unique_ptr<State> state_;
};
Hash hmac_sha256(const Key& key, std::string_view bytes);

std::string to_hex(std::string_view bytes);
std::string to_hex(const Hash& hash);
std::optional<std::string> from_hex(std::string_view hex);  // bytes; nothing when not lower-case hex of even length
std::string to_base64(std::string_view bytes);              // standard alphabet, padded
std::optional<std::string> from_base64(std::string_view text);
std::string_view as_bytes(const Hash& hash);  // also Key: same type

// XChaCha20-Poly1305 (IETF draft-irtf-cfrg-xchacha). `seal` returns ciphertext || tag.
std::string seal(const Key& key, const Nonce& nonce, std::string_view plain, std::string_view associated);
std::optional<std::string> open_sealed(const Key& key, const Nonce& nonce, std::string_view sealed,
                                       std::string_view associated);

void wipe(Key& key);  // with zeros, whatever a compiler thinks of it

// SHA-256("key-commit" || key || nonce): XChaCha20-Poly1305 alone does not commit to its key.
Hash key_commitment(const Key& key, const Nonce& nonce);

// Where secrets come from. `purpose` names the use ("cmd", "key/<subject>", …): the system source ignores it,
// the seeded source is a function of it alone, so that a demo never depends on the order of its calls.
class Entropy {
public:
    virtual ~Entropy() = default;
    virtual std::array<std::uint8_t, 32> bytes32(std::string_view purpose) = 0;

    std::string id(std::string_view purpose);  // 32 hex digits
    Nonce nonce(std::string_view purpose);
};

std::unique_ptr<Entropy> system_entropy();
std::unique_ptr<Entropy> seeded_entropy(std::uint64_t seed);  // HMAC-SHA-256(seed, purpose)

// SHA-256(prefix '/' text) as 32 hex digits; how ids follow from a command's id and position.
std::string derived_id(std::string_view command_id, std::string_view what);

}  // namespace giamsat
