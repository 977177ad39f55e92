// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/proof.hpp"

#include "base/core/ensure.hpp"

#include <bit>

namespace giamsat {

namespace {

constexpr int tile_height = 8;

// The largest power of two smaller than `count`: where RFC 6962 splits a tree. REQUIRES: count >= 2
std::uint64_t split_of(std::uint64_t count) { return std::bit_floor(count - 1); }

// The root over the leaves [first, first + count). A power of two of them is read at the highest level that is stored.
Hash root_over(std::uint64_t first, std::uint64_t count, const StoredHashes& stored) {
    if (count == 1) return stored.leaf(first);
    const int height = std::countr_zero(count);
    if (std::has_single_bit(count) && height % tile_height == 0)
        return stored.full(height / tile_height, first >> height);
    const std::uint64_t left = split_of(count);
    return node_hash(root_over(first, left, stored), root_over(first + left, count - left, stored));
}

void add_path(std::uint64_t index, std::uint64_t first, std::uint64_t count, const StoredHashes& stored, Proof& proof) {
    if (count == 1) return;
    const std::uint64_t left = split_of(count);
    if (index < left) {
        add_path(index, first, left, stored, proof);
        proof.push_back(root_over(first + left, count - left, stored));
    } else {
        add_path(index - left, first + left, count - left, stored, proof);
        proof.push_back(root_over(first, left, stored));
    }
}

// SUBPROOF of RFC 6962: `known` tells whether the verifier has the root of this subtree already.
void add_subproof(std::uint64_t old_count, std::uint64_t first, std::uint64_t count, bool known,
                  const StoredHashes& stored, Proof& proof) {
    if (old_count == count) {
        if (!known) proof.push_back(root_over(first, count, stored));
        return;
    }
    const std::uint64_t left = split_of(count);
    if (old_count <= left) {
        add_subproof(old_count, first, left, known, stored, proof);
        proof.push_back(root_over(first + left, count - left, stored));
    } else {
        add_subproof(old_count - left, first + left, count - left, false, stored, proof);
        proof.push_back(root_over(first, left, stored));
    }
}

}  // namespace

Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const StoredHashes& stored) {
    ENSURE(index < size, "only an entry of the tree is in it");
    Proof proof;
    add_path(index, 0, size, stored, proof);
    return proof;
}

Proof consistency_proof(std::uint64_t old_size, std::uint64_t size, const StoredHashes& stored) {
    ENSURE(old_size > 0 && old_size <= size, "a tree is consistent with those it grew from");
    Proof proof;
    add_subproof(old_size, 0, size, true, stored, proof);
    return proof;
}

Hash root_of(std::uint64_t size, const StoredHashes& stored) {
    return size == 0 ? sha256({}) : root_over(0, size, stored);
}

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Proof& proof, const Hash& root) {
    if (index >= size) return false;
    std::uint64_t node = index, last = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (last == 0) return false;
        if (node & 1 || node == last) {
            hash = node_hash(sibling, hash);
            while (!(node & 1) && node != 0) node >>= 1, last >>= 1;
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1, last >>= 1;
    }
    return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                        const Proof& proof) {
    if (old_size == 0 || old_size > size) return false;
    if (old_size == size) return proof.empty() && old_root == root;
    if (proof.empty()) return false;
    std::uint64_t node = old_size - 1, last = size - 1;
    while (node & 1) node >>= 1, last >>= 1;
    auto next = proof.begin();
    Hash old_hash = node == 0 ? old_root : *next++;  // a full old tree is itself a node of the new one
    Hash hash = old_hash;
    for (; next != proof.end(); ++next) {
        if (last == 0) return false;
        if (node & 1 || node == last) {
            old_hash = node_hash(*next, old_hash);
            hash = node_hash(*next, hash);
            while (!(node & 1) && node != 0) node >>= 1, last >>= 1;
        } else {
            hash = node_hash(hash, *next);
        }
        node >>= 1, last >>= 1;
    }
    return last == 0 && old_hash == old_root && hash == root;
}

}  // namespace giamsat
