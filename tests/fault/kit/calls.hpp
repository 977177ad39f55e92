// SPDX-License-Identifier: Apache-2.0
// The system calls by which this executable changes files, SQLite's and the program's own alike, made visible: a watcher
// sees each one and may let it fail. It stands below SQLite's own way to the disk, so that is tried too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace giamsat::fault {

enum class CallKind { make_folder, create, write, truncate, sync, rename, remove, read };

struct Call {
    CallKind kind;
    std::string path;             // inside the watched folder; "" is the folder itself
    std::string to = {};          // of a rename
    std::int64_t offset = 0;      // of a write; the new length of a truncation
    std::string_view bytes = {};  // of a write
};
std::string told(const Call& call);  // "write office.db-wal 32+8216"

struct Fate {
    int error = 0;                     // set: the call does nothing but fail with this errno
    std::size_t bytes_max = SIZE_MAX;  // of a write: so many are written
    bool pretend = false;              // of a write: nothing is, though it seems so
};

// Called by any thread, one call at a time.
class Watcher {
public:
    virtual ~Watcher() = default;
    virtual Fate before(const Call&) { return {}; }
    virtual void after(const Call&) {}  // it has done what it says; of a short write, `bytes` are those written
};

// Calls at files in the folder go through the watcher while this lives. One at a time in a process. An index of SQLite
// (-shm) is left out: nothing in it has to last.
class Watching {
public:
    Watching(const std::filesystem::path& folder, Watcher& watcher);
    ~Watching();
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
};

}  // namespace giamsat::fault
