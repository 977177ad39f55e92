// SPDX-License-Identifier: Apache-2.0
// The files are made under other names and take their own at the end, office.db last: an office is there when office.db
// is. A making that was cut short is recognised by office.db.new and begun again; keys without that sign are somebody's
// and are left alone.
#include "adapters/store/new_office.hpp"

#include "adapters/store/file.hpp"
#include "adapters/store/key_file.hpp"
#include "adapters/store/office_lock.hpp"
#include "kernel/journal/merkle.hpp"

namespace giamsat::store {

namespace {

namespace fs = std::filesystem;

fs::path unfinished(fs::path path) { return path += ".new"; }

void remove_database(const fs::path& path) {
    std::error_code ignored;
    for (const char* tail : {"-wal", "-shm", "-journal", ""}) fs::remove(fs::path(path) += tail, ignored);
}

void remove_unfinished(const fs::path& folder) {
    std::error_code ignored;
    fs::remove(office_key_path(folder), ignored);
    remove_database(keys_path(folder));
    remove_database(unfinished(keys_path(folder)));
    remove_database(unfinished(office_path(folder)));  // last: while it is there, the rest is known to be unfinished
}

Done check_free(const fs::path& folder) {
    if (fs::exists(office_path(folder))) return Problem(ProblemCode::office_exists, {{"path", folder.string()}});
    if (fs::exists(unfinished(office_path(folder)))) {
        remove_unfinished(folder);
        return {};
    }
    for (const auto& path : {keys_path(folder), office_key_path(folder)})
        if (fs::exists(path)) return Problem(ProblemCode::office_exists, {{"path", path.string()}});
    return {};
}

void make(const fs::path& folder, const OfficeId& id, Entropy& entropy) {
    auto office = create_file(unfinished(office_path(folder)), office_file_kind());
    const Hash root = Frontier().root();
    Statement(*office, "INSERT INTO log_head (one, office, size, root) VALUES (1, ?1, 0, ?2)")
        .run(id.value, Blob{as_bytes(root)});
    finish_file(std::move(office));
    KeyFile::create(unfinished(keys_path(folder)), office_key_path(folder), id, entropy);
    fs::rename(unfinished(keys_path(folder)), keys_path(folder));
    sync_folder(folder);  // no power cut may leave office.db with its name and its keys without theirs
    fs::rename(unfinished(office_path(folder)), office_path(folder));
    sync_folder(folder);
}

}  // namespace

Done create_office_files(const fs::path& folder, const OfficeId& id, Entropy& entropy) try {
    GIAMSAT_CHECK(make_folders(folder));
    const OfficeLock lock = OfficeLock::take(folder);
    GIAMSAT_CHECK(check_free(folder));
    try {
        make(folder, id, entropy);
    } catch (...) {
        remove_database(office_path(folder));
        remove_unfinished(folder);
        throw;
    }
    return {};
} catch (const StorageError& error) {
    return error.problem;
} catch (const fs::filesystem_error& error) {
    return Problem(ProblemCode::file_unreadable, {{"file", folder.string()}, {"why", error.code().message()}});
}

}  // namespace giamsat::store
