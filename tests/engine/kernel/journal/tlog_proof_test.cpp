// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/tlog_proof.hpp"
#include "support/catch.hpp"
#include "support/sample_log.hpp"

#include <rapidcheck.h>

using namespace giamsat;
using samples::case_up_to;
using samples::SampleLog;

namespace {

const SampleLog& log() {
    static const SampleLog made = samples::office_log(300);
    return made;
}

Policy policy() {
    static const std::string text = samples::policy_text(log().origin(), {"w1", "w2"}, "group g any w1 w2\nquorum g\n");
    return Policy::parse(text, "policy").value();
}

LogProof proof_of(const std::vector<std::uint64_t>& entries, std::uint64_t size = 300) {
    return log().proof(entries, log().signed_checkpoint(size, {"w1"}));
}

bool holds(const LogProof& proof) { return check_proof(proof, policy()).has_value(); }
bool holds(const std::string& file) {
    const auto proof = parse_proof(file);
    return proof && holds(*proof);
}

// A case with some entries, the place of its last.
std::uint64_t end_of_a_long_case() {
    std::uint64_t best = 0;
    for (std::uint64_t seq = 0; seq < 100; ++seq) {
        const auto entry = decode_entry(log().bytes(seq));
        if (!entry->case_id.empty() && entry->case_seq >= 5) best = seq;
    }
    return best;
}

std::string with_bundle(const LogProof& proof, const std::vector<std::string>& entries) {
    LogProof other = proof;
    other.extra = write_bundle(entries);
    return write_proof(other);
}

}  // namespace

