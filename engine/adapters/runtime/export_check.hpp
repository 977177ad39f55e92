// SPDX-License-Identifier: Apache-2.0
// A whole exported log checked from its files alone: nothing in them is believed but what the policy's keys have signed.
#pragma once

#include "kernel/journal/policy.hpp"

#include <filesystem>

namespace giamsat {

struct ExportEvidence {
    Checkpoint checkpoint;
    std::vector<Cosigner> cosigners;
    std::uint64_t cases = 0;
};
// The checkpoint and its quorum; the root over all entries and every tile; one office, whole commands, the chain of every case;
// and that each older checkpoint, signed by the log, is a beginning of this tree. file_unreadable, evidence_unreadable,
// evidence_refused, journal_damaged
Result<ExportEvidence> check_export(const std::filesystem::path& folder, const Policy& policy,
                                    const std::vector<SignedCheckpoint>& older);

}  // namespace giamsat
