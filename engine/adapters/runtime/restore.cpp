// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/restore.hpp"

#include "adapters/store/file.hpp"
#include "base/platform/files.hpp"

#include <unistd.h>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

Done check_free(const fs::path& to) {
    std::error_code ignored;
    const bool is_free = !fs::exists(to) || (fs::is_directory(to) && fs::is_empty(to, ignored));
    if (is_free) return {};
    return Problem(ProblemCode::office_exists, {{"path", to.string()}});
}

// Beside the place it will have, so that taking the name is one step.
class Unfinished {
public:
    explicit Unfinished(const fs::path& to)
        : to_(to),
          at_(fs::path(fs::absolute(to).lexically_normal()).parent_path() /
              ("." + to.filename().string() + ".restoring-" + std::to_string(::getpid()))) {}
    ~Unfinished() {
        std::error_code ignored;
        if (!done_) fs::remove_all(at_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    const fs::path& at() const { return at_; }
    Done finish() {
        GIAMSAT_CHECK(sync_path(at_));
        std::error_code error;
        fs::rename(at_, to_, error);
        if (error) return Problem(ProblemCode::file_unreadable, {{"file", to_.string()}, {"why", error.message()}});
        done_ = true;
        return sync_path(at_.parent_path());
    }

private:
    fs::path to_;
    fs::path at_;
    bool done_ = false;
};

Done fetch(const RestoreOrder& order, const Restored& restored, const fs::path& to) {
    GIAMSAT_CHECK(make_folders(to));
    GIAMSAT_CHECK(copy_durably(store::office_path(restored.office.folder), store::office_path(to)));
    GIAMSAT_CHECK(copy_durably(store::keys_path(restored.keys.folder), store::keys_path(to), true));
    if (!fs::exists(order.office_key)) return Problem(ProblemCode::keys_missing, {{"path", order.office_key.string()}});
    return copy_durably(order.office_key, store::office_key_path(to), true);
}

// Opened by the one who will write: that also destroys the keys of those erased since the copy of the keys was made.
Done prove(const fs::path& folder, Restored& restored) {
    auto entropy = system_entropy();
    GIAMSAT_TRY(office, Office::open(folder, Office::Mode::write, *entropy));
    GIAMSAT_CHECK(office->verify_end());
    GIAMSAT_TRY(keys, office->check_keys());
    restored.subjects = keys.subjects;
    restored.without = keys.without;
    return {};
}

}  // namespace

Result<Restored> restore(const RestoreOrder& order, const BackupWatch& watch) try {
    GIAMSAT_CHECK(check_free(order.to));
    GIAMSAT_TRY(office, backup_at(order.office, Manifest::Kind::office));
    GIAMSAT_TRY(keys, backup_at(order.keys, Manifest::Kind::keys));
    Restored restored{std::move(office), std::move(keys), {}, 0, 0};
    if (restored.office.manifest.office != restored.keys.manifest.office)
        return Problem(ProblemCode::keys_foreign, {{"path", restored.keys.folder.string()}});
    GIAMSAT_CHECK(verify_backup(restored.keys));
    GIAMSAT_TRY(check, verify_backup(restored.office, watch));
    restored.check = check;
    Unfinished making(order.to);
    GIAMSAT_CHECK(fetch(order, restored, making.at()));
    GIAMSAT_CHECK(prove(making.at(), restored));
    GIAMSAT_CHECK(making.finish());
    return restored;
} catch (const StorageError& error) {
    return error.problem;
} catch (const fs::filesystem_error& error) {
    return Problem(ProblemCode::file_unreadable, {{"file", order.to.string()}, {"why", error.code().message()}});
}

}  // namespace giamsat
