// SPDX-License-Identifier: Apache-2.0
// Ed25519 against vectors of RFC 8032 section 7.1, and the strict rule: what other libraries let pass and ours must not.
#include "base/crypto/ed25519.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace giamsat;

namespace {

template <class Bytes>
Bytes bytes_of(std::string_view hex) {
    Bytes bytes{};
    const std::string raw = from_hex(hex).value();
    REQUIRE(raw.size() == bytes.size());
    std::copy(raw.begin(), raw.end(), bytes.begin());
    return bytes;
}

std::string hex_of(const Signature& signature) { return to_hex(std::string(signature.begin(), signature.end())); }

struct Vector {
    const char *seed, *key, *message, *signature;
};
constexpr Vector rfc8032[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "55141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc"
     "027beceea1ec40a"},
};

// The order of the group: S + L is the same scalar said another way.
Signature with_order_added(Signature signature) {
    const auto order = bytes_of<Key>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    int carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += signature[32 + i] + order[i];
        signature[32 + i] = static_cast<std::uint8_t>(carry & 0xff);
        carry >>= 8;
    }
    return signature;
}

}  // namespace

TEST_CASE("keys and signatures are those of RFC 8032", "[crypto][ed25519]") {
    for (const Vector& vector : rfc8032) {
        const auto seed = bytes_of<Key>(vector.seed);
        const std::string message = from_hex(vector.message).value();
        CHECK(public_key_of(seed) == bytes_of<PublicKey>(vector.key));
        CHECK(hex_of(sign(seed, message)) == vector.signature);
        CHECK(verify_signature(bytes_of<PublicKey>(vector.key), message, bytes_of<Signature>(vector.signature)));
        CHECK_FALSE(
            verify_signature(bytes_of<PublicKey>(vector.key), message + "x", bytes_of<Signature>(vector.signature)));
    }
}

TEST_CASE("a scalar that is not reduced is refused", "[crypto][ed25519]") {
    const auto seed = bytes_of<Key>(rfc8032[0].seed);
    const Signature good = sign(seed, "text");
    CHECK(verify_signature(public_key_of(seed), "text", good));
    CHECK_FALSE(verify_signature(public_key_of(seed), "text", with_order_added(good)));
}

TEST_CASE("a key of small order, which would sign anything, is refused", "[crypto][ed25519]") {
    // R = identity, S = 0 satisfies the equation for every message under these keys.
    Signature anything{};
    anything[0] = 1;
    for (const char* key : {
             "0100000000000000000000000000000000000000000000000000000000000000",  // the identity
             "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // order 2
             "0000000000000000000000000000000000000000000000000000000000000000",  // order 4
             "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",  // order 8
             "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
             "0100000000000000000000000000000000000000000000000000000000000080",  // and said another way
             "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
             "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
         }) {
        CHECK_FALSE(verify_signature(bytes_of<PublicKey>(key), "text", anything));
        CHECK_FALSE(verify_signature(bytes_of<PublicKey>(key), "another", anything));
    }
}
