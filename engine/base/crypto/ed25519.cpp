// SPDX-License-Identifier: Apache-2.0
#include "base/crypto/ed25519.hpp"

#include <sodium.h>

namespace giamsat {

namespace {

const std::uint8_t* raw(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

// libsodium's secret key is seed and public key together; it is wiped when it is let go.
struct SecretKey {
    explicit SecretKey(const Key& seed) { crypto_sign_seed_keypair(open.data(), secret.data(), seed.data()); }
    ~SecretKey() { sodium_memzero(secret.data(), secret.size()); }
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;

    PublicKey open;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
};

}  // namespace

PublicKey public_key_of(const Key& seed) { return SecretKey(seed).open; }

Signature sign(const Key& seed, std::string_view message) {
    const SecretKey key(seed);
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, raw(message), message.size(), key.secret.data());
    return signature;
}

bool verify_signature(const PublicKey& key, std::string_view message, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), raw(message), message.size(), key.data()) == 0;
}

}  // namespace giamsat
