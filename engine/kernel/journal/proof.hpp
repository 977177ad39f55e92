// SPDX-License-Identifier: Apache-2.0
// Proofs about the Merkle tree: that an entry is in it (RFC 6962 section 2.1.1) and that a smaller tree is its beginning
// (section 2.1.2), verified as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say. At most 63 hashes each.
#pragma once

#include "kernel/journal/merkle.hpp"

namespace giamsat {

using Proof = std::vector<Hash>;

// The stored hashes a proof is made of: of a leaf, and of a full subtree of 256^level leaves (level >= 1).
struct StoredHashes {
    std::function<Hash(std::uint64_t seq)> leaf;
    std::function<Hash(int level, std::uint64_t index)> full;
};

// REQUIRES: index < size, and all leaves below `size` are stored.
Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const StoredHashes& stored);
// REQUIRES: 0 < old_size <= size. Empty when they are equal.
Proof consistency_proof(std::uint64_t old_size, std::uint64_t size, const StoredHashes& stored);
// The root of the first `size` leaves.
Hash root_of(std::uint64_t size, const StoredHashes& stored);

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Proof& proof, const Hash& root);
// From the empty tree nothing follows: old_size 0 is refused, whoever asks has to treat it apart.
bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                        const Proof& proof);

}  // namespace giamsat
