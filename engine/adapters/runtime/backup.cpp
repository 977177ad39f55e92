// SPDX-License-Identifier: Apache-2.0
#include "adapters/runtime/backup.hpp"

#include "adapters/store/copying.hpp"
#include "adapters/store/key_file.hpp"
#include "base/platform/files.hpp"

#include <algorithm>

namespace giamsat {

namespace fs = std::filesystem;

namespace {

constexpr const char* unfinished = ".unfinished-";
constexpr const char* lock_name = "backup.lock";
const char* const office_file = "office.db";
const char* const keys_file = "keys.db";

Problem together(const LocalText& what, const LocalText& other, const fs::path& path) {
    return {ProblemCode::keys_together,
            {{"what", what.vi},
             {"what_en", what.en},
             {"other", other.vi},
             {"other_en", other.en},
             {"path", path.string()}}};
}

bool holds_office_key(fs::path folder) {
    for (folder = fs::weakly_canonical(fs::absolute(folder));; folder = folder.parent_path()) {
        if (fs::exists(folder / "office.key")) return true;
        if (folder == folder.parent_path()) return false;
    }
}

bool holds(const fs::path& place, Manifest::Kind kind) {
    if (fs::exists(place / (kind == Manifest::Kind::keys ? keys_file : office_file))) return true;
    const auto all = backups_in(place);
    return std::any_of(all.begin(), all.end(), [&](const Backup& one) { return one.manifest.kind == kind; });
}

// The three never lie together: the office, its keys, and the key of these.
Done check_place(const fs::path& place, Manifest::Kind kind) {
    const bool keys = kind == Manifest::Kind::keys;
    const LocalText what = keys ? LocalText{"bản sao khoá", "A copy of the keys"}
                                : LocalText{"bản sao văn phòng", "A backup of the office"};
    if (holds_office_key(place)) return together(what, {"tệp office.key", "an office.key"}, place);
    const auto other = keys ? Manifest::Kind::office : Manifest::Kind::keys;
    if (holds(place, other))
        return together(what,
                        keys ? LocalText{"bản sao văn phòng", "a backup of the office"}
                             : LocalText{"bản sao khoá", "a copy of the keys"},
                        place);
    return {};
}

void remove_unfinished(const fs::path& place) {
    std::error_code ignored;
    for (const auto& item : fs::directory_iterator(place, ignored))
        if (item.path().filename().string().starts_with(unfinished)) fs::remove_all(item.path(), ignored);
}

// "office-20260310-081500Z", with a number behind it when that is taken.
fs::path free_name(const fs::path& place, const char* kind, Instant made) {
    std::string day = iso_utc(made).substr(0, 19);
    std::erase_if(day, [](char c) { return c == '-' || c == ':'; });
    std::replace(day.begin(), day.end(), 'T', '-');
    const std::string name = std::string(kind) + "-" + day + "Z";
    fs::path path = place / name;
    for (int number = 2; fs::exists(path); ++number) path = place / (name + "-" + std::to_string(number));
    return path;
}

// A folder that takes its name only when all in it is durable.
class Making {
public:
    Making(const fs::path& place, const char* kind, Instant made)
        : place_(place), name_(free_name(place, kind, made)), at_(place / (unfinished + name_.filename().string())) {}
    ~Making() {
        std::error_code ignored;
        if (!done_) fs::remove_all(at_, ignored);
    }
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;

