// SPDX-License-Identifier: Apache-2.0
// What speaks for a journal besides its own file: checkpoints and proofs that others hold, whom to believe, the state of the
// signer. It is gathered by whoever verifies; nothing here is taken from the office that is looked at.
#pragma once

#include "kernel/journal/policy.hpp"
#include "kernel/journal/tlog_proof.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

// A checkpoint somebody else holds, by itself or in a proof of one entry.
struct BroughtEvidence {
    std::string name;  // of the file, as it was given
    SignedCheckpoint checkpoint;
    std::optional<std::uint64_t> proven;  // the entry that is proved, and its leaf
    Hash leaf{};
};
// A checkpoint (signed note) or a tlog-proof. evidence_unreadable; evidence_refused where a proof does not hold in itself.
Result<BroughtEvidence> read_brought(std::string_view bytes, const std::string& name);

// What the signer of the office says of itself.
struct SignerState {
    std::map<std::string, Checkpoint> last;  // by origin
    std::optional<PublicKey> key;            // nothing where it may not be read
    bool silent = false;                     // it is elsewhere and does not answer: only its key is known
};

struct OutsideEvidence {
    std::vector<BroughtEvidence> brought;
    std::optional<Policy> policy;
    std::optional<SignerState> signer;
    std::optional<Problem> signer_trouble;  // it is there and cannot be read
};

// What was looked at, and how far it reaches.
struct EvidenceSeen {
    std::uint64_t kept = 0;               // checkpoints in the office
    bool signatures_checked = false;      // theirs, by a key that is known
    std::uint64_t former = 0;             // of them, by a key whose signer has handed over since
    std::optional<std::uint64_t> signer;  // how many entries it signed last
    std::uint64_t brought = 0;
    bool policy = false;
    std::uint64_t vouched = 0;  // the first so many entries are what something from outside the folder says
};

}  // namespace giamsat
