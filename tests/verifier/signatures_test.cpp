// SPDX-License-Identifier: Apache-2.0
// Signatures that are not what they seem: both verifiers refuse them for the same reasons, and pass over strangers.
#include "support/catch.hpp"
#include "support/sample_log.hpp"
#include "support/trial.hpp"

#include <algorithm>

using namespace giamsat;
using namespace giamsat::test;
using samples::SampleLog;
using samples::seed_of;

namespace {

const SampleLog& log() {
    static const SampleLog made = samples::office_log(40);
    return made;
}
const std::string& origin() { return log().origin(); }
std::string two_of_three() {
    return samples::policy_text(origin(), {"w1", "w2", "w3"}, "group g 2 w1 w2 w3\nquorum g\n");
}
std::string text() { return write_checkpoint(log().checkpoint(40)); }
NoteSignature own() { return sign_note(seed_of(origin()), origin(), text()); }
NoteSignature witness(const std::string& name) { return samples::witness_line(name, text(), 1'700'000'000); }

std::string with(const std::vector<NoteSignature>& signatures, const std::string& note_text) {
    LogProof proof = log().proof({7}, log().signed_checkpoint(40));
    proof.checkpoint.note = {note_text, signatures};
    return write_proof(proof);
}
std::string with(const std::vector<NoteSignature>& signatures) { return with(signatures, text()); }

// S + L instead of S: the same scalar, not reduced. `at`: where the signature begins.
NoteSignature not_reduced(NoteSignature signature, std::size_t at) {
    const std::string order = from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
    int carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        auto& byte = signature.bytes[at + 32 + i];
        carry += static_cast<unsigned char>(byte) + static_cast<unsigned char>(order[i]);
        byte = static_cast<char>(carry & 0xff);
        carry >>= 8;
    }
    return signature;
}

NoteSignature altered(NoteSignature signature, std::size_t at) {
    signature.bytes[at] = static_cast<char>(signature.bytes[at] ^ 1);
    return signature;
}

// "Signed" by a key under which R = 1, S = 0 satisfies the equation for every text.
struct Forged {
    std::string vkey;
    NoteSignature signature;
};
Forged forged(const std::string& name, KeyType type, const std::string& key_hex) {
    PublicKey key;
    const std::string raw = from_hex(key_hex).value();
    std::copy(raw.begin(), raw.end(), key.begin());
    const VerifierKey vkey = verifier_key(name, type, key);
    std::string bytes(type == KeyType::witness ? 72 : 64, '\0');
    bytes[type == KeyType::witness ? 8 : 0] = 1;
    return {write_verifier_key(vkey), {name, vkey.id, bytes}};
}

constexpr const char* weak_keys[] = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0200000000000000000000000000000000000000000000000000000000000000",  // no point at all
};

}  // namespace

TEST_CASE("both verifiers count whoever signed well, and nobody else", "[verifier]") {
    Trials trials;
    const NoteSignature stranger = witness("stranger");
    const auto judge = [&](const std::string& what, bool holds, const std::vector<NoteSignature>& signatures) {
        trials.proof(what, holds, with(signatures), two_of_three());
    };
    judge("two witnesses", true, {own(), witness("w1"), witness("w2")});
    judge("three, in another order", true, {witness("w3"), witness("w1"), own(), witness("w2")});
    judge("with a stranger", true, {own(), witness("w1"), stranger, witness("w3")});
    judge("one witness twice, and another", true, {own(), witness("w1"), witness("w1"), witness("w2")});
    judge("two times of one witness, and another", true,
          {own(), witness("w1"), samples::witness_line("w1", text(), 5), witness("w2")});
    judge("the last moment there is", true,
          {own(), witness("w1"), samples::witness_line("w2", text(), (1ull << 63) - 1)});
    judge("one witness", false, {own(), witness("w1")});
    judge("one witness twice", false, {own(), witness("w1"), witness("w1")});
    judge("one witness at two times", false, {own(), witness("w1"), samples::witness_line("w1", text(), 5)});
    judge("one witness and a stranger", false, {own(), witness("w1"), stranger});
    judge("no witness", false, {own()});
    judge("witnesses without the log", false, {witness("w1"), witness("w2"), witness("w3")});
    judge("strangers only", false, {stranger});
    std::vector<NoteSignature> crowd = {own(), witness("w1"), witness("w2")};
    while (crowd.size() < 64) crowd.push_back(stranger);
    judge("64 signatures", true, crowd);
    crowd.push_back(stranger);
    judge("65 signatures", false, crowd);
    CHECK(misjudged(trials, 3) == "");
}

