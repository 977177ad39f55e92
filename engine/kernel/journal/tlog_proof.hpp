// SPDX-License-Identifier: Apache-2.0
// Offline proofs (C2SP tlog-proof): one entry's place in the tree of a cosigned checkpoint, in one file. What it proves is
// in its `extra` line: an entry bundle (C2SP tlog-tiles) of one entry, or of all entries of a case up to the one whose
// place is proved, each named by the next one's case_prev, so that none of them can be left out.
#pragma once

#include "kernel/journal/entry.hpp"
#include "kernel/journal/policy.hpp"
#include "kernel/journal/proof.hpp"

namespace giamsat {

inline constexpr std::size_t proof_file_bytes_max = 64u << 20;

struct LogProof {
    std::string extra;  // bytes
    std::uint64_t index = 0;
    Proof path;
    SignedCheckpoint checkpoint;
};

std::string write_proof(const LogProof& proof);
Result<LogProof> parse_proof(std::string_view bytes);  // evidence_unreadable

// Entries as tlog-tiles bundles them: each behind its length in two bytes, big-endian. REQUIRES: each at most 65,535 bytes
std::string write_bundle(const std::vector<std::string>& entries);
Result<std::vector<std::string>> parse_bundle(std::string_view bytes);  // evidence_unreadable

// Whether this is the origin of the office's journal: giamsat.invalid/<office id>, with /<n> behind it after a recovery.
bool is_origin_of(const std::string& origin, const OfficeId& office);

struct Evidence {
    std::vector<Entry> entries;  // of the case from its first, or the one entry
    std::uint64_t index = 0;     // of the last of them
    Checkpoint checkpoint;
    std::vector<Cosigner> cosigners;
};
// Everything at once: checkpoint and quorum, place in the tree, the office, the chain of the case. evidence_refused
Result<Evidence> check_proof(const LogProof& proof, const Policy& policy);

}  // namespace giamsat
