// SPDX-License-Identifier: Apache-2.0
// Whether an office still is what its journal says, and whether the journal still is what was signed. Reads only: every leaf
// and node is hashed again, every chain followed, every entry applied to a fresh database, every row compared; then
// checkpoints are asked: those the office keeps, what its signer signed last, and those others bring. The tables
// sqlite_schema, log_head, blob are checked too; outbox_attempt alone is no projection and is left aside. Needs no key.
#pragma once

#include "adapters/store/evidence.hpp"
#include "base/core/lang.hpp"
#include "base/core/result.hpp"
#include "base/crypto/crypto.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace giamsat {

struct Difference {
    std::string what;   // one of differences(): what is wrong, for machines
    std::string where;  // "entry 17", "case_file 3f…, life", "schema log_entry_stays", "checkpoint 512"
    LocalText text;     // the whole sentence
};

// The stable names of differences, and what to do about each.
struct KindOfDifference {
    std::string_view what;
    LocalText what_to_do;
};
const std::vector<KindOfDifference>& differences();
const LocalText& what_to_do(std::string_view what);  // REQUIRES: one of them

struct VerifyReport {
    std::uint64_t entries = 0;
    Hash root{};             // recomputed from the entries
    std::uint64_t rows = 0;  // compared
    double seconds = 0;
    double hash_seconds = 0;    // of them, for reading the entries, their hashes and the tree
    double replay_seconds = 0;  // of them, for following the entries and applying them
    std::uint64_t differences_total = 0;
    std::vector<Difference> differences;  // the first of each name
    EvidenceSeen evidence;

    bool clean() const { return differences_total == 0; }
    double entries_per_second() const { return rate(seconds); }
    double hashed_per_second() const { return rate(hash_seconds); }
    double replayed_per_second() const { return rate(replay_seconds); }

private:
    double rate(double in_seconds) const { return in_seconds > 0 ? static_cast<double>(entries) / in_seconds : 0; }
};

// The parts of verification, each of which sees something that no other sees.
enum class VerifyPart {
    schema,
    storage,
    sequence,
    leaves,
    nodes,
    head,
    readable,
    owner,
    commands,
    cases,
    apply,
    places,
    blobs,
    rows,
    kept,
    signatures,
    signer,
    brought,
    mark,
};

struct VerifyOptions {
    std::size_t differences_max = 20;                                       // kept of each name, in each table
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // entries, now and then
    const std::atomic<bool>* stop = nullptr;
    OutsideEvidence evidence;
    std::set<VerifyPart>
        without;  // for tests, which show what would be missed; and `mark` where an older copy is recovered
};

// Problems: interrupted, and what opening the file may give (office_missing, office_foreign, office_newer, office_damaged).
Result<VerifyReport> verify_office(const std::filesystem::path& folder, const VerifyOptions& options = {});

}  // namespace giamsat
