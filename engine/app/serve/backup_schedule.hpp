// SPDX-License-Identifier: Apache-2.0
// The backups a server makes by itself: each is verified, and only then older ones go.
#pragma once

#include "adapters/runtime/backup.hpp"

namespace giamsat {

struct BackupPlan {
    std::filesystem::path
        place;  // there already: a disk that is not plugged in must not become a folder of the office's own
    std::int64_t every_ms = 3'600'000;
    std::size_t keep = 48;  // of the newest of this office, 0 for all
};

class BackupSchedule {
public:
    static constexpr std::int64_t again_after_ms = 300'000;  // what failed; sooner when backups are to be more frequent

    // `stop` interrupts one that is being made, and outlives this.
    BackupSchedule(std::filesystem::path office, const OfficeId& id, BackupPlan plan, const std::atomic<bool>& stop);

    // Makes one when the newest in the place, whoever made it, is older than the plan wants. While what failed is not tried
    // again its problem is given again; nothing is when it was stopped. Problems: not_found (the place), those of back_up(),
    // verify_backup() and thin_backups().
    Result<std::optional<Backup>> make_if_due(Instant now);

private:
    bool is_due(Instant now) const;
    Result<Backup> make(Instant now);

    std::filesystem::path office_;
    BackupPlan plan_;
    const std::atomic<bool>& stop_;
    std::optional<Instant> last_;
    std::optional<Problem> trouble_;
    Instant tried_;
};

}  // namespace giamsat