    const fs::path& at() const { return at_; }
    Done begin() { return make_folders(at_); }
    Result<fs::path> finish() {
        GIAMSAT_CHECK(sync_path(at_));
        std::error_code error;
        fs::rename(at_, name_, error);
        if (error) return Problem(ProblemCode::file_unreadable, {{"file", name_.string()}, {"why", error.message()}});
        done_ = true;
        GIAMSAT_CHECK(sync_path(place_));
        return name_;
    }

private:
    fs::path place_;
    fs::path name_;
    fs::path at_;
    bool done_ = false;
};

std::function<bool(std::int64_t, std::int64_t)> going_on(const BackupWatch& watch) {
    return [&watch](std::int64_t done, std::int64_t total) {
        if (watch.progress && total > 0) watch.progress(static_cast<int>(100 * done / total));
        return !watch.stop || !watch.stop->load();
    };
}

// What the copy itself says, not what the office says meanwhile.
Result<Manifest> office_manifest(const fs::path& folder, Instant made) {
    auto entropy = system_entropy();
    GIAMSAT_TRY(copy, Office::open(folder, Office::Mode::without_keys, *entropy));
    Readers read = copy->readers();
    Manifest manifest{.office = copy->id(), .made = made, .size = read.journal.size()};
    manifest.root = to_hex(read.journal.root());
    if (auto last = read.evidence.last_checkpoint()) manifest.checkpoint = write_note(last->signed_one.note);
    return manifest;
}

Done describe(const fs::path& folder, const char* name, Manifest& manifest) {
    GIAMSAT_TRY(file, described(folder, name));
    manifest.files.push_back(std::move(file));
    return write_manifest(folder, manifest);
}

Result<FileLock> begin_in(const fs::path& place, Manifest::Kind kind) {
    GIAMSAT_CHECK(check_place(place, kind));
    GIAMSAT_CHECK(make_folders(place));
    GIAMSAT_TRY(lock, FileLock::take(place / lock_name));
    remove_unfinished(place);
    return std::move(lock);
}

}  // namespace

Result<Backup> back_up(const fs::path& office, const fs::path& place, Instant now, const BackupWatch& watch) try {
    if (!fs::exists(store::office_path(office)))
        return Problem(ProblemCode::office_missing, {{"path", office.string()}});
    const auto lock = begin_in(place, Manifest::Kind::office);
    if (!lock) return lock.error();
    Making making(place, "office", now);
    GIAMSAT_CHECK(making.begin());
    store::bring_up_to_date(office, store::office_file_kind());
    store::copy_database(store::office_path(office), store::office_file_kind(), making.at() / office_file,
                         going_on(watch));
    GIAMSAT_TRY(manifest, office_manifest(making.at(), now));
    GIAMSAT_CHECK(describe(making.at(), office_file, manifest));
    GIAMSAT_TRY(folder, making.finish());
    return Backup{std::move(folder), std::move(manifest)};
} catch (const StorageError& error) {
    return error.problem;
}

// Written down before it takes its name: a copy the journal does not know of could outlive an erasure.
Result<Backup> back_up_keys(const fs::path& office, const fs::path& place, Instant now, Date expires,
                            const std::function<Done(const NoteKeyCopy&)>& record) try {
    if (!fs::exists(store::keys_path(office)))
        return Problem(ProblemCode::keys_missing, {{"path", store::keys_path(office).string()}});
    const auto lock = begin_in(place, Manifest::Kind::keys);
    if (!lock) return lock.error();
    Making making(place, "keys", now);
    GIAMSAT_CHECK(making.begin());
    const auto copied = making.at() / keys_file;
    store::copy_database(store::keys_path(office), store::key_file_kind(), copied, {});
    Manifest manifest{.kind = Manifest::Kind::keys, .made = now, .expires = expires};
    {
        auto keys = store::open_to_read(copied, store::key_file_kind());
        manifest.office.value = keys->text("SELECT office FROM key_office");
        manifest.subjects = keys->number("SELECT count(*) FROM subject_key");
    }
    GIAMSAT_CHECK(describe(making.at(), keys_file, manifest));
    GIAMSAT_CHECK(record({expires, manifest.subjects, manifest.files.front().sha256}));
    GIAMSAT_TRY(folder, making.finish());
    return Backup{std::move(folder), std::move(manifest)};
} catch (const StorageError& error) {
    return error.problem;
}

std::vector<Backup> backups_in(const fs::path& place) {
    std::vector<Backup> all;
    std::error_code ignored;
    for (const auto& item : fs::directory_iterator(place, ignored)) {
        if (!item.is_directory(ignored) || item.path().filename().string().starts_with(unfinished)) continue;
        if (auto manifest = read_manifest(item.path())) all.push_back({item.path(), std::move(*manifest)});
    }
    std::sort(all.begin(), all.end(), [](const Backup& a, const Backup& b) {
        return std::pair(a.manifest.made, a.folder) < std::pair(b.manifest.made, b.folder);
    });
    return all;
}

Result<Backup> backup_at(const fs::path& folder, Manifest::Kind kind) {
    auto manifest = read_manifest(folder);
    if (manifest && manifest->kind == kind) return Backup{folder, std::move(*manifest)};
    if (!manifest && manifest.error().code != ProblemCode::not_found) return std::move(manifest.error());
    auto all = backups_in(folder);
    std::erase_if(all, [&](const Backup& one) { return one.manifest.kind != kind; });
    if (!all.empty()) return std::move(all.back());
    const bool keys = kind == Manifest::Kind::keys;
    return Problem(ProblemCode::not_found, {{"what", keys ? "bản sao khoá tại" : "bản sao văn phòng tại"},
                                            {"what_en", keys ? "copy of the keys at" : "backup of an office at"},
                                            {"name", folder.string()}});
}

namespace {

// A removed file's bytes would lie on the disk until something else comes there.
void destroy_files(const Backup& backup) {
    for (const BackupFile& file : backup.manifest.files) {
        const auto path = backup.folder / fs::path(file.name).filename();
        std::error_code ignored;
        const auto bytes = fs::file_size(path, ignored);
        if (!ignored) overwrite_file(path, bytes);
    }
}

}  // namespace

Result<std::vector<Backup>> prune_backups(const fs::path& place, Date today) {
    if (!fs::is_directory(place))
        return Problem(ProblemCode::not_found, {{"what", "thư mục"}, {"what_en", "folder"}, {"name", place.string()}});
    const auto lock = FileLock::take(place / lock_name);
    if (!lock) return lock.error();
    remove_unfinished(place);
    std::vector<Backup> removed;
    for (Backup& backup : backups_in(place)) {
        if (!backup.manifest.expires || *backup.manifest.expires >= today) continue;
        destroy_files(backup);
        std::error_code error;
        fs::remove_all(backup.folder, error);
        if (error)
            return Problem(ProblemCode::file_unreadable, {{"file", backup.folder.string()}, {"why", error.message()}});
        removed.push_back(std::move(backup));
    }
    GIAMSAT_CHECK(sync_path(place));
    return removed;
}

// Under another name first: a backup that is half gone must not look like one.
Result<std::vector<Backup>> thin_backups(const Backup& newest, std::size_t keep) {
    const fs::path place = newest.folder.parent_path();
    const auto lock = FileLock::take(place / lock_name);
    if (!lock) return lock.error();
    auto all = backups_in(place);
    std::erase_if(all, [&](const Backup& one) {
        return one.folder == newest.folder || one.manifest.kind != newest.manifest.kind ||
               one.manifest.office != newest.manifest.office;
    });
    all.resize(all.size() - std::min(all.size(), std::max<std::size_t>(keep, 1) - 1));
    for (const Backup& one : all) {
        std::error_code ignored;
        const fs::path going = place / (unfinished + one.folder.filename().string());
        fs::rename(one.folder, going, ignored);
        fs::remove_all(going, ignored);
    }
    return all;
}

}  // namespace giamsat
