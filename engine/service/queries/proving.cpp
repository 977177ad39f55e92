// SPDX-License-Identifier: Apache-2.0
#include "service/queries/proving.hpp"

#include "base/core/ensure.hpp"
#include "base/core/failure.hpp"

namespace giamsat {

std::vector<std::uint64_t> places_of_case(const CaseId& id, Readers& read) {
    std::vector<std::uint64_t> places;
    for (const auto& [seq, entry] : read.journal.of_case(id)) places.push_back(seq);
    return places;
}

// The hash stands in the entry as it is looked for, so only entries that hold it are read.
std::optional<std::uint64_t> place_of_issued(const std::string& sha256, std::uint64_t from, Readers& read) {
    std::optional<std::uint64_t> newest;
    read.journal.each(from, [&](std::uint64_t seq, const std::string& bytes, const Hash&) {
        if (bytes.find(sha256) == bytes.npos) return true;
        const auto entry = decode_entry(bytes);
        if (entry && entry->kind == "report.issued/1" && entry->body.value("sha256", "") == sha256) newest = seq;
        return true;
    });
    return newest;
}

std::optional<SignedCheckpoint> covering(std::uint64_t entry, const Policy* policy, Readers& read) {
    std::optional<SignedCheckpoint> newest;
    const std::string origin = read.evidence.origin();
    for (KeptCheckpoint& kept : read.evidence.checkpoints()) {
        const Checkpoint& checkpoint = kept.signed_one.checkpoint;
        const bool fits = checkpoint.origin == origin && checkpoint.size > entry &&
                          (!newest || checkpoint.size > newest->checkpoint.size);
        if (fits && (!policy || check_checkpoint(kept.signed_one, *policy))) newest = std::move(kept.signed_one);
    }
    return newest;
}

namespace {

std::string bytes_at(std::uint64_t seq, Readers& read) {
    auto bytes = read.journal.entry_bytes(seq);
    if (bytes) return std::move(*bytes);
    const std::string number = std::to_string(seq);
    throw StorageError(Problem(ProblemCode::journal_damaged,
                               {{"what", "thiếu mục " + number}, {"what_en", "entry " + number + " is missing"}}));
}

Problem leads_elsewhere(const Checkpoint& checkpoint) {
    const std::string size = std::to_string(checkpoint.size);
    return {ProblemCode::evidence_refused,
            {{"what", "nhật ký này"},
             {"what_en", "this journal"},
             {"why", "không cho gốc của điểm chốt " + size + " mục đã ký"},
             {"why_en", "does not give the root of the checkpoint of " + size + " entries that was signed"}}};
}

}  // namespace

Result<LogProof> prove(const std::vector<std::uint64_t>& entries, const SignedCheckpoint& checkpoint, Readers& read) {
    const Checkpoint& tree = checkpoint.checkpoint;
    ENSURE(!entries.empty() && entries.back() < tree.size, "a proof is of an entry the checkpoint covers");
    std::vector<std::string> bundled;
    for (std::uint64_t seq : entries) bundled.push_back(bytes_at(seq, read));
    const std::uint64_t index = entries.back();
    LogProof proof{write_bundle(bundled), index, inclusion_proof(index, tree.size, read.evidence.hashes()), checkpoint};
    if (!verify_inclusion(leaf_hash(bundled.back()), index, tree.size, proof.path, tree.root))
        return leads_elsewhere(tree);
    return proof;
}

}  // namespace giamsat