TEST_CASE("every entry of an office is proved by a file of its own", "[journal][tlog-proof]") {
    for (std::uint64_t seq = 0; seq < 300; ++seq) {
        const std::string file = write_proof(proof_of({seq}));
        const auto proof = parse_proof(file);
        REQUIRE(proof);
        CHECK(write_proof(*proof) == file);
        const auto evidence = check_proof(*proof, policy());
        REQUIRE(evidence);
        CHECK(evidence->index == seq);
        CHECK(evidence->entries.size() == 1);
        CHECK(evidence->checkpoint == log().checkpoint(300));
        CHECK(evidence->cosigners == std::vector<Cosigner>{{"w1", 1'700'000'000}});
    }
}

TEST_CASE("a case is proved from its first entry on, and none of them can be left out", "[journal][tlog-proof]") {
    const auto places = case_up_to(log(), end_of_a_long_case());
    REQUIRE(places.size() > 5);
    const LogProof proof = proof_of(places);
    const auto evidence = check_proof(proof, policy());
    REQUIRE(evidence);
    CHECK(evidence->entries.size() == places.size());

    std::vector<std::string> entries;
    for (std::uint64_t place : places) entries.push_back(log().bytes(place));
    CHECK(holds(with_bundle(proof, entries)));
    for (std::size_t left_out = 0; left_out + 1 < entries.size(); ++left_out) {
        auto others = entries;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
        CHECK_FALSE(holds(with_bundle(proof, others)));
    }
    auto swapped = entries, twice = entries, foreign = entries, headless = entries;
    std::swap(swapped[0], swapped[1]);
    twice.insert(twice.begin(), entries[0]);
    foreign.insert(foreign.begin(), log().bytes(0));
    headless.erase(headless.begin(), headless.end() - 2);
    for (const auto& wrong : {swapped, twice, foreign, headless}) CHECK_FALSE(holds(with_bundle(proof, wrong)));
}

TEST_CASE("a proof file is read in one spelling", "[journal][tlog-proof]") {
    const std::string good = write_proof(proof_of({7}));
    const auto line = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    CHECK(holds(good));
    CHECK_FALSE(holds(line("@v1", "@v2")));
    CHECK_FALSE(holds(line("index 7\n", "index 07\n")));
    CHECK_FALSE(holds(line("index 7\n", "index +7\n")));
    CHECK_FALSE(holds(line("index 7\n", "index 7 \n")));
    CHECK_FALSE(holds(line("index 7\n", "index 7\n\n")));
    CHECK_FALSE(holds(line("index 7\n", "index 7\r\n")));
    CHECK_FALSE(holds(line("index 7\n", "index 6\n")));
    CHECK_FALSE(holds(line("index 7\n", "index 300\n")));
    CHECK_FALSE(holds(line("index 7\n", "")));
    CHECK_FALSE(holds(line("extra ", "extra  ")));
    CHECK_FALSE(holds(line("extra ", "Extra ")));
    CHECK_FALSE(holds(good + "\n"));
    CHECK_FALSE(holds("\n" + good));
    CHECK_FALSE(parse_proof("c2sp.org/tlog-proof@v1\nextra \n" + good.substr(good.find("index"))).has_value());
    for (std::size_t length = 0; length < good.size(); length += 7) CHECK_FALSE(holds(good.substr(0, length)));
}

TEST_CASE("a path of 63 hashes is read, one of 64 is not", "[journal][tlog-proof]") {
    LogProof proof = proof_of({7});
    proof.path.assign(63, sha256("x"));
    CHECK(parse_proof(write_proof(proof)).has_value());
    proof.path.push_back(sha256("x"));
    CHECK_FALSE(parse_proof(write_proof(proof)).has_value());
}

TEST_CASE("without an entry, with an altered one, or at another place nothing is proved", "[journal][tlog-proof]") {
    LogProof proof = proof_of({7});
    LogProof empty = proof, elsewhere = proof, altered = proof;
    empty.extra.clear();
    elsewhere.index = 8;
    altered.extra[altered.extra.size() / 2] = static_cast<char>(altered.extra[altered.extra.size() / 2] ^ 1);
    CHECK(holds(proof));
    CHECK_FALSE(holds(empty));
    CHECK_FALSE(holds(elsewhere));
    CHECK_FALSE(holds(altered));
    CHECK_FALSE(holds(with_bundle(proof, {})));
}

TEST_CASE("a tree that was signed by nobody known proves nothing, however good the path", "[journal][tlog-proof]") {
    SampleLog forged("giamsat.invalid/" + std::string(32, '0'));
    forged.append(log().bytes(7));
    const LogProof alone = forged.proof({0}, forged.signed_checkpoint(1, {"w1"}));
    CHECK_FALSE(holds(alone));

    LogProof unsigned_root = proof_of({7});
    unsigned_root.checkpoint.note.signatures = {{"stranger", 1, std::string(64, 'x')}};
    CHECK_FALSE(holds(unsigned_root));
    CHECK_FALSE(holds(log().proof({7}, log().signed_checkpoint(300, {}))));
}

TEST_CASE("an entry of another office is refused even in a tree its log signed", "[journal][tlog-proof]") {
    SampleLog mixed("giamsat.invalid/" + std::string(32, 'a'));
    mixed.append(log().bytes(0));
    const std::string text = samples::policy_text(mixed.origin(), {}, "quorum none\n");
    CHECK_FALSE(
        check_proof(mixed.proof({0}, mixed.signed_checkpoint(1)), Policy::parse(text, "p").value()).has_value());
}

TEST_CASE("after a recovery the origin has a number behind it, and is of the same office", "[journal][tlog-proof]") {
    for (const char* behind : {"/1", "/23"}) {
        SampleLog later(log().origin() + behind);
        later.append(log().bytes(0));
        const auto trust = Policy::parse(samples::policy_text(later.origin(), {}, "quorum none\n"), "p").value();
        CHECK(check_proof(later.proof({0}, later.signed_checkpoint(1)), trust).has_value());
    }
}

TEST_CASE("bundles are read whole or not at all", "[journal][tlog-proof]") {
    CHECK(rc::check([](const std::vector<std::string>& entries) {
        const auto read = parse_bundle(write_bundle(entries));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == entries);
    }));
    const std::string largest(65'535, 'x');
    CHECK(parse_bundle(write_bundle({largest}))->front() == largest);
    const std::string good = write_bundle({"ab", "c"});
    CHECK(good == std::string("\0\2ab\0\1c", 7));
    for (std::size_t length : {1u, 2u, 3u, 5u, 6u}) CHECK_FALSE(parse_bundle(good.substr(0, length)).has_value());
}

TEST_CASE("a byte of a proof whose highest bit is changed is refused, wherever it stands", "[journal][tlog-proof]") {
    const std::string good = write_proof(proof_of({7}));
    REQUIRE(good.find('/') < good.find("\n\n"));
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string other = good;
        other[at] = static_cast<char>(other[at] ^ 0x80);
        CHECK_FALSE(holds(other));
    }
}

TEST_CASE("whatever byte of a proof is changed, it is refused or still says exactly the same",
          "[journal][tlog-proof]") {
    const std::string good = write_proof(proof_of({7}));
    CHECK(rc::check([&] {
        std::string other = good;
        const auto at = *rc::gen::inRange<std::size_t>(0, good.size());
        other[at] = static_cast<char>(other[at] ^ *rc::gen::inRange(1, 256));
        // A signature whose name or id is nobody's is passed over: then the quorum is not met.
        RC_ASSERT_FALSE(holds(other));
    }));
}
