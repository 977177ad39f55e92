// SPDX-License-Identifier: Apache-2.0
#include "app/serve/backup_schedule.hpp"

#include "base/core/failure.hpp"

#include <algorithm>
#include <cstdlib>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

// Either way: a clock that was far ahead and was set right must not put the next one off until it is there again.
bool apart(Instant one, Instant other, std::int64_t ms) { return std::abs(one.ms - other.ms) >= ms; }

Problem unreachable(const fs::path& place, const fs::filesystem_error& error) {
    return {ProblemCode::file_unreadable, {{"file", place.string()}, {"why", error.code().message()}}};
}

// Tried again and again, a place would fill with copies of what is damaged.
Problem taken_back(const Backup& backup, Problem why) {
    std::error_code ignored;
    fs::remove_all(backup.folder, ignored);
    why.details.push_back(
        {"advice", "Bản sao ấy đã bỏ, các bản cũ còn nguyên. Kiểm tra văn phòng: giamsat journal verify"});
    why.details.push_back(
        {"advice_en", "That copy was removed, the older ones stay. Check the office: giamsat journal verify"});
    return why;
}

// When the newest of this office was made. A place that cannot be looked at is told when a backup is due.
std::optional<Instant> newest_in(const fs::path& place, const OfficeId& office) try {
    std::optional<Instant> newest;
    for (const Backup& one : backups_in(place))
        if (one.manifest.kind == Manifest::Kind::office && one.manifest.office == office) newest = one.manifest.made;
    return newest;
} catch (const fs::filesystem_error&) {
    return {};
}

}  // namespace

BackupSchedule::BackupSchedule(fs::path office, const OfficeId& id, BackupPlan plan, const std::atomic<bool>& stop)
    : office_(std::move(office)), plan_(std::move(plan)), stop_(stop), last_(newest_in(plan_.place, id)) {}

bool BackupSchedule::is_due(Instant now) const {
    if (trouble_) return apart(now, tried_, std::min(again_after_ms, plan_.every_ms));
    return !last_ || apart(now, *last_, plan_.every_ms);
}

Result<std::optional<Backup>> BackupSchedule::make_if_due(Instant now) {
    if (!is_due(now)) return trouble_ ? Result<std::optional<Backup>>(*trouble_) : std::optional<Backup>();
    tried_ = now;
    auto made = make(now);
    if (!made && stop_.load()) return std::optional<Backup>();
    if (!made) {
        // The same again in other words (the name of the folder) is no news.
        if (!trouble_ || trouble_->code != made.error().code) trouble_ = std::move(made.error());
        return *trouble_;
    }
    trouble_.reset();
    last_ = now;
    return std::optional(std::move(*made));
}

Result<Backup> BackupSchedule::make(Instant now) try {
    std::error_code ignored;
    if (!fs::is_directory(plan_.place, ignored))
        return Problem(
            ProblemCode::not_found,
            {{"what", "thư mục chứa bản sao"}, {"what_en", "folder for backups"}, {"name", plan_.place.string()}});
    BackupWatch watch;
    watch.stop = &stop_;
    GIAMSAT_TRY(made, back_up(office_, plan_.place, now, watch));
    if (auto holds = verify_backup(made, watch); !holds) {
        if (holds.error().code == ProblemCode::backup_damaged) return taken_back(made, std::move(holds.error()));
        return std::move(holds.error());
    }
    if (plan_.keep > 0) GIAMSAT_CHECK(thin_backups(made, plan_.keep));
    return made;
} catch (const StorageError& error) {
    return error.problem;
} catch (const fs::filesystem_error& error) {
    return unreachable(plan_.place, error);
}

}  // namespace giamsat
