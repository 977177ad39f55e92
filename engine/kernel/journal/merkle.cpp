// SPDX-License-Identifier: Apache-2.0
#include "kernel/journal/merkle.hpp"

#include "base/core/ensure.hpp"

#include <array>
#include <bit>
#include <cstring>

namespace giamsat {

namespace {

constexpr int tile_height = 8;

}  // namespace

Hash leaf_hash(std::string_view entry_bytes) { return sha256(std::string_view("\0", 1), entry_bytes); }

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<char, 65> bytes;
    bytes[0] = 1;
    std::memcpy(bytes.data() + 1, left.data(), left.size());
    std::memcpy(bytes.data() + 33, right.data(), right.size());
    return sha256(std::string_view(bytes.data(), bytes.size()));
}

// Appending a leaf is adding one to a binary number: every trailing 1 bit of the size is a peak the carry swallows.
void Frontier::append(const Hash& leaf, std::vector<FullNode>* completed) {
    Hash carry = leaf;
    int height = 0;
    for (std::uint64_t bits = size_; bits & 1; bits >>= 1) {
        carry = node_hash(peaks_.back(), carry);
        peaks_.pop_back();
        ++height;
        if (completed && height % tile_height == 0)
            completed->push_back({height / tile_height, size_ >> height, carry});
    }
    peaks_.push_back(carry);
    ++size_;
}

Hash Frontier::root() const {
    if (peaks_.empty()) return sha256({});
    Hash root = peaks_.back();
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) root = node_hash(*peak, root);
    return root;
}

Frontier Frontier::restore(std::uint64_t size, std::vector<Hash> peaks) {
    ENSURE(static_cast<std::size_t>(std::popcount(size)) == peaks.size(),
           "a tree has one peak for each bit of its size");
    Frontier frontier;
    frontier.size_ = size;
    frontier.peaks_ = std::move(peaks);
    return frontier;
}

namespace {

// The root over 2^height hashes beginning at `first`, read through `at`.
Hash subtree(int height, std::uint64_t first, const std::function<Hash(std::uint64_t)>& at) {
    if (height == 0) return at(first);
    const std::uint64_t half = std::uint64_t{1} << (height - 1);
    return node_hash(subtree(height - 1, first, at), subtree(height - 1, first + half, at));
}

}  // namespace

Frontier rebuild_frontier(std::uint64_t size, const std::function<Hash(std::uint64_t seq)>& leaf,
                          const std::function<Hash(int level, std::uint64_t index)>& full) {
    std::vector<Hash> peaks;
    std::uint64_t first = 0;
    for (int height = 63; height >= 0; --height) {
        if (!(size >> height & 1)) continue;
        const int level = height / tile_height;
        const auto at = [&](std::uint64_t index) { return level == 0 ? leaf(index) : full(level, index); };
        peaks.push_back(subtree(height % tile_height, first >> (level * tile_height), at));
        first += std::uint64_t{1} << height;
    }
    return Frontier::restore(size, std::move(peaks));
}

}  // namespace giamsat
