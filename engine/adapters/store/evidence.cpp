// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/evidence.hpp"

namespace giamsat {

namespace {

constexpr std::string_view proof_begins = "c2sp.org/tlog-proof@";

Problem proves_nothing(const std::string& name) {
    return {ProblemCode::evidence_refused,
            {{"what", "chứng minh “" + name + "”"},
             {"what_en", "the proof “" + name + "”"},
             {"why", "không dẫn từ mục đến gốc cây của điểm chốt kèm theo"},
             {"why_en", "does not lead from its entry to the root of its checkpoint"}}};
}

Result<BroughtEvidence> read_proof(std::string_view bytes, const std::string& name) {
    GIAMSAT_TRY(proof, parse_proof(bytes));
    GIAMSAT_TRY(entries, parse_bundle(proof.extra));
    const Checkpoint& checkpoint = proof.checkpoint.checkpoint;
    BroughtEvidence brought{name, proof.checkpoint, proof.index, {}};
    if (!entries.empty()) brought.leaf = leaf_hash(entries.back());
    if (entries.empty() || !verify_inclusion(brought.leaf, proof.index, checkpoint.size, proof.path, checkpoint.root))
        return proves_nothing(name);
    return brought;
}

}  // namespace

Result<BroughtEvidence> read_brought(std::string_view bytes, const std::string& name) {
    if (bytes.starts_with(proof_begins)) return read_proof(bytes, name);
    GIAMSAT_TRY(checkpoint, parse_signed_checkpoint(bytes));
    return BroughtEvidence{name, std::move(checkpoint), {}, {}};
}

}  // namespace giamsat
