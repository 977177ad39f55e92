// SPDX-License-Identifier: Apache-2.0
// Follows the journal from its first entry to its last.
#pragma once

#include "adapters/store/row_writer.hpp"
#include "adapters/store/verifying.hpp"
#include "kernel/journal/entry.hpp"

#include <chrono>

namespace giamsat::store {

class JournalWalk {
public:
    explicit JournalWalk(Verifying& verifying);
    void run();

private:
    Hash take(std::uint64_t seq, std::string_view bytes, std::string_view stored_leaf);
    void append(const Hash& leaf, std::string_view stored_leaf);
    void check_leaf(std::uint64_t seq, const Hash& leaf, std::string_view stored_leaf);
    void note_root(std::uint64_t seq);
    void check_nodes(const std::vector<FullNode>& completed);
    void check_end();
    void check_head();
    void read(std::uint64_t seq, std::string_view bytes, const Hash& leaf);
    void follow(const Entry& entry, std::uint64_t seq, const Hash& leaf);
    void follow_case(const Entry& entry, std::uint64_t seq, const Hash& leaf);
    void follow_command(const Entry& entry, std::uint64_t seq);
    void apply(const Entry& entry, std::uint64_t seq);
    void tell_progress(std::uint64_t total);
    double lap();  // seconds since the last

    struct CaseEnd {
        std::int64_t seq = -1;
        Hash leaf{};
    };

    Verifying& verifying_;
    Frontier frontier_;
    std::optional<Frontier> as_stored_;  // of the stored leaves, from the first that differs
    bool whole_ = true;                  // no number is missing so far
    std::string office_id_;
    std::unordered_map<std::string, CaseEnd> cases_;
    std::string cmd_;  // of the entry before, with its place in its command
    int i_ = 0;
    int n_ = 1;
    std::uint64_t nodes_ = 0;
    std::map<std::uint64_t, RootThen>::iterator next_root_;
    std::vector<FullNode> completed_;
    RowWriter rows_;
    Statement node_;
    std::chrono::steady_clock::time_point mark_;
};

}  // namespace giamsat::store
