// SPDX-License-Identifier: Apache-2.0
// What a log asks of a witness (C2SP tlog-witness, add-checkpoint) and by which rules a witness answers. The log's own signer
// is asked the same way. Whoever keeps the state must make judging and keeping one step that nothing interrupts.
#pragma once

#include "kernel/journal/checkpoint.hpp"
#include "kernel/journal/proof.hpp"

namespace giamsat {

struct AddCheckpoint {
    std::uint64_t old_size = 0;
    Proof proof;                  // from old_size
    SignedCheckpoint checkpoint;  // a signer is asked about one that nobody has signed yet
};
std::string write_request(const AddCheckpoint& request);
// `signatures`: whether the checkpoint must bear any. evidence_unreadable
enum class Signatures { needed, none };
Result<AddCheckpoint> parse_request(std::string_view body, Signatures signatures);

// 200: it is consistent with what was seen, and its size is what to remember from now on. 400 old size above the new one,
// 409 another size was seen last, 422 not consistent. What the log signed must have been checked before (404, 403).
int judge(const AddCheckpoint& request, const Checkpoint& last_seen);

}  // namespace giamsat
