// SPDX-License-Identifier: Apache-2.0
#include "adapters/store/copying.hpp"

#include "base/platform/files.hpp"

#include <sqlite3.h>

namespace giamsat::store {

namespace {

constexpr int pages_at_once = 2048;

class PageCopy {
public:
    PageCopy(Database& to, Database& from)
        : to_(to), handle_(sqlite3_backup_init(to.handle(), "main", from.handle(), "main")) {
        if (!handle_) to.fail(sqlite3_errcode(to.handle()));
    }
    ~PageCopy() { sqlite3_backup_finish(handle_); }
    PageCopy(const PageCopy&) = delete;
    PageCopy& operator=(const PageCopy&) = delete;

    bool step() {
        const int code = sqlite3_backup_step(handle_, pages_at_once);
        if (code != SQLITE_OK && code != SQLITE_DONE) to_.fail(code);
        return code == SQLITE_OK;
    }
    std::int64_t total() { return sqlite3_backup_pagecount(handle_); }
    std::int64_t done() { return total() - sqlite3_backup_remaining(handle_); }

private:
    Database& to_;
    sqlite3_backup* handle_;
};

// One transaction holds the moment: without it, every commit of the writer would begin the copy anew.
void copy_pages(Database& from, Database& to, const std::function<bool(std::int64_t, std::int64_t)>& go_on) {
    from.run("BEGIN");
    from.number("SELECT count(*) FROM sqlite_schema");
    to.run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
    PageCopy copy(to, from);
    for (bool more = true; more;) {
        more = copy.step();
        if (go_on && !go_on(copy.done(), copy.total())) throw StorageError(Problem(ProblemCode::interrupted));
    }
}

// The pages say that a WAL belongs to the file. A copy lies alone, also where nothing can be written beside it.
void without_wal(const std::filesystem::path& path) {
    Database copied(path, Database::Access::write);
    if (copied.text("PRAGMA journal_mode = DELETE;") != "delete") copied.fail(SQLITE_CANTOPEN);
}

}  // namespace

void copy_database(const std::filesystem::path& from, const FileKind& kind, const std::filesystem::path& to,
                   const std::function<bool(std::int64_t done, std::int64_t total)>& go_on) {
    {
        auto source = open_to_read(from, kind);
        Database target(to, Database::Access::create);
        copy_pages(*source, target, go_on);
    }
    without_wal(to);
    if (auto synced = sync_path(to); !synced) throw StorageError(synced.error());
}

}  // namespace giamsat::store
