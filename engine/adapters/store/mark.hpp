// SPDX-License-Identifier: Apache-2.0
// How far the journal had come when somebody was last told so, in a small file of its own beside the office: it tells a journal
// that has lost its end (with a WAL that turned bad or is gone, say) from one that never had it. Written after each commit and
// never synced: a power cut may leave an older mark, none is ever ahead of the journal. A mark that cannot be written or read
// says nothing.
#pragma once

#include "adapters/store/sqlite.hpp"
#include "kernel/journal/merkle.hpp"

#include <optional>

namespace giamsat::store {

struct Marked {
    std::string origin;  // of the journal then: a recovery gives it another one, and marks of before count no more
    std::uint64_t size = 0;
    Hash root{};
};

class Mark {
public:
    explicit Mark(const std::filesystem::path& folder);  // to write
    ~Mark();
    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;
    void keep(const Marked& marked);

    static std::optional<Marked> read(const std::filesystem::path& folder);

private:
    int file_;
};

// What is wrong, when the journal does not go on from there. Throws StorageError.
std::optional<LocalText> lost_since(const std::optional<Marked>& marked, Database& database, std::uint64_t size);
std::string origin_of(Database& database);  // of the journal as it is now

}  // namespace giamsat::store
