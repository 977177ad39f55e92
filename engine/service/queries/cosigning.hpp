// SPDX-License-Identifier: Apache-2.0
// What the office asks of witnesses, and what their answers are worth.
#pragma once

#include "kernel/journal/policy.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

struct Cosigned {
    std::string witness;     // its name in the policy
    std::uint64_t time = 0;  // POSIX seconds
    Checkpoint checkpoint;
    NoteSignature signature;
};

// The largest checkpoint of the journal as it is now that this witness has cosigned.
std::optional<Cosigned> last_cosigned(const Policy::Witness& witness, EvidenceReader& evidence);

// Asks about the last kept checkpoint, from the size this witness cosigned last. not_possible when there is no checkpoint;
// evidence_refused when the witness has seen more than the journal holds: it lost entries.
Result<AddCheckpoint> request_to_witness(std::uint64_t cosigned_size, EvidenceReader& evidence);

// Which kept checkpoints these lines cosign. Unknown keys are let be; evidence_refused when a known witness's signature
// fits no checkpoint.
Result<std::vector<Cosigned>> check_cosignatures(const std::vector<NoteSignature>& signatures, const Policy& policy,
                                                 EvidenceReader& evidence);

}  // namespace giamsat
