// SPDX-License-Identifier: Apache-2.0
// What the parts of verification share. Parts run in the order they stand here; each looks at one kind of evidence.
#pragma once

#include "adapters/store/sqlite.hpp"
#include "adapters/store/verify.hpp"
#include "kernel/journal/merkle.hpp"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace giamsat::store {

// Somebody's word that a tree of this size had this root.
struct Testimony {
    enum class By { kept, witnessed, signer, brought, recovery };
    By by = By::kept;
    std::string where;  // place of a difference
    LocalText who;      // begins a sentence
    Checkpoint checkpoint;
};

// A name the journal has had, until a recovery gave it the next one.
struct Origin {
    std::string name;
    bool superseded = false;
    std::uint64_t until = 0;         // how many entries the recovered journal had kept
    std::uint64_t signed_until = 0;  // how many had been signed by then
};

// The tree at a size somebody speaks of.
struct RootThen {
    bool known = false;  // no entry is missing before
    Hash of_entries{};
    Hash of_leaves{};  // as stored: another one where an entry was changed behind its hash
};

struct Verifying {
    Verifying(Database& looked_at, const VerifyOptions& how)
        : office(looked_at), fresh("verification", Database::Access::memory), options(how) {}

    void differ(const char* what, std::string where, LocalText text);
    void entry_differs(const char* what, std::uint64_t seq, const std::string& vi, const std::string& en);
    bool looks_at(VerifyPart part) const { return !options.without.contains(part); }
    void stop_if_asked() const;  // throws StorageError (interrupted)

    Database& office;
    Database fresh;
    const VerifyOptions& options;
    VerifyReport report;
    std::map<std::string, std::size_t> kept_of;  // differences, by their names and the table or kind of place

    std::vector<Origin> origins;  // the last is the journal's now
    std::vector<Testimony> testimonies;
    std::map<std::uint64_t, RootThen> roots;              // at the sizes of the testimonies
    std::map<std::uint64_t, std::optional<Hash>> proven;  // entries that proofs speak of: their leaves

    std::uint64_t end = 0;                                        // the number behind the last entry
    bool disputed = false;                                        // the tree does not come out as it should
    std::unordered_map<std::string, std::uint64_t> changed_leaf;  // of entries that do not match their hash: where
    std::unordered_set<std::string> blobs;                        // referred to by entries
};

void prepare_fresh(Verifying& verifying);
void check_schema(Verifying& verifying);
void check_storage(Verifying& verifying);

// Who says what about which size, before the journal is walked; what is wrong with their words as such.
void find_origins(Verifying& verifying);
void hear_kept(Verifying& verifying);
void hear_signer(Verifying& verifying);
void hear_brought(Verifying& verifying);
void hear(Verifying& verifying, Testimony testimony);

void check_journal(Verifying& verifying);  // verify_journal.hpp
void judge_testimonies(Verifying& verifying);
void compare_brought(Verifying& verifying);  // with what the office keeps
void check_places(Verifying& verifying);
void check_blobs(Verifying& verifying);
void compare_rows(Verifying& verifying);

bool holds(const Verifying& verifying, const Checkpoint& checkpoint);  // of an origin of this journal, after the walk
const Origin* origin_named(const Verifying& verifying, const std::string& name);
// The keys a log of this name is believed by: the policy's, or where it knows none the signer's.
std::vector<VerifierKey> keys_of(const Verifying& verifying, const std::string& origin);
LocalText reason_of(const Problem& problem);  // its "why"

}  // namespace giamsat::store
