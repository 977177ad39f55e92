// SPDX-License-Identifier: Apache-2.0
#include "service/queries/cosigning.hpp"

#include <algorithm>

namespace giamsat {

namespace {

Problem nothing_kept() {
    return {ProblemCode::not_possible,
            {{"what", "xin ký chứng kiến"},
             {"what_en", "Cosigning"},
             {"why", "nhật ký chưa có điểm chốt nào được ký"},
             {"why_en", "no checkpoint of the journal is signed yet"}}};
}

Problem lost(std::uint64_t seen, std::uint64_t size) {
    const std::string of = std::to_string(seen), now = std::to_string(size);
    return {ProblemCode::evidence_refused,
            {{"what", "nhật ký này (" + now + " mục)"},
             {"what_en", "this journal (" + now + " entries)"},
             {"why", "ngắn hơn nhật ký mà bên chứng kiến đã ký (" + of + " mục): đã mất mục"},
             {"why_en", "is shorter than what the witness cosigned (" + of + " entries): entries were lost"}}};
}

Problem fits_none(const std::string& witness) {
    return {ProblemCode::evidence_refused,
            {{"what", "chữ ký của bên chứng kiến " + witness},
             {"what_en", "the signature of witness " + witness},
             {"why", "không khớp điểm chốt nào của văn phòng"},
             {"why_en", "fits no checkpoint of this office"}}};
}

std::optional<Cosigned> by(const Policy::Witness& witness, const NoteSignature& signature,
                           const SignedCheckpoint& checkpoint) {
    std::uint64_t time = 0;
    if (check_signature(witness.key, checkpoint.note.text, signature, &time) != Verdict::good) return {};
    return Cosigned{witness.name, time, checkpoint.checkpoint, signature};
}

// The newest first: what is asked about is nearly always among the last.
std::vector<KeptCheckpoint> newest_first(EvidenceReader& evidence) {
    auto all = evidence.checkpoints();
    std::reverse(all.begin(), all.end());
    return all;
}

const Policy::Witness* whose(const NoteSignature& signature, const Policy& policy) {
    for (const Policy::Witness& witness : policy.witnesses())
        if (witness.key.name == signature.name && witness.key.id == signature.id) return &witness;
    return nullptr;
}

// Of the log only: after another signer has taken over, one checkpoint bears both their signatures.
Note signed_by_log(const SignedCheckpoint& checkpoint) {
    Note note{checkpoint.note.text, {}};
    for (const NoteSignature& signature : checkpoint.note.signatures)
        if (signature.name == checkpoint.checkpoint.origin) note.signatures.push_back(signature);
    return note;
}

}  // namespace

std::optional<Cosigned> last_cosigned(const Policy::Witness& witness, EvidenceReader& evidence) {
    const std::string origin = evidence.origin();
    std::optional<Cosigned> last;
    for (const KeptCheckpoint& kept : evidence.checkpoints()) {
        const Checkpoint& checkpoint = kept.signed_one.checkpoint;
        if (checkpoint.origin != origin || (last && checkpoint.size < last->checkpoint.size)) continue;
        for (const NoteSignature& signature : kept.signed_one.note.signatures)
            if (auto good = by(witness, signature, kept.signed_one)) last = std::move(good);
    }
    return last;
}

Result<AddCheckpoint> request_to_witness(std::uint64_t cosigned_size, EvidenceReader& evidence) {
    const auto kept = evidence.last_checkpoint();
    if (!kept) return nothing_kept();
    const SignedCheckpoint& last = kept->signed_one;
    if (cosigned_size > last.checkpoint.size) return lost(cosigned_size, last.checkpoint.size);
    AddCheckpoint request{cosigned_size, {}, {last.checkpoint, signed_by_log(last)}};
    if (cosigned_size > 0) request.proof = consistency_proof(cosigned_size, last.checkpoint.size, evidence.hashes());
    return request;
}

Result<std::vector<Cosigned>> check_cosignatures(const std::vector<NoteSignature>& signatures, const Policy& policy,
                                                 EvidenceReader& evidence) {
    const auto kept = newest_first(evidence);
    std::vector<Cosigned> good;
    for (const NoteSignature& signature : signatures) {
        const Policy::Witness* witness = whose(signature, policy);
        if (!witness) continue;
        std::optional<Cosigned> found;
        for (auto one = kept.begin(); one != kept.end() && !found; ++one)
            found = by(*witness, signature, one->signed_one);
        if (!found) return fits_none(witness->name);
        good.push_back(std::move(*found));
    }
    return good;
}

}  // namespace giamsat
