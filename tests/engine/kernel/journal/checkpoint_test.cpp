// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/witnessing.hpp"
#include "support/catch.hpp"
#include "support/sample_log.hpp"

using namespace giamsat;
using samples::SampleLog;
using samples::seed_of;

namespace {

const std::string root_text = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
const std::string published = "example.com/behind-the-sofa\n20852163\n" + root_text + "\n";
const std::string published_signature =
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

bool reads(const std::string& text) { return parse_checkpoint(text).has_value(); }

VerifierKey key_of(const std::string& name) { return parse_verifier_key(samples::vkey_of(name)).value(); }

SampleLog small_log(const std::string& origin = "log.example/a") {
    SampleLog log(origin);
    for (int i = 0; i < 9; ++i) log.append("entry " + std::to_string(i));
    return log;
}

}  // namespace

TEST_CASE("the published checkpoint is read and written back", "[journal][checkpoint]") {
    const auto checkpoint = parse_signed_checkpoint(published + "\n" + published_signature);
    REQUIRE(checkpoint);
    CHECK(checkpoint->checkpoint.origin == "example.com/behind-the-sofa");
    CHECK(checkpoint->checkpoint.size == 20'852'163);
    CHECK(to_base64(as_bytes(checkpoint->checkpoint.root)) == root_text);
    CHECK(write_checkpoint(checkpoint->checkpoint) == published);
    CHECK(write_note(checkpoint->note) == published + "\n" + published_signature);
}

TEST_CASE("origin, size and root stand in three lines, each in its only spelling", "[journal][checkpoint]") {
    CHECK(reads("o\n0\n" + root_text + "\n"));
    CHECK(reads("o\n9223372036854775807\n" + root_text + "\n"));
    for (const char* size : {"", "00", "01", "-1", "+1", " 1", "1 ", "1.0", "0x1", "１", "9223372036854775808",
                             "18446744073709551616", "99999999999999999999"})
        CHECK_FALSE(reads(std::string("o\n") + size + "\n" + root_text + "\n"));
    CHECK_FALSE(reads("\n1\n" + root_text + "\n"));
    CHECK_FALSE(reads("o\n1\n" + root_text));
    CHECK_FALSE(reads("o\n1\n"));
    CHECK_FALSE(reads("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n"));  // its last bits are not zero
    CHECK_FALSE(reads("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n"));
    CHECK_FALSE(reads("o\n1\nAAAA\n"));
}

TEST_CASE("extension lines are let be when they are not empty, and stay in what is signed", "[journal][checkpoint]") {
    const std::string text = "log.example/a\n1\n" + root_text + "\nextension one\n2\n";
    CHECK(reads(text));
    CHECK_FALSE(reads("log.example/a\n1\n" + root_text + "\n\nextension\n"));

    const Note note{text, {sign_note(seed_of("log.example/a"), "log.example/a", text)}};
    const auto read = parse_signed_checkpoint(write_note(note));
    REQUIRE(read);
    CHECK(check_log_signature(*read, {key_of("log.example/a")}).has_value());
    SignedCheckpoint without = *read;
    without.note.text = "log.example/a\n1\n" + root_text + "\n";
    CHECK_FALSE(check_log_signature(without, {key_of("log.example/a")}).has_value());
}

TEST_CASE("a good signature of another log's key is none of this origin", "[journal][checkpoint]") {
    const SampleLog log = small_log();
    SignedCheckpoint checkpoint = log.signed_checkpoint(9);
    CHECK(check_log_signature(checkpoint, {key_of("log.example/a")}).has_value());
    CHECK_FALSE(check_log_signature(checkpoint, {key_of("log.example/b")}).has_value());
    CHECK_FALSE(check_log_signature(checkpoint, {}).has_value());

    checkpoint.note.signatures = {sign_note(seed_of("log.example/b"), "log.example/b", checkpoint.note.text)};
    CHECK_FALSE(check_log_signature(checkpoint, {key_of("log.example/b")}).has_value());
    CHECK_FALSE(check_log_signature(checkpoint, {key_of("log.example/a"), key_of("log.example/b")}).has_value());
}

