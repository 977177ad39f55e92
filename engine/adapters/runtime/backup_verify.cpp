// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/backup.hpp"
#include "adapters/store/file.hpp"
#include "adapters/store/verify.hpp"
#include "base/platform/files.hpp"

#include <chrono>

#include <unistd.h>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

// Where an office is looked at: the backup itself; of one made under an older schema a copy, which is brought up to date.
class Looking {
public:
    explicit Looking(const fs::path& backup) : at_(backup) {
        if (store::is_up_to_date(store::office_path(backup), store::office_file_kind())) return;
        scratch_ = fs::temp_directory_path() / ("giamsat-verify-" + std::to_string(::getpid()));
        fs::create_directories(*scratch_);
        fs::copy_file(store::office_path(backup), store::office_path(*scratch_), fs::copy_options::overwrite_existing);
        at_ = *scratch_;
    }
    ~Looking() {
        std::error_code ignored;
        if (scratch_) fs::remove_all(*scratch_, ignored);
    }
    Looking(const Looking&) = delete;
    Looking& operator=(const Looking&) = delete;
    const fs::path& at() const { return at_; }

private:
    fs::path at_;
    std::optional<fs::path> scratch_;
};

// A tree that no longer has the root that was signed is another tree.
Done check_checkpoint(const Backup& backup, Readers& read) {
    if (backup.manifest.checkpoint.empty()) return {};
    const auto kept = parse_signed_checkpoint(backup.manifest.checkpoint);
    if (!kept) return backup_damaged(backup.folder, {"điểm chốt không đọc được", "its checkpoint cannot be read"});
    const Checkpoint& checkpoint = kept->checkpoint;
    const bool follows = checkpoint.size <= read.journal.size() &&
                         (checkpoint.size == 0 || root_of(checkpoint.size, read.evidence.hashes()) == checkpoint.root);
    if (follows) return {};
    return backup_damaged(
        backup.folder,
        {"nhật ký không nối tiếp điểm chốt " + std::to_string(checkpoint.size) + " mục",
         "its journal does not follow from the checkpoint of " + std::to_string(checkpoint.size) + " entries"});
}

Done check_end(const Backup& backup, Readers& read) {
    const Manifest& manifest = backup.manifest;
    if (read.journal.size() != manifest.size || to_hex(read.journal.root()) != manifest.root)
        return backup_damaged(backup.folder,
                              {"gốc nhật ký khác manifest.json", "its root is not that of manifest.json"});
    return check_checkpoint(backup, read);
}

Result<std::uint64_t> check_office(const Backup& backup, const BackupWatch& watch) {
    const Looking looking(backup.folder);
    VerifyOptions options;
    options.stop = watch.stop;
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
        if (watch.progress && total > 0) watch.progress(static_cast<int>(100 * done / total));
    };
    GIAMSAT_TRY(report, verify_office(looking.at(), options));
    if (!report.clean()) return backup_damaged(backup.folder, report.differences.front().text);
    auto entropy = system_entropy();
    GIAMSAT_TRY(office, Office::open(looking.at(), Office::Mode::without_keys, *entropy));
    Readers read = office->readers();
    GIAMSAT_CHECK(check_end(backup, read));
    return report.entries;
}

Done check_keys(const Backup& backup) {
    auto keys = store::open_to_read(store::keys_path(backup.folder), store::key_file_kind());
    const bool whole = keys->text("PRAGMA integrity_check(1)") == "ok" &&
                       keys->text("SELECT office FROM key_office") == backup.manifest.office.value &&
                       keys->number("SELECT count(*) FROM subject_key") == backup.manifest.subjects;
    if (whole) return {};
    return backup_damaged(backup.folder, {"keys.db khác manifest.json", "its keys.db is not what manifest.json says"});
}

}  // namespace

Result<BackupCheck> verify_backup(const Backup& backup, const BackupWatch& watch) try {
    const auto begun = std::chrono::steady_clock::now();
    GIAMSAT_CHECK(check_files(backup.folder, backup.manifest));
    BackupCheck check{.has_checkpoint = !backup.manifest.checkpoint.empty()};
    if (backup.manifest.kind == Manifest::Kind::office) {
        GIAMSAT_TRY(entries, check_office(backup, watch));
        check.entries = entries;
    } else {
        GIAMSAT_CHECK(check_keys(backup));
    }
    check.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return check;
} catch (const StorageError& error) {
    return error.problem;
} catch (const fs::filesystem_error& error) {
    return Problem(ProblemCode::file_unreadable, {{"file", backup.folder.string()}, {"why", error.code().message()}});
}

}  // namespace giamsat
