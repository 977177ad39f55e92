// SPDX-License-Identifier: Apache-2.0
// Another signer takes the journal over. The last checkpoint of the one before is signed by the new one too: from this on,
// whoever believes the new key has it in writing that the earlier checkpoints were the journal's, in the office and in
// every copy of it.
#pragma once

#include "adapters/runtime/workplace.hpp"

namespace giamsat {

// Nothing to do where there is no checkpoint, or `signer` has signed the last already. REQUIRES: `place` writes by itself.
// signer_unreachable; evidence_refused when what `signer` signed before is not the beginning of this journal.
Done countersign_last(Workplace& place, CheckpointSigner& signer);

}  // namespace giamsat
