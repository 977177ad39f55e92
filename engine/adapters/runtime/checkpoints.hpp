// SPDX-License-Identifier: Apache-2.0
// Checkpoints of a journal that is being written: when one is due, having it signed, keeping it.
#pragma once

#include "adapters/runtime/writer.hpp"

namespace giamsat {

class Checkpoints {
public:
    static constexpr std::uint64_t entries_max = 1024;   // without a checkpoint behind them
    static constexpr std::int64_t wait_max_ms = 60'000;  // since the last, while entries have none

    // `signer` outlives this.
    Checkpoints(Writer& writer, CheckpointSigner& signer) : writer_(writer), signer_(signer) {}

    // Whether the journal still begins with what the signer signed last: asked before the first write. A signer that cannot be
    // reached is asked when there is something to sign. evidence_refused, journal_damaged
    Done stands();
    // Of the journal as it stands; the one kept already when nothing came since. REQUIRES: the journal is not empty.
    // signer_unreachable; evidence_refused when what was signed before is not the beginning of this journal.
    Result<KeptCheckpoint> make(Instant now);
    // Due after so many entries, after so long, and at once when a visit was concluded or a report issued.
    Done make_if_due(Instant now);

private:
    struct State {
        std::string origin;
        std::uint64_t size = 0;
        std::optional<KeptCheckpoint> last;
    };
    State state();
    bool concluded_since(std::uint64_t covered);  // looks at each entry once
    // The tree as it stands, and how it follows from what was signed last.
    Result<AddCheckpoint> request(const Checkpoint& last);

    Writer& writer_;
    CheckpointSigner& signer_;
    std::uint64_t looked_ = 0;
};

}  // namespace giamsat
