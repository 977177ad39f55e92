// SPDX-License-Identifier: Apache-2.0
// Whether an office still is what its journal says. Reads only: every leaf and node is hashed again, every chain followed,
// every entry applied to a fresh database, every row compared. The tables sqlite_schema, log_head, blob are checked against
// the journal too; outbox_attempt alone is no projection and is left aside. Needs no key.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/result.hpp"
#include "base/crypto/crypto.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace giamsat {

struct Difference {
    // What is wrong; stable names for machines: storage, schema, entry_changed, entry_missing, entry_unreadable,
    // entry_foreign, entry_not_applied, command_incomplete, case_chain, node, head, blob_missing, blob_changed, blob_extra,
    // row_missing, row_extra, row_changed.
    std::string what;
    std::string where;  // "entry 17", "case_file 3f…, life", "schema log_entry_stays"
    LocalText text;     // the whole sentence
};

struct VerifyReport {
    std::uint64_t entries = 0;
    Hash root{};             // recomputed from the entries
    std::uint64_t rows = 0;  // compared
    double seconds = 0;
    std::uint64_t differences_total = 0;
    std::vector<Difference> differences;  // the first of them

    bool clean() const { return differences_total == 0; }
    double entries_per_second() const { return seconds > 0 ? static_cast<double>(entries) / seconds : 0; }
};

struct VerifyOptions {
    std::size_t differences_max = 100;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // entries, now and then
    const std::atomic<bool>* stop = nullptr;
};

// Problems: interrupted, and what opening the file may give (office_missing, office_foreign, office_newer, office_damaged).
Result<VerifyReport> verify_office(const std::filesystem::path& folder, const VerifyOptions& options = {});

}  // namespace giamsat
