// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/hand_over.hpp"

namespace giamsat {

namespace {

bool is_signed_by(const VerifierKey& key, const SignedCheckpoint& checkpoint) {
    for (const NoteSignature& signature : checkpoint.note.signatures)
        if (check_signature(key, checkpoint.note.text, signature) == Verdict::good) return true;
    return false;
}

// The last checkpoint as nobody has signed it yet, and how it follows from what the new signer knows.
AddCheckpoint request_about(const SignedCheckpoint& last, const Checkpoint& seen, Workplace& place) {
    AddCheckpoint request{seen.size, {}, {last.checkpoint, {last.note.text, {}}}};
    if (seen.size > 0)
        request.proof = place.ask(
            [&](Readers& read) { return consistency_proof(seen.size, last.checkpoint.size, read.evidence.hashes()); });
    return request;
}

}  // namespace

Done countersign_last(Workplace& place, CheckpointSigner& signer) {
    const auto kept = place.ask([](Readers& read) { return read.evidence.last_checkpoint(); });
    if (!kept) return {};
    const SignedCheckpoint& last = kept->signed_one;
    GIAMSAT_TRY(key, signer.key(last.checkpoint.origin));
    GIAMSAT_TRY(seen, signer.last(last.checkpoint.origin));
    if (is_signed_by(key, last) || seen.size > last.checkpoint.size) return {};
    GIAMSAT_TRY(signature, signer.sign(request_about(last, seen, place)));
    return place.writer().keep([&](Recorder& recorder) { recorder.keep_cosignature(last.checkpoint, signature); });
}

}  // namespace giamsat
