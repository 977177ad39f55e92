// SPDX-License-Identifier: Apache-2.0
// Self-contained proofs of what the journal says: of one entry, or of a case from its first entry on.
#pragma once

#include "kernel/journal/tlog_proof.hpp"
#include "service/ports/readers.hpp"

namespace giamsat {

// Where the entries of a case stand, its first first. Empty: there is no such case.
std::vector<std::uint64_t> places_of_case(const CaseId& id, Readers& read);
// The entry at or behind `from` that records the issuing of a file with this SHA-256 (hex), the newest should there be several.
std::optional<std::uint64_t> place_of_issued(const std::string& sha256, std::uint64_t from, Readers& read);

// The newest kept checkpoint of the journal as it is now that covers the entry; with a policy, the newest that stands by it.
std::optional<SignedCheckpoint> covering(std::uint64_t entry, const Policy* policy, Readers& read);

// Of the last of `entries` at its place; what comes before it are the same case's. evidence_refused when the stored hashes
// do not lead to the checkpoint's root. REQUIRES: not empty, the last below the checkpoint's size
Result<LogProof> prove(const std::vector<std::uint64_t>& entries, const SignedCheckpoint& checkpoint, Readers& read);

}  // namespace giamsat
