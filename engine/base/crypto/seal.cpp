// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"
#include "base/crypto/crypto.hpp"

#include <sodium.h>

#include <algorithm>

namespace giamsat {

namespace {

constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const std::uint8_t* raw(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }
std::uint8_t* raw(std::string& bytes) { return reinterpret_cast<std::uint8_t*>(bytes.data()); }

// libsodium chooses its code for this processor, and opens the random device, at the first call.
void sodium_ready() {
    static const bool ready = sodium_init() >= 0;
    ENSURE(ready, "libsodium starts");
}

}  // namespace

std::string seal(const Key& key, const Nonce& nonce, std::string_view plain, std::string_view associated) {
    sodium_ready();
    std::string sealed(plain.size() + tag_bytes, '\0');
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed), &length, raw(plain), plain.size(), raw(associated),
                                               associated.size(), nullptr, nonce.data(), key.data());
    ENSURE(length == sealed.size(), "a sealed text is the plain one and a tag");
    return sealed;
}

std::optional<std::string> open_sealed(const Key& key, const Nonce& nonce, std::string_view sealed,
                                       std::string_view associated) {
    sodium_ready();
    if (sealed.size() < tag_bytes) return std::nullopt;
    std::string plain(sealed.size() - tag_bytes, '\0');
    const int refused =
        crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(sealed), sealed.size(),
                                                   raw(associated), associated.size(), nonce.data(), key.data());
    if (refused != 0) return std::nullopt;
    return plain;
}

void wipe(Key& key) { sodium_memzero(key.data(), key.size()); }

Hash key_commitment(const Key& key, const Nonce& nonce) {
    std::string text = "key-commit";
    text.append(as_bytes(key));
    text.append(reinterpret_cast<const char*>(nonce.data()), nonce.size());
    const Hash hash = sha256(text);
    sodium_memzero(text.data(), text.size());
    return hash;
}

namespace {

class SystemEntropy final : public Entropy {
public:
    SystemEntropy() { sodium_ready(); }
    std::array<std::uint8_t, 32> bytes32(std::string_view) override {
        std::array<std::uint8_t, 32> bytes;
        randombytes_buf(bytes.data(), bytes.size());
        return bytes;
    }
};

class SeededEntropy final : public Entropy {
public:
    explicit SeededEntropy(std::uint64_t seed) : key_(sha256("giamsat demo seed" + std::to_string(seed))) {}
    std::array<std::uint8_t, 32> bytes32(std::string_view purpose) override { return hmac_sha256(key_, purpose); }

private:
    Key key_;
};

}  // namespace

// The prefixes keep a public id or nonce from being the first bytes of a secret key of the same purpose.
std::string Entropy::id(std::string_view purpose) {
    return to_hex(as_bytes(bytes32("id/" + std::string(purpose))).substr(0, 16));
}

Nonce Entropy::nonce(std::string_view purpose) {
    const auto bytes = bytes32("nonce/" + std::string(purpose));
    Nonce nonce;
    std::copy_n(bytes.begin(), nonce.size(), nonce.begin());
    return nonce;
}

std::unique_ptr<Entropy> system_entropy() { return std::make_unique<SystemEntropy>(); }
std::unique_ptr<Entropy> seeded_entropy(std::uint64_t seed) { return std::make_unique<SeededEntropy>(seed); }

}  // namespace giamsat
