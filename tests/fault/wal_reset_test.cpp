// SPDX-License-Identifier: Apache-2.0
// The race of a checkpoint with a commit that begins the WAL anew, as SQLite had it before 3.51.3: pages of the new WAL are
// taken for moved into the file, and a later checkpoint loses them. The moment is hit for certain, since the file's way of
// letting a page go is called between the two looks at the WAL's index.
#include "fault/kit/campaign.hpp"
#include "support/catch.hpp"

#include <dlfcn.h>
#include <sqlite3.h>

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

using namespace giamsat::fault;

namespace {

// What the probe asks of a library, ours or another one.
struct Library {
    decltype(&sqlite3_open_v2) open;
    decltype(&sqlite3_close) close;
    decltype(&sqlite3_exec) exec;
    decltype(&sqlite3_wal_checkpoint_v2) checkpoint;
    decltype(&sqlite3_vfs_find) find;
    decltype(&sqlite3_vfs_register) enter;
    decltype(&sqlite3_vfs_unregister) leave;
    decltype(&sqlite3_libversion) version;
    decltype(&sqlite3_sourceid) source;
};

template <class Function>
void find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    if (!function) throw std::runtime_error(std::string("no ") + name);
}

std::optional<Library> loaded(const char* name) {
    void* library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library) return std::nullopt;
    Library found{};
    find(library, "sqlite3_open_v2", found.open);
    find(library, "sqlite3_close", found.close);
    find(library, "sqlite3_exec", found.exec);
    find(library, "sqlite3_wal_checkpoint_v2", found.checkpoint);
    find(library, "sqlite3_vfs_find", found.find);
    find(library, "sqlite3_vfs_register", found.enter);
    find(library, "sqlite3_vfs_unregister", found.leave);
    find(library, "sqlite3_libversion", found.version);
    find(library, "sqlite3_sourceid", found.source);
    return found;
}

// A way to the files that is the library's own but for one thing: what happens when the first page is let go.
sqlite3_vfs* real = nullptr;
sqlite3_io_methods watched;
int (*real_unfetch)(sqlite3_file*, sqlite3_int64, void*) = nullptr;
std::function<void()> at_the_moment;

int unfetch(sqlite3_file* file, sqlite3_int64 offset, void* page) {
    if (offset == 0 && !page && at_the_moment) std::exchange(at_the_moment, nullptr)();
    return real_unfetch(file, offset, page);
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    const int code = real->xOpen(real, name, file, flags, flags_out);
    if (code != SQLITE_OK || !(flags & SQLITE_OPEN_MAIN_DB)) return code;
    watched = *file->pMethods;
    real_unfetch = std::exchange(watched.xUnfetch, unfetch);
    file->pMethods = &watched;
    return code;
}

class Connection {
public:
    Connection(const Library& library, const std::filesystem::path& path, const char* way = nullptr)
        : library_(library) {
        library_.open(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, way);
        run("PRAGMA wal_autocheckpoint = 0");
    }
    ~Connection() { library_.close(handle_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void run(const std::string& sql) {
        char* message = nullptr;
        if (library_.exec(handle_, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + (message ? message : "?"));
    }
    std::string text(const std::string& sql) {
        std::string found;
        const auto keep = [](void* to, int, char** values, char**) {
            *static_cast<std::string*>(to) += values[0] ? values[0] : "";
            return 0;
        };
        const int code = library_.exec(handle_, sql.c_str(), keep, &found, nullptr);
        return code == SQLITE_OK ? found : fmt::format("error {}", code);
    }
    void add(int rows) {
        for (; rows > 0; --rows) run("INSERT INTO entry (body) VALUES (randomblob(3000))");
    }
    void checkpoint() { library_.checkpoint(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }

private:
    const Library& library_;
    sqlite3* handle_ = nullptr;
};

constexpr int rows_before = 30, rows_at_the_moment = 1, rows_after = 61;

void race(const Library& library, const std::filesystem::path& path) {
    Connection writer(library, path);
    writer.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (id INTEGER PRIMARY KEY, body)");
    Connection late(library, path, "watched"), other(library, path);
    late.text("SELECT count(*) FROM entry");
    other.text("SELECT count(*) FROM entry");
    writer.add(rows_before);
    other.checkpoint();
    at_the_moment = [&] { writer.add(rows_at_the_moment); };
    late.checkpoint();
    REQUIRE_FALSE(at_the_moment);  // the moment has come
    writer.add(rows_after - 1);
    other.checkpoint();
    writer.add(1);
}

// "" when everything that was committed is there.
std::string lost_by(const Library& library) {
    FastFolder folder;
    const auto path = folder.path() / "probe.db";
    real = library.find(nullptr);
    sqlite3_vfs way = *real;
    way.zName = "watched";
    way.xOpen = open_file;
    library.enter(&way, 0);
    race(library, path);
    library.leave(&way);
    Connection again(library, path);
    const std::string check = again.text("PRAGMA integrity_check(1)");
    const std::string rows = again.text("SELECT count(*) FROM (SELECT id FROM entry)");
    const int committed = rows_before + rows_at_the_moment + rows_after;
    return check == "ok" && rows == std::to_string(committed) ? "" : rows + " rows, " + check;
}

}  // namespace

// Ours maps no file and so never lets a page go: the same source is tried with that one option left as it comes.
TEST_CASE("a commit that begins the WAL anew while it is checkpointed is not lost", "[wal]") {
    const auto library = loaded(GIAMSAT_SQLITE_PROBE);
    REQUIRE(library);
    CHECK(std::string(library->source()) == sqlite3_sourceid());
    CHECK(lost_by(*library) == "");
}

TEST_CASE("a library from before 3.51.3 loses it", "[wal]") {
    const auto library = loaded("libsqlite3.so.0");
    const std::string version = library ? library->version() : "not there";
    if (version == "3.40.1")
        CHECK(lost_by(*library) != "");
    else
        WARN("skipped: libsqlite3.so.0 is " << version << ", and 3.40.1 is wanted");
}