TEST_CASE("unknown keys are passed over; a bad signature of a known one spoils the note", "[journal][checkpoint]") {
    const std::vector<VerifierKey> known = {key_of("log.example/a"), key_of("log.example/b")};
    const SampleLog log = small_log();
    SignedCheckpoint checkpoint = log.signed_checkpoint(9);
    checkpoint.note.signatures.push_back({"stranger", 7, "whatever it says"});
    checkpoint.note.signatures.push_back({"log.example/a", known[0].id ^ 1, "another id is another key"});
    CHECK(check_log_signature(checkpoint, known).has_value());

    SignedCheckpoint bad = checkpoint;
    bad.note.signatures.push_back(sign_note(seed_of("log.example/a"), "log.example/a", "another text\n"));
    CHECK_FALSE(check_log_signature(bad, known).has_value());
    bad = checkpoint;
    bad.note.signatures.push_back(sign_note(seed_of("log.example/b"), "log.example/b", "another text\n"));
    CHECK_FALSE(check_log_signature(bad, known).has_value());
    bad = checkpoint;
    bad.note.signatures.erase(bad.note.signatures.begin());
    CHECK_FALSE(check_log_signature(bad, known).has_value());
}

TEST_CASE("a witness answers as the protocol says", "[journal][witness]") {
    const SampleLog log = small_log();
    const auto request = [&](std::uint64_t old_size, std::uint64_t size) {
        Proof proof = old_size > 0 ? consistency_proof(old_size, size, log.hashes()) : Proof{};
        return AddCheckpoint{old_size, std::move(proof), log.signed_checkpoint(size)};
    };
    const Checkpoint nothing{"log.example/a", 0, sha256("")};

    CHECK(judge(request(0, 5), nothing) == 200);
    CHECK(judge(request(5, 9), log.checkpoint(5)) == 200);
    CHECK(judge(request(5, 5), log.checkpoint(5)) == 200);
    CHECK(judge(request(4, 9), log.checkpoint(5)) == 409);
    CHECK(judge(request(0, 9), log.checkpoint(5)) == 409);

    AddCheckpoint above = request(5, 9);
    above.old_size = 10;
    CHECK(judge(above, log.checkpoint(5)) == 400);
    AddCheckpoint padded = request(0, 5);
    padded.proof = {sha256("")};
    CHECK(judge(padded, nothing) == 422);
    AddCheckpoint forked = request(5, 9);
    forked.checkpoint.checkpoint.root = sha256("another history");
    CHECK(judge(forked, log.checkpoint(5)) == 422);
    AddCheckpoint same_size = request(5, 5);
    same_size.checkpoint.checkpoint.root = sha256("another history");
    CHECK(judge(same_size, log.checkpoint(5)) == 422);
    AddCheckpoint empty = request(0, 0);
    CHECK(judge(empty, nothing) == 200);
    empty.checkpoint.checkpoint.root = sha256("x");
    CHECK(judge(empty, nothing) == 422);
}

TEST_CASE("a request to a witness reads as it was written, in one spelling", "[journal][witness]") {
    const SampleLog log = small_log();
    const AddCheckpoint request{5, consistency_proof(5, 9, log.hashes()), log.signed_checkpoint(9)};
    const std::string body = write_request(request);
    const auto read = parse_request(body, Signatures::needed);
    REQUIRE(read);
    CHECK(write_request(*read) == body);
    CHECK(read->proof == request.proof);

    const auto refused = [](const std::string& text) { return !parse_request(text, Signatures::needed).has_value(); };
    CHECK(refused("old 05" + body.substr(5)));
    CHECK(refused("Old 5" + body.substr(5)));
    CHECK(refused(body.substr(0, body.size() - 1)));
    CHECK(refused(body.substr(6)));
    std::string long_proof = "old 5\n";
    for (int i = 0; i < 64; ++i) long_proof += root_text + "\n";
    CHECK(refused(long_proof + "\n" + write_note(request.checkpoint.note)));
    CHECK_FALSE(parse_request(body, Signatures::none).has_value());

    AddCheckpoint unsigned_one = request;
    unsigned_one.checkpoint.note.signatures.clear();
    CHECK(parse_request(write_request(unsigned_one), Signatures::none).has_value());
    CHECK(refused(write_request(unsigned_one)));
}