TEST_CASE("both verifiers refuse a note for one bad signature of somebody known", "[verifier]") {
    Trials trials;
    const auto spoil = [&](const std::string& what, const NoteSignature& bad) {
        trials.proof("spoiled: " + what, false, with({own(), witness("w1"), witness("w2"), bad}), two_of_three());
        trials.proof("instead: " + what, false, with({bad, witness("w1"), witness("w2")}), two_of_three());
    };
    NoteSignature longer = own(), shorter = own(), empty_time = witness("w3"), cut_time = witness("w3");
    longer.bytes += '\0', shorter.bytes.pop_back(), empty_time.bytes.resize(8), cut_time.bytes.resize(7);
    spoil("R of the log", altered(own(), 0));
    spoil("R's last byte", altered(own(), 31));
    spoil("S of the log", altered(own(), 32));
    spoil("S's last byte", altered(own(), 63));
    spoil("a byte more", longer);
    spoil("a byte less", shorter);
    spoil("another text", sign_note(seed_of(origin()), origin(), text() + "x\n"));
    spoil("S not reduced", not_reduced(own(), 0));
    spoil("time of w3", altered(witness("w3"), 7));
    spoil("cosignature of w3", altered(witness("w3"), 20));
    spoil("cosignature of w3 not reduced", not_reduced(witness("w3"), 8));
    spoil("time of w3 alone", empty_time);
    spoil("half a time of w3", cut_time);
    spoil("w3 after the end of time", samples::witness_line("w3", text(), 1ull << 63));
    spoil("w3 over another text", samples::witness_line("w3", text() + "x\n", 1));
    NoteSignature plain = sign_note(seed_of("w3"), "w3", text());
    plain.id = witness("w3").id;
    spoil("w3 as if it were a log", plain);
    CHECK(misjudged(trials, 6) == "");
}

TEST_CASE("both verifiers hold a log to its own name", "[verifier]") {
    Trials trials;
    const std::string second = "log " + samples::vkey_of("log.example/second") + "\n";
    const NoteSignature by_second = sign_note(seed_of("log.example/second"), "log.example/second", text());
    const std::string both = second + two_of_three();
    NoteSignature renamed = by_second;
    renamed.name = origin();
    const auto two = [](const NoteSignature& one) {
        return std::vector<NoteSignature>{one, witness("w1"), witness("w2")};
    };
    trials.proof("another known log signed", false, with(two(by_second)), both);
    trials.proof("another known log signed too", true, with({own(), witness("w1"), witness("w2"), by_second}), both);
    trials.proof("another known log signed too, badly", false,
                 with({own(), witness("w1"), witness("w2"), altered(by_second, 3)}), both);
    trials.proof("another's signature under this name", false, with(two(renamed)), both);
    trials.proof("a log that is not known", false, with(two(own())),
                 second + two_of_three().substr(two_of_three().find('\n') + 1));
    trials.proof("no log at all", false, with(two(own())), two_of_three().substr(two_of_three().find('\n') + 1));

    trials.proof("another key under this name", false, with(two(sign_note(seed_of("another key"), origin(), text()))),
                 both);
    CHECK(misjudged(trials, 2) == "");
}

TEST_CASE("both verifiers refuse keys and points that would sign anything", "[verifier]") {
    Trials trials;
    int number = 0;
    for (const char* key : weak_keys) {
        const std::string which = "weak key " + std::to_string(number++);
        const Forged log_key = forged(origin(), KeyType::log, key), witness_key = forged("w", KeyType::witness, key);
        trials.proof(which + " of a log", false, with({log_key.signature}), "log " + log_key.vkey + "\nquorum none\n");
        trials.proof(which + " of a witness", false, with({own(), witness_key.signature}),
                     samples::policy_text(origin(), {}, "witness w " + witness_key.vkey + "\nquorum w\n"));
        trials.proof(which + " that nobody used", true, with({own()}),
                     samples::policy_text(origin(), {}, "witness w " + witness_key.vkey + "\nquorum none\n"));
        NoteSignature weak_point = own();
        weak_point.bytes.replace(0, 32, from_hex(key).value());
        trials.proof(which + " for R", false, with({weak_point}), samples::policy_text(origin(), {}, "quorum none\n"));
    }
    CHECK(misjudged(trials, 9) == "");
}
