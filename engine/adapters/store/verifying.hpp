// SPDX-License-Identifier: Apache-2.0
// The parts of verification: the storage and its schema, the journal itself, the rows.
#pragma once

#include "adapters/store/row_writer.hpp"
#include "adapters/store/verify.hpp"
#include "kernel/journal/entry.hpp"
#include "kernel/journal/merkle.hpp"

#include <unordered_map>
#include <unordered_set>

namespace giamsat::store {

// What the parts share: the office that is looked at, the fresh database, and what was found.
struct Verifying {
    Verifying(Database& looked_at, const VerifyOptions& how)
        : office(looked_at), fresh("verification", Database::Access::memory), options(how) {}

    void differ(std::string what, std::string where, LocalText text);
    void stop_if_asked() const;  // throws StorageError (interrupted)

    Database& office;
    Database fresh;
    const VerifyOptions& options;
    VerifyReport report;
    std::unordered_set<std::string> blobs;  // referred to by entries
};

void prepare_fresh(Verifying& verifying);
void check_storage(Verifying& verifying);
void check_schema(Verifying& verifying);
void check_journal(Verifying& verifying);
void check_blobs(Verifying& verifying);
void compare_rows(Verifying& verifying);

// Follows the journal from its first entry to its last.
class JournalWalk {
public:
    explicit JournalWalk(Verifying& verifying);
    void run();

private:
    void take(std::uint64_t seq, std::string_view bytes, std::string_view stored_leaf);
    void check_nodes(const std::vector<FullNode>& completed);
    void check_head();
    void follow(const Entry& entry, std::uint64_t seq, const Hash& leaf);
    void follow_case(const Entry& entry, std::uint64_t seq, const Hash& leaf);
    void follow_command(const Entry& entry, std::uint64_t seq);
    void apply(const Entry& entry, std::uint64_t seq);

    struct CaseEnd {
        std::int64_t seq = -1;
        Hash leaf{};
    };

    Verifying& verifying_;
    Frontier frontier_;
    std::string office_id_;
    std::unordered_map<std::string, CaseEnd> cases_;
    std::uint64_t next_ = 0;
    std::string cmd_;  // of the entry before, with its place in its command
    int i_ = 0;
    int n_ = 1;
    std::uint64_t nodes_ = 0;
    RowWriter rows_;
    Statement node_;
};

}  // namespace giamsat::store
