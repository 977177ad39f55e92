// SPDX-License-Identifier: Apache-2.0
#include "base/crypto/crypto.hpp"

#include <nettle/sha2.h>
#include <sodium.h>

namespace giamsat {

namespace {

const std::uint8_t* raw(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

}  // namespace

Hash sha256(std::string_view bytes) { return sha256(bytes, {}); }

Hash sha256(std::string_view prefix, std::string_view bytes) {
    Hash hash;
    sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, prefix.size(), raw(prefix));
    sha256_update(&state, bytes.size(), raw(bytes));
    sha256_digest(&state, hash.size(), hash.data());
    return hash;
}

struct Sha256::State {
    sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Sha256::~Sha256() = default;
void Sha256::add(std::string_view bytes) { sha256_update(&state_->context, bytes.size(), raw(bytes)); }

Hash Sha256::finish() {
    Hash hash;
    sha256_digest(&state_->context, hash.size(), hash.data());
    return hash;
}

Hash hmac_sha256(const Key& key, std::string_view bytes) {
    Hash hash;
    crypto_auth_hmacsha256(hash.data(), raw(bytes), bytes.size(), key.data());
    return hash;
}

std::string_view as_bytes(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string to_hex(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out(bytes.size() * 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        out[2 * i] = digits[byte >> 4];
        out[2 * i + 1] = digits[byte & 15];
    }
    return out;
}

std::string to_hex(const Hash& hash) { return to_hex(as_bytes(hash)); }

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

std::optional<std::string> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string out(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        const int high = hex_value(hex[2 * i]);
        const int low = hex_value(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out[i] = static_cast<char>(high * 16 + low);
    }
    return out;
}

std::string to_base64(std::string_view bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), raw(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // libsodium counts the final NUL
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string out(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    const int refused = sodium_base642bin(reinterpret_cast<std::uint8_t*>(out.data()), out.size(), text.data(),
                                          text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (refused != 0) return std::nullopt;
    out.resize(length);
    // libsodium reads every byte beyond ASCII as "/": one text only stands for these bytes.
    if (to_base64(out) != text) return std::nullopt;
    return out;
}

std::string derived_id(std::string_view command_id, std::string_view what) {
    return to_hex(as_bytes(sha256(std::string(command_id) + "/", what)).substr(0, 16));
}

}  // namespace giamsat
