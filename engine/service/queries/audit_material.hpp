// SPDX-License-Identifier: Apache-2.0
// What the rules of kernel/audit look at, taken from the journal in one walk from its first entry to its last.
#pragma once

#include "kernel/audit/audit.hpp"
#include "model/workflow/bundle.hpp"
#include "service/ports/readers.hpp"

#include <atomic>

namespace giamsat {

struct AuditQuery {
    std::optional<Date> from;  // the day a step, a form, a turn was done; grants are taken from everywhere
    std::optional<Date> until;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // entries, now and then
    const std::atomic<bool>* stop = nullptr;
};

// interrupted, journal_damaged.
Result<AuditMaterial> audit_material(const ProfileBundle& bundle, Readers& read, const AuditQuery& query);

}  // namespace giamsat
