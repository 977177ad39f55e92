// SPDX-License-Identifier: Apache-2.0
// What outsiders can check the journal by: the stored tree, the checkpoints made of it, and whoever signs them.
#pragma once

#include "base/core/time.hpp"
#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/proof.hpp"
#include "kernel/journal/witnessing.hpp"

#include <optional>
#include <vector>

namespace giamsat {

struct KeptCheckpoint {
    SignedCheckpoint signed_one;  // with every cosignature that came
    Instant made;
};

class EvidenceReader {
public:
    virtual ~EvidenceReader() = default;
    virtual std::string origin() = 0;   // of the journal now: another one after each recovery
    virtual StoredHashes hashes() = 0;  // valid as long as this reader; throws StorageError where one is missing
    virtual std::optional<KeptCheckpoint> last_checkpoint() = 0;  // the largest of this origin
    virtual std::vector<KeptCheckpoint> checkpoints() = 0;        // of every origin, oldest first
};

// Signs checkpoints, and never two that do not fit together: it keeps the last it signed outside the office's database.
class CheckpointSigner {
public:
    virtual ~CheckpointSigner() = default;
    virtual Result<VerifierKey> key(const std::string& origin) = 0;
    // What it signed last for this origin, size 0 when nothing. signer_unreachable, evidence_refused (not its origin)
    virtual Result<Checkpoint> last(const std::string& origin) = 0;
    // `request.checkpoint` bears no signature. signer_unreachable, evidence_refused
    virtual Result<NoteSignature> sign(const AddCheckpoint& request) = 0;
};

}  // namespace giamsat
