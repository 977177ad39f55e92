// SPDX-License-Identifier: Apache-2.0
// The Merkle tree of RFC 6962 section 2.1: leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right).
#pragma once

#include "base/crypto/crypto.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace giamsat {

Hash leaf_hash(std::string_view entry_bytes);
Hash node_hash(const Hash& left, const Hash& right);

// The root of a full subtree of 256^level leaves, at `index` among those of its level: the hashes a store keeps.
struct FullNode {
    int level = 1;
    std::uint64_t index = 0;
    Hash hash{};

    bool operator==(const FullNode&) const = default;
};

// The right edge of the tree: enough to append and to know the root. At most 64 hashes. Copyable, so that a rolled-back
// transaction can put it back.
class Frontier {
public:
    // `completed` receives the full subtrees of 256, 65536, … leaves that this leaf completes, smallest first.
    void append(const Hash& leaf, std::vector<FullNode>* completed = nullptr);
    std::uint64_t size() const { return size_; }
    Hash root() const;  // of the empty tree: SHA-256 of nothing

    // Roots of full subtrees, largest first; together with size() the whole state.
    const std::vector<Hash>& peaks() const { return peaks_; }
    // REQUIRES: as many peaks as bits set in `size`.
    static Frontier restore(std::uint64_t size, std::vector<Hash> peaks);

private:
    std::uint64_t size_ = 0;
    std::vector<Hash> peaks_;
};

// Rebuilds the frontier of a tree of `size` leaves from stored hashes: `leaf(seq)` and `full(level, index)`, the root of
// the full subtree of 256^level leaves (tlog-tiles' tile heights), so that opening reads a few hundred hashes at most.
Frontier rebuild_frontier(std::uint64_t size, const std::function<Hash(std::uint64_t seq)>& leaf,
                          const std::function<Hash(int level, std::uint64_t index)>& full);

}  // namespace giamsat
