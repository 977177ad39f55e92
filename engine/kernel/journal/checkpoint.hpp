// SPDX-License-Identifier: Apache-2.0
// Checkpoints (C2SP tlog-checkpoint): origin, size and root of the tree as the text of a signed note.
#pragma once

#include "kernel/journal/note.hpp"

#include <cstdint>

namespace giamsat {

struct Checkpoint {
    std::string origin;  // which log: the name of its key too
    std::uint64_t size = 0;
    Hash root{};

    bool operator==(const Checkpoint&) const = default;
};

std::string write_checkpoint(const Checkpoint& checkpoint);
// Extension lines are let be; they stay in the text that is signed. evidence_unreadable
Result<Checkpoint> parse_checkpoint(std::string_view text);

struct SignedCheckpoint {
    Checkpoint checkpoint;
    Note note;
};
Result<SignedCheckpoint> parse_signed_checkpoint(std::string_view bytes);  // evidence_unreadable

// Signed by the log itself, with one of its keys. evidence_refused: none of them is of its origin, none has signed it, or one
// has signed it badly.
Done check_log_signature(const SignedCheckpoint& checkpoint, const std::vector<VerifierKey>& logs);

}  // namespace giamsat
