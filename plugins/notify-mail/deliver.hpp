// SPDX-License-Identifier: Apache-2.0
// The action `deliver`. The outbox folder is also its memory: a letter whose <id>.eml is there has been delivered, so the
// same request may be made again at any time.
#pragma once

#include "support/module.hpp"

namespace giamsat::mail {

// Request and result are told in plugins/README.md. Problems: invalid_value (nothing was delivered), not_possible (no
// relay), file_unreadable, disk_full, interrupted (what was delivered until then stays delivered).
Result<Json> deliver(const plugin::Host& host, const Json& request);

}  // namespace giamsat::mail
