// SPDX-License-Identifier: Apache-2.0
#include "base/crypto/crypto.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <set>

using namespace giamsat;

namespace {

std::string bytes(std::string_view hex) { return from_hex(hex).value(); }

// HMAC pads a short key with zeros, so the shorter keys of RFC 4231 fit ours.
template <class Array>
Array filled(std::string_view from) {
    Array out{};
    std::copy(from.begin(), from.end(), reinterpret_cast<char*>(out.data()));
    return out;
}

Key key_of(std::string_view hex) { return filled<Key>(bytes(hex)); }
Nonce nonce_of(std::string_view hex) { return filled<Nonce>(bytes(hex)); }

}  // namespace

// FIPS 180-2, appendix B, and the empty text.
TEST_CASE("SHA-256 gives the published digests", "[crypto]") {
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256("a", "bc") == sha256("abc"));
    CHECK(sha256("", "abc") == sha256("abc", ""));
}

// RFC 4231, test cases 1 to 4.
TEST_CASE("HMAC-SHA-256 gives the digests of RFC 4231", "[crypto]") {
    CHECK(to_hex(hmac_sha256(filled<Key>(std::string(20, '\x0b')), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(to_hex(hmac_sha256(filled<Key>("Jefe"), "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(to_hex(hmac_sha256(filled<Key>(std::string(20, '\xaa')), std::string(50, '\xdd'))) ==
          "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    CHECK(to_hex(hmac_sha256(key_of("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'))) ==
          "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
}

// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
TEST_CASE("sealing gives the ciphertext and tag of the XChaCha20-Poly1305 draft", "[crypto]") {
    const auto key = key_of("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const auto nonce = nonce_of("404142434445464748494a4b4c4d4e4f5051525354555657");
    const auto associated = bytes("50515253c0c1c2c3c4c5c6c7");
    const std::string plain =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would "
        "be it.";
    const auto sealed = seal(key, nonce, plain, associated);
    CHECK(to_hex(sealed) ==
          "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
          "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
          "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
          "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
    CHECK(open_sealed(key, nonce, sealed, associated) == plain);
}

TEST_CASE("a sealed text opens only whole, with its key, nonce and associated text", "[crypto]") {
    const Key key = sha256("key");
    const Nonce nonce = seeded_entropy(1)->nonce("n");
    const auto sealed = seal(key, nonce, "Nguyễn Thị An", "case/1");
    CHECK_FALSE(open_sealed(sha256("other"), nonce, sealed, "case/1"));
    CHECK_FALSE(open_sealed(key, seeded_entropy(2)->nonce("n"), sealed, "case/1"));
    CHECK_FALSE(open_sealed(key, nonce, sealed, "case/2"));
    CHECK_FALSE(open_sealed(key, nonce, sealed.substr(1), "case/1"));
    CHECK_FALSE(open_sealed(key, nonce, "", "case/1"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(open_sealed(key, nonce, changed, "case/1"));
    }
    CHECK(open_sealed(key, nonce, seal(key, nonce, "", ""), "") == "");
}

TEST_CASE("the commitment of a key is the hash it says it is", "[crypto]") {
    const Key key = sha256("key");
    const Nonce nonce = seeded_entropy(1)->nonce("n");
    const std::string nonce_bytes(nonce.begin(), nonce.end());
    CHECK(key_commitment(key, nonce) == sha256("key-commit" + std::string(as_bytes(key)) + nonce_bytes));
}

TEST_CASE("hex is lower case and of even length", "[crypto]") {
    CHECK(to_hex(std::string_view("\x00\xff\x1a", 3)) == "00ff1a");
    CHECK(from_hex("00ff1a") == std::string("\x00\xff\x1a", 3));
    CHECK(from_hex("") == "");
    for (const char* wrong : {"0", "0g", "FF", "0x", " 0", "00 "}) CHECK_FALSE(from_hex(wrong));
}

// RFC 4648, section 10.
TEST_CASE("no byte beyond ASCII is base64", "[crypto]") {
    CHECK(from_base64("/w==") == "\xff");
    for (int byte = 0x80; byte < 0x100; ++byte)
        for (std::size_t at = 0; at < 4; ++at) {
            std::string text = "/w//";
            text[at] = static_cast<char>(byte);
            CHECK_FALSE(from_base64(text));
        }
}

TEST_CASE("base64 gives the texts of RFC 4648 and refuses others", "[crypto]") {
    const std::pair<const char*, const char*> known[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : known) {
        CHECK(to_base64(plain) == coded);
        CHECK(from_base64(coded) == plain);
    }
    for (const char* wrong : {"Zg", "Zg=", "Zh==", "Z", "Zm9v\n", "Zm 9v", "Zm9v====", "Zm8-"}) {
        INFO(wrong);
        CHECK_FALSE(from_base64(wrong));
    }
}

TEST_CASE("seeded entropy is a function of seed and purpose alone", "[crypto]") {
    const auto one = seeded_entropy(7);
    const auto two = seeded_entropy(7);
    const auto first = one->bytes32("cmd");
    CHECK(one->bytes32("key/a") != first);
    CHECK(one->bytes32("cmd") == first);
    CHECK(two->bytes32("cmd") == first);
    CHECK(seeded_entropy(8)->bytes32("cmd") != first);
    CHECK(first == hmac_sha256(sha256("giamsat demo seed7"), "cmd"));
}

TEST_CASE("an id is 32 hex digits and no part of a secret of the same purpose", "[crypto]") {
    for (const auto& entropy : {seeded_entropy(1), system_entropy()}) {
        const auto id = entropy->id("cmd");
        CHECK(id.size() == 32);
        CHECK(from_hex(id));
    }
    const auto seeded = seeded_entropy(1);
    CHECK(to_hex(seeded->bytes32("x")).substr(0, 32) != seeded->id("x"));
    const auto nonce = seeded->nonce("x");
    const auto secret = seeded->bytes32("x");
    CHECK_FALSE(std::equal(nonce.begin(), nonce.end(), secret.begin()));
}

TEST_CASE("system entropy never repeats itself", "[crypto]") {
    const auto entropy = system_entropy();
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) CHECK(seen.insert(entropy->id("same")).second);
}

TEST_CASE("an id derives from its command and its position", "[crypto]") {
    CHECK(derived_id("c1", "line/0") == to_hex(sha256("c1/line/0")).substr(0, 32));
    CHECK(derived_id("c1", "line/0") != derived_id("c1", "line/1"));
}
