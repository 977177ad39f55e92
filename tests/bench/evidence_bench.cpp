// SPDX-License-Identifier: Apache-2.0
// What evidence costs: making a proof, checking one, and how large it is in a journal of ten million entries. Each time is the
// median of five.
#include "bench/timing.hpp"
#include "kernel/journal/tlog_proof.hpp"
#include "support/catch.hpp"
#include "support/running.hpp"
#include "support/sample_entries.hpp"
#include "support/sample_log.hpp"
#include "support/small_office.hpp"

#include <cstdio>
#include <map>

using namespace giamsat;

namespace {

using namespace giamsat::bench;

constexpr int runs = 5;
constexpr std::uint64_t entries = 10'000'000;
constexpr std::size_t proof_bytes_max = 4096;
constexpr double check_seconds_max = 0.010;
constexpr double entries_a_second_min = 50'000;

void print(const char* what, double value, const char* unit) { std::printf("%-52s %12.0f %s\n", what, value, unit); }

// A tree whose leaves follow from their numbers, but for one real entry: only the stored nodes need memory.
class LargeTree {
public:
    LargeTree(std::string entry, std::uint64_t place) : entry_(std::move(entry)), place_(place) {
        std::vector<FullNode> completed;
        for (std::uint64_t seq = 0; seq < entries; ++seq) {
            frontier_.append(leaf(seq), &completed);
            for (const FullNode& node : completed) full_[{node.level, node.index}] = node.hash;
            completed.clear();
        }
    }
    Hash leaf(std::uint64_t seq) const {
        if (seq == place_) return leaf_hash(entry_);
        Hash hash{};
        for (std::size_t i = 0; i < 8; ++i) hash[i] = static_cast<std::uint8_t>(seq >> (8 * i));
        return hash;
    }
    LogProof proof(const SignedCheckpoint& checkpoint) const {
        return {write_bundle({entry_}), place_, inclusion_proof(place_, entries, stored()), checkpoint};
    }
    Hash root() const { return frontier_.root(); }
    StoredHashes stored() const {
        return {[this](std::uint64_t seq) { return leaf(seq); },
                [this](int level, std::uint64_t index) {
                    return full_.at({level, index});
                }};
    }

private:
    std::string entry_;
    std::uint64_t place_;
    Frontier frontier_;
    std::map<std::pair<int, std::uint64_t>, Hash> full_;
};

// An entry as a step of a visit is: with somebody's decision, a document and a sealed reason.
std::string a_step() {
    Entry entry = samples::case_entry(
        "case.moved/1", "visit", {{"event", "report"}, {"from", {"signed"}}, {"to", {"reported"}}, {"life", "idle"}});
    entry.case_seq = 12, entry.case_prev = samples::hash_of("before");
    entry.on_behalf = samples::id_of("an"), entry.act = "12/BB-ĐKT 24/02/2021", entry.def = samples::hash_of("def");
    entry.enc = {samples::sealed("visit", "text")};
    return encode_entry(entry).value();
}

const std::string origin = "giamsat.invalid/" + samples::office_id().value;

SignedCheckpoint cosigned(const Hash& root) {
    const Checkpoint checkpoint{origin, entries, root};
    Note note{write_checkpoint(checkpoint), {}};
    note.signatures.push_back(sign_note(samples::seed_of(origin), origin, note.text));
    for (const char* name : {"w1.example/witness", "w2.example/witness", "w3.example/witness"})
        note.signatures.push_back(samples::witness_line(name, note.text, 1'700'000'000));
    return {checkpoint, note};
}

}  // namespace

TEST_CASE("proofs in a journal of ten million entries") {
    const LargeTree tree(a_step(), 7'654'321);
    const SignedCheckpoint checkpoint = cosigned(tree.root());
    const Policy policy = Policy::parse("log " + samples::vkey_of(origin) + "\nwitness a " +
                                            samples::vkey_of("w1.example/witness", KeyType::witness) + "\nwitness b " +
                                            samples::vkey_of("w2.example/witness", KeyType::witness) + "\nwitness c " +
                                            samples::vkey_of("w3.example/witness", KeyType::witness) +
                                            "\ngroup two 2 a b c\nquorum two\n",
                                        "policy")
                              .value();
    const std::string file = write_proof(tree.proof(checkpoint));

    constexpr int count = 200;
    const double making = median_seconds(runs, [&] {
        for (int k = 0; k < count; ++k) CHECK(write_proof(tree.proof(checkpoint)).size() == file.size());
    });
    const double checking = median_seconds(runs, [&] {
        for (int k = 0; k < count; ++k) CHECK(check_proof(parse_proof(file).value(), policy).has_value());
    });
    print("making a proof, one entry of 10^7", count / making, "/s");
    print("checking it, three witnesses", checking / count * 1e6, "us each");
    print("its size", static_cast<double>(file.size()), "bytes");
    CHECK(file.size() <= proof_bytes_max);
    CHECK(checking / count < check_seconds_max);
}

TEST_CASE("checking by the program itself") {
    const samples::SampleLog log = samples::office_log(300);
    const test::TemporaryFolder folder;
    const std::string proof = folder.path() / "p.tlog-proof", policy = folder.path() / "policy";
    test::write_text(proof, write_proof(log.proof({7}, log.signed_checkpoint(300, {"w"}))));
    test::write_text(policy, samples::policy_text(log.origin(), {"w"}, "quorum w\n"));
    const double seconds = median_seconds(runs, [&] {
        CHECK(test::run_giamsat({"journal", "check", proof, "--policy", policy}).exit_code == 0);
    });
    print("giamsat journal check, the whole process", seconds * 1e6, "us");
}

TEST_CASE("recomputing the tree from the entries") {
    const std::string entry = a_step();
    constexpr int count = 200'000;
    const double seconds = median_seconds(runs, [&] {
        Frontier frontier;
        for (int k = 0; k < count; ++k) frontier.append(leaf_hash(entry));
        CHECK(frontier.size() == count);
    });
    print("hash and tree, entries as they are", count / seconds, "/s a core");
    CHECK(count / seconds >= entries_a_second_min);
    const double decoding = median_seconds(runs, [&] {
        for (int k = 0; k < count / 10; ++k) CHECK(decode_entry(entry).has_value());
    });
    print("reading them strictly", count / 10 / decoding, "/s a core");
}
