// SPDX-License-Identifier: Apache-2.0
// The tree against the definition of RFC 6962 section 2.1, written down a second time as plainly as it stands there.
#include "kernel/journal/merkle.hpp"
#include "support/catch.hpp"

#include <map>

using namespace giamsat;

namespace {

// D[n] -> MTH(D[n]), recursive, with k the largest power of two below n.
Hash mth(const std::vector<std::string>& d) {
    if (d.empty()) return sha256("");
    if (d.size() == 1) return sha256(std::string(1, '\0') + d[0]);
    std::size_t k = 1;
    while (k * 2 < d.size()) k *= 2;
    const Hash left = mth({d.begin(), d.begin() + static_cast<std::ptrdiff_t>(k)});
    const Hash right = mth({d.begin() + static_cast<std::ptrdiff_t>(k), d.end()});
    return sha256(std::string(1, '\1') + std::string(as_bytes(left)) + std::string(as_bytes(right)));
}

std::string entry_at(std::uint64_t i) { return "entry " + std::to_string(i); }

std::vector<std::string> entries(std::uint64_t n) {
    std::vector<std::string> all;
    for (std::uint64_t i = 0; i < n; ++i) all.push_back(entry_at(i));
    return all;
}

Frontier grown(std::uint64_t n, std::vector<FullNode>* completed = nullptr) {
    Frontier frontier;
    for (std::uint64_t i = 0; i < n; ++i) frontier.append(leaf_hash(entry_at(i)), completed);
    return frontier;
}

}  // namespace

TEST_CASE("the empty tree has the hash of nothing", "[journal]") {
    CHECK(to_hex(Frontier().root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("the leaf of an empty entry is the published one", "[journal]") {
    CHECK(to_hex(leaf_hash("")) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST_CASE("a leaf is never a node: their first bytes differ", "[journal]") {
    const Hash left = leaf_hash("a");
    const Hash right = leaf_hash("b");
    CHECK(leaf_hash(std::string(as_bytes(left)) + std::string(as_bytes(right))) != node_hash(left, right));
}

TEST_CASE("the root is that of the definition at every size to 300 and around the tile heights", "[journal]") {
    Frontier frontier;
    for (std::uint64_t n = 0; n <= 300; ++n) {
        CHECK(frontier.root() == mth(entries(n)));
        CHECK(frontier.size() == n);
        frontier.append(leaf_hash(entry_at(n)));
    }
    for (std::uint64_t n : {511u, 512u, 513u, 1000u, 4096u}) CHECK(grown(n).root() == mth(entries(n)));
}

TEST_CASE("a frontier put back goes on as if nothing had happened", "[journal]") {
    for (std::uint64_t n : {1u, 7u, 255u, 256u, 257u, 700u}) {
        const Frontier one = grown(n);
        Frontier other = Frontier::restore(n, one.peaks());
        Frontier longer = one;
        longer.append(leaf_hash("next"));
        other.append(leaf_hash("next"));
        CHECK(longer.root() == other.root());
    }
}

TEST_CASE("every full subtree of 256 leaves is reported once, with the hash of the definition", "[journal]") {
    std::vector<FullNode> completed;
    grown(1030, &completed);

    REQUIRE(completed.size() == 4);
    for (std::uint64_t i = 0; i < 4; ++i) {
        std::vector<std::string> part;
        for (std::uint64_t k = 0; k < 256; ++k) part.push_back(entry_at(i * 256 + k));
        CHECK(completed[i] == FullNode{1, i, mth(part)});
    }
}

TEST_CASE("65,536 leaves complete a node of the second level", "[journal]") {
    std::vector<FullNode> completed;
    const Frontier frontier = grown(65'536, &completed);

    REQUIRE(completed.size() == 257);
    CHECK(completed.back() == FullNode{2, 0, frontier.root()});
}

TEST_CASE("the frontier is rebuilt from nodes and few leaves", "[journal]") {
    for (std::uint64_t n : {0u, 1u, 255u, 256u, 257u, 700u, 65'536u, 65'537u, 66'000u, 131'372u}) {
        std::vector<FullNode> completed;
        const Frontier frontier = grown(n, &completed);
        std::map<std::pair<int, std::uint64_t>, Hash> nodes;
        for (const auto& node : completed) nodes[{node.level, node.index}] = node.hash;
        int reads = 0;

        const Frontier rebuilt = rebuild_frontier(
            n, [&](std::uint64_t seq) { return ++reads, leaf_hash(entry_at(seq)); },
            [&](int level, std::uint64_t index) {
                return ++reads, nodes.at({level, index});
            });

        CHECK(rebuilt.root() == frontier.root());
        CHECK(rebuilt.peaks() == frontier.peaks());
        CHECK(reads <= 3 * 255);
    }
}
