// SPDX-License-Identifier: Apache-2.0
// Signed notes by the published example, and everything a strict reader must not let pass.
#include "kernel/journal/note.hpp"
#include "support/catch.hpp"
#include "support/sample_log.hpp"

#include <rapidcheck.h>

using namespace giamsat;
using samples::seed_of;
using samples::vkey_of;

namespace {

const char* const example_key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const char* const example_note =
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

Note signed_by(const std::vector<std::string>& names, const std::string& text = "text\n") {
    Note note{text, {}};
    for (const std::string& name : names) note.signatures.push_back(sign_note(seed_of(name), name, text));
    return note;
}

VerifierKey key_of(const std::string& name, KeyType type = KeyType::log) {
    return parse_verifier_key(vkey_of(name, type)).value();
}

bool is_note(const std::string& bytes) { return parse_note(bytes).has_value(); }
bool is_key(const std::string& text) { return parse_verifier_key(text).has_value(); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("the published example key verifies the published example note", "[journal][note]") {
    const VerifierKey key = parse_verifier_key(example_key).value();
    const Note note = parse_note(example_note).value();

    CHECK(key.name == "example.com/foo");
    CHECK(key.id == 0x530d903a);
    CHECK(key.type == KeyType::log);
    CHECK(write_verifier_key(key) == example_key);
    CHECK(note.text == "This is an example message.\n");
    REQUIRE(note.signatures.size() == 1);
    CHECK(check_signature(key, note.text, note.signatures[0]) == Verdict::good);
    CHECK(check_signature(key, "This is another message.\n", note.signatures[0]) == Verdict::bad);
    CHECK(write_note(note) == example_note);
}

TEST_CASE("a cosignature is read as published: key id, then the time, then the signature", "[journal][note]") {
    const auto lines = parse_signature_lines(
        "— witness.example.com/w1 "
        "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+"
        "mbIUBkBIfZ+qnA==\n");
    REQUIRE(lines);
    CHECK(lines->front().id == 0x8d66cf3f);
    CHECK(to_hex(lines->front().bytes.substr(0, 8)) == "00000000641850cb");  // 1679315147
    CHECK(lines->front().bytes.size() == 8 + 64);
}

TEST_CASE("the text ends at the last empty line, whatever it holds", "[journal][note]") {
    const std::string text = "a\n\n— no signature at all\n\nb\n";
    const auto note = parse_note(write_note(signed_by({"k"}, text)));
    REQUIRE(note);
    CHECK(note->text == text);
    CHECK(parse_note("\n\n— k AAAAAAA=\n")->text == "\n");
}

TEST_CASE("what is written is read as it was, and nothing else reads as it", "[journal][note]") {
    CHECK(rc::check([] {
        const auto count = *rc::gen::inRange(1, 20);
        std::vector<std::string> names;
        for (int i = 0; i < count; ++i) names.push_back("key-" + std::to_string(i));
        const Note note = signed_by(names, "line " + std::to_string(count) + "\n\nmore\n");
        const auto read = parse_note(write_note(note));
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->text == note.text);
        RC_ASSERT(read->signatures == note.signatures);
    }));
    CHECK(rc::check([] {
        const std::string good = write_note(signed_by({"k", "l"}));
        std::string other = good;
        const auto at = *rc::gen::inRange<std::size_t>(0, good.size());
        other[at] = *rc::gen::arbitrary<char>();
        const auto read = parse_note(other);
        if (read && other != good) RC_ASSERT(write_note(*read) == other);  // one spelling for each note
    }));
}

TEST_CASE("more than sixteen signatures are taken, the largest known ones too; not without end", "[journal][note]") {
    const std::vector<std::string> seventeen(17, "key");
    CHECK(is_note(write_note(signed_by(seventeen))));
    Note large{"text\n", std::vector<NoteSignature>(16, {"post-quantum", 7, std::string(5'000, 'x')})};
    CHECK(is_note(write_note(large)));
    CHECK(is_note(write_note(signed_by(std::vector<std::string>(64, "key")))));
    CHECK_FALSE(is_note(write_note(signed_by(std::vector<std::string>(65, "key")))));
    CHECK_FALSE(is_note(write_note(signed_by({"key"}, std::string(note_bytes_max, 'x') + "\n"))));
}

TEST_CASE("line ends are newlines, and no other control character passes", "[journal][note]") {
    const std::string good = write_note(signed_by({"k"}));
    std::string crlf;
    for (char c : good) crlf += c == '\n' ? "\r\n" : std::string(1, c);
    CHECK(is_note(good));
    CHECK_FALSE(is_note(crlf));
    for (const char* text : {"a\tb\n", "a\rb\n", "a\x1b[1mb\n"})
        CHECK_FALSE(is_note(write_note(signed_by({"k"}, text))));
    CHECK_FALSE(is_note(write_note(signed_by({"k"}, std::string("a\0b\n", 4)))));
    CHECK_FALSE(is_note(write_note(signed_by({"k"}, "\xff\n"))));
    CHECK_FALSE(is_note(write_note(signed_by({"k"}, "\xed\xa0\x80\n"))));  // half a surrogate pair is no UTF-8
}

TEST_CASE("a note that is cut, or has no signature, is none", "[journal][note]") {
    const std::string good = write_note(signed_by({"k"}));
    for (std::size_t length = 0; length < good.size(); ++length) CHECK_FALSE(is_note(good.substr(0, length)));
    CHECK_FALSE(is_note(good + "\n"));
    CHECK_FALSE(is_note(good + "— k\n"));
    CHECK_FALSE(is_note("text\n\n"));
    CHECK_FALSE(is_note("\n— k AAAAAAA=\n"));
}

TEST_CASE("a signature line is dash, name, base64; each in its only spelling", "[journal][note]") {
    const auto reads = [](const std::string& line) { return parse_signature_lines(line).has_value(); };
    CHECK(reads("— k AAAAAAA=\n"));
    CHECK_FALSE(reads("— k AAAAAAB=\n"));   // the last bits are not zero
    CHECK_FALSE(reads("— k AAAAAAA\n"));    // not padded
    CHECK_FALSE(reads("— k AAAAAAA==\n"));  // padded too much
    CHECK_FALSE(reads("— k AAAA\n"));       // no more than a part of the key id
    CHECK_FALSE(reads("— k AAAAAA==\n"));   // the id alone
    CHECK_FALSE(reads("— k AAAA_AA=\n"));   // the other alphabet
    CHECK_FALSE(reads("— k  AAAAAAA=\n"));
    CHECK_FALSE(reads("— k AAAAAAA= \n"));
    CHECK_FALSE(reads("— k AAAA AAA=\n"));
    CHECK_FALSE(reads("- k AAAAAAA=\n"));
    CHECK_FALSE(reads("—k AAAAAAA=\n"));
    CHECK_FALSE(reads("—  AAAAAAA=\n"));
    CHECK_FALSE(reads("— k+l AAAAAAA=\n"));
    CHECK_FALSE(reads("— k\u00a0l AAAAAAA=\n"));
    CHECK_FALSE(reads("— k\u3000l AAAAAAA=\n"));
    CHECK_FALSE(reads(""));
    CHECK_FALSE(reads("— k AAAAAAA=\n\n"));
}

TEST_CASE("a verifier key says its id, and it must be the one that follows", "[journal][note]") {
    const std::string good = vkey_of("log.example/a");
    CHECK(is_key(good));
    CHECK(is_key(vkey_of("witness.example/b", KeyType::witness)));
    CHECK_FALSE(is_key(replaced(good, "log.example/a", "log.example/b")));
    CHECK_FALSE(is_key(replaced(example_key, "530d903a", "530D903A")));
    CHECK_FALSE(is_key(replaced(example_key, "530d903a", "530d903")));
    CHECK_FALSE(is_key(replaced(example_key, "3U2k", "3U2l")));
    CHECK_FALSE(is_key(replaced(example_key, "Aeky", "Bmky")));  // type 0x06 is not ours
    CHECK_FALSE(is_key("example.com/foo+530d903a"));
    CHECK_FALSE(is_key("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"));
    CHECK_FALSE(is_key(std::string(example_key) + "\n"));
    CHECK_FALSE(is_key(""));
}

TEST_CASE("the same key has another id for another type, and its signatures are not taken for the other's",
          "[journal][note]") {
    const VerifierKey log = key_of("name"), witness = key_of("name", KeyType::witness);
    CHECK(log.key == witness.key);
    CHECK(log.id != witness.id);
    const NoteSignature as_log = sign_note(seed_of("name"), "name", "text\n");
    CHECK(check_signature(witness, "text\n", as_log) == Verdict::unknown);
}

TEST_CASE("a signature is somebody's only when both name and id are", "[journal][note]") {
    const VerifierKey key = key_of("k");
    NoteSignature signature = sign_note(seed_of("k"), "k", "text\n");
    CHECK(check_signature(key, "text\n", signature) == Verdict::good);

    NoteSignature other_name = signature, other_id = signature, longer = signature, shorter = signature;
    other_name.name = "l", other_id.id ^= 1, longer.bytes += 'x', shorter.bytes.pop_back();
    CHECK(check_signature(key, "text\n", other_name) == Verdict::unknown);
    CHECK(check_signature(key, "text\n", other_id) == Verdict::unknown);
    CHECK(check_signature(key, "text\n", longer) == Verdict::bad);
    CHECK(check_signature(key, "text\n", shorter) == Verdict::bad);
}

TEST_CASE("a cosignature holds for its time and its text only", "[journal][note]") {
    const VerifierKey key = key_of("w", KeyType::witness);
    const NoteSignature signature = samples::witness_line("w", "origin\n1\nroot\n", 1'679'315'147);
    std::uint64_t time = 0;
    CHECK(check_signature(key, "origin\n1\nroot\n", signature, &time) == Verdict::good);
    CHECK(time == 1'679'315'147);
    CHECK(check_signature(key, "origin\n2\nroot\n", signature) == Verdict::bad);

    NoteSignature later = signature, beyond = signature, cut = signature;
    later.bytes[7] = static_cast<char>(later.bytes[7] + 1);
    beyond.bytes[0] = '\x80';
    cut.bytes.resize(7);
    CHECK(check_signature(key, "origin\n1\nroot\n", later) == Verdict::bad);
    CHECK(check_signature(key, "origin\n1\nroot\n", beyond) == Verdict::bad);
    CHECK(check_signature(key, "origin\n1\nroot\n", cut) == Verdict::bad);
    const NoteSignature last = samples::witness_line("w", "origin\n1\nroot\n", (1ull << 63) - 1);
    CHECK(check_signature(key, "origin\n1\nroot\n", last) == Verdict::good);
}
