// SPDX-License-Identifier: Apache-2.0
// Proofs against RFC 6962 sections 2.1.1 and 2.1.2, written down a second time as they stand there.
#include "kernel/journal/proof.hpp"
#include "support/catch.hpp"

#include <rapidcheck.h>
#include <map>

using namespace giamsat;

namespace {

using Leaves = std::vector<Hash>;  // MTH of one entry is its leaf hash: that is where the recursion may begin

std::size_t k_of(std::size_t n) {
    std::size_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
}

Leaves cut(const Leaves& d, std::size_t from, std::size_t to) {
    return {d.begin() + static_cast<std::ptrdiff_t>(from), d.begin() + static_cast<std::ptrdiff_t>(to)};
}

Hash mth(const Leaves& d) {
    if (d.empty()) return sha256("");
    if (d.size() == 1) return d[0];
    const std::size_t k = k_of(d.size());
    return node_hash(mth(cut(d, 0, k)), mth(cut(d, k, d.size())));
}

Proof joined(Proof proof, const Hash& last) {
    proof.push_back(last);
    return proof;
}

// PATH(m, D[n])
Proof path(std::size_t m, const Leaves& d) {
    if (d.size() == 1) return {};
    const std::size_t k = k_of(d.size());
    if (m < k) return joined(path(m, cut(d, 0, k)), mth(cut(d, k, d.size())));
    return joined(path(m - k, cut(d, k, d.size())), mth(cut(d, 0, k)));
}

// SUBPROOF(m, D[n], b)
Proof subproof(std::size_t m, const Leaves& d, bool b) {
    if (m == d.size()) return b ? Proof{} : Proof{mth(d)};
    const std::size_t k = k_of(d.size());
    if (m <= k) return joined(subproof(m, cut(d, 0, k), b), mth(cut(d, k, d.size())));
    return joined(subproof(m - k, cut(d, k, d.size()), false), mth(cut(d, 0, k)));
}

Leaves leaves_of(std::size_t n) {
    Leaves leaves;
    for (std::size_t i = 0; i < n; ++i) leaves.push_back(leaf_hash("entry " + std::to_string(i)));
    return leaves;
}

class Tree {
public:
    explicit Tree(std::size_t n) : leaves(leaves_of(n)) {
        std::vector<FullNode> completed;
        for (const Hash& leaf : leaves) frontier_.append(leaf, &completed);
        for (const FullNode& node : completed) full_[{node.level, node.index}] = node.hash;
    }
    StoredHashes stored() const {
        return {[this](std::uint64_t seq) { return leaves.at(seq); },
                [this](int level, std::uint64_t index) {
                    return full_.at({level, index});
                }};
    }
    Leaves leaves;

private:
    Frontier frontier_;
    std::map<std::pair<int, std::uint64_t>, Hash> full_;
};

Proof without_last(Proof proof) {
    proof.pop_back();
    return proof;
}

// A tree of two sizes and a place in the smaller one.
struct Sizes {
    std::size_t old_size, size, index;
};
Sizes sizes_up_to(std::size_t most) {
    const auto size = *rc::gen::inRange<std::size_t>(1, most + 1);
    return {*rc::gen::inRange<std::size_t>(1, size + 1), size, *rc::gen::inRange<std::size_t>(0, size)};
}

}  // namespace

TEST_CASE("every path of every tree of up to 70 entries is that of RFC 6962, and verifies", "[journal][proof]") {
    const Tree tree(70);
    for (std::size_t n = 1; n <= 70; ++n) {
        const Leaves d = cut(tree.leaves, 0, n);
        const Hash root = mth(d);
        REQUIRE(root_of(n, tree.stored()) == root);
        for (std::size_t m = 0; m < n; ++m) {
            const Proof proof = inclusion_proof(m, n, tree.stored());
            REQUIRE(proof == path(m, d));
            REQUIRE(verify_inclusion(d[m], m, n, proof, root));
        }
    }
}

TEST_CASE("every consistency proof between trees of up to 70 entries is that of RFC 6962, and verifies",
          "[journal][proof]") {
    const Tree tree(70);
    for (std::size_t n = 1; n <= 70; ++n) {
        const Leaves d = cut(tree.leaves, 0, n);
        for (std::size_t m = 1; m <= n; ++m) {
            const Proof proof = consistency_proof(m, n, tree.stored());
            REQUIRE(proof == subproof(m, d, true));
            REQUIRE(verify_consistency(m, mth(cut(d, 0, m)), n, mth(d), proof));
        }
    }
}

TEST_CASE("larger trees too, also where stored nodes of 256 and 65,536 leaves are read", "[journal][proof]") {
    static const Tree tree(70'000);
    CHECK(rc::check([] {
        const Sizes of = sizes_up_to(3'000);
        const Leaves d = cut(tree.leaves, 0, of.size);
        RC_ASSERT(inclusion_proof(of.index, of.size, tree.stored()) == path(of.index, d));
        RC_ASSERT(consistency_proof(of.old_size, of.size, tree.stored()) == subproof(of.old_size, d, true));
    }));
    CHECK(rc::check([] {
        const Sizes of = sizes_up_to(70'000);
        const Hash root = root_of(of.size, tree.stored()), old_root = root_of(of.old_size, tree.stored());
        RC_ASSERT(verify_inclusion(tree.leaves[of.index], of.index, of.size,
                                   inclusion_proof(of.index, of.size, tree.stored()), root));
        RC_ASSERT(verify_consistency(of.old_size, old_root, of.size, root,
                                     consistency_proof(of.old_size, of.size, tree.stored())));
    }));
}

TEST_CASE("a proof too long or too short proves nothing, nor does one with a hash changed or moved",
          "[journal][proof]") {
    const Tree tree(300);
    CHECK(rc::check([&] {
        const Sizes of = sizes_up_to(300);
        const Hash root = root_of(of.size, tree.stored()), old_root = root_of(of.old_size, tree.stored());
        const Hash leaf = tree.leaves[of.index];
        const Proof path = inclusion_proof(of.index, of.size, tree.stored());
        const Proof growth = consistency_proof(of.old_size, of.size, tree.stored());

        RC_ASSERT_FALSE(verify_inclusion(leaf, of.index, of.size, joined(path, root), root));
        RC_ASSERT_FALSE(verify_consistency(of.old_size, old_root, of.size, root, joined(growth, root)));
        for (std::size_t i = 0; i < path.size(); ++i) {
            Proof wrong = path;
            wrong[i][of.index % 32] ^= 1;
            RC_ASSERT_FALSE(verify_inclusion(leaf, of.index, of.size, wrong, root));
        }
        for (std::size_t i = 0; i < growth.size(); ++i) {
            Proof wrong = growth;
            wrong[i][of.index % 32] ^= 1;
            RC_ASSERT_FALSE(verify_consistency(of.old_size, old_root, of.size, root, wrong));
        }
        if (!path.empty()) RC_ASSERT_FALSE(verify_inclusion(leaf, of.index, of.size, without_last(path), root));
        if (!growth.empty())
            RC_ASSERT_FALSE(verify_consistency(of.old_size, old_root, of.size, root, without_last(growth)));
    }));
}

TEST_CASE("an entry is proved at its own place only", "[journal][proof]") {
    const Tree tree(40);
    const Hash root = root_of(40, tree.stored());
    for (std::size_t m = 0; m < 40; ++m) {
        const Proof proof = inclusion_proof(m, 40, tree.stored());
        for (std::size_t other = 0; other < 80; ++other)
            if (other != m) CHECK_FALSE(verify_inclusion(tree.leaves[m], other, 40, proof, root));
        CHECK_FALSE(verify_inclusion(tree.leaves[(m + 1) % 40], m, 40, proof, root));
    }
}

TEST_CASE("an index beyond the tree is refused, whatever the proof", "[journal][proof]") {
    const Hash leaf = leaf_hash("only");
    CHECK(verify_inclusion(leaf, 0, 1, {}, leaf));
    CHECK_FALSE(verify_inclusion(leaf, 1, 1, {}, leaf));
    CHECK_FALSE(verify_inclusion(leaf, 0, 0, {}, leaf));
    CHECK_FALSE(verify_inclusion(leaf, 0, 0, {}, sha256("")));
    CHECK_FALSE(verify_inclusion(leaf, 0, 2, {}, leaf));
    CHECK_FALSE(verify_inclusion(leaf, ~0ull, ~0ull, {}, leaf));
}

TEST_CASE("nothing follows from the empty tree", "[journal][proof]") {
    const Tree tree(5);
    const Hash empty = sha256(""), root = root_of(5, tree.stored());
    CHECK_FALSE(verify_consistency(0, empty, 5, root, {}));
    CHECK_FALSE(verify_consistency(0, empty, 0, empty, {}));
    CHECK_FALSE(verify_consistency(0, empty, 5, root, {root}));
}

TEST_CASE("a tree does not shrink, and one of the same size is the same or another", "[journal][proof]") {
    const Tree tree(9);
    const Hash nine = root_of(9, tree.stored()), four = root_of(4, tree.stored());
    CHECK_FALSE(verify_consistency(9, nine, 4, four, consistency_proof(4, 9, tree.stored())));
    CHECK(verify_consistency(9, nine, 9, nine, {}));
    CHECK_FALSE(verify_consistency(9, nine, 9, four, {}));
    CHECK_FALSE(verify_consistency(9, nine, 9, nine, {nine}));
    CHECK_FALSE(verify_consistency(4, four, 9, nine, {}));
}

TEST_CASE("an inner node is no entry: its two hashes do not pass as a leaf", "[journal][proof]") {
    const Tree tree(4);
    const Hash left = node_hash(tree.leaves[0], tree.leaves[1]), right = node_hash(tree.leaves[2], tree.leaves[3]);
    const Hash root = root_of(4, tree.stored());
    const std::string both = std::string(as_bytes(tree.leaves[0])) + std::string(as_bytes(tree.leaves[1]));
    CHECK_FALSE(verify_inclusion(leaf_hash(both), 0, 2, {right}, root));
    CHECK_FALSE(verify_inclusion(leaf_hash("\1" + both), 0, 2, {right}, root));
    CHECK(verify_inclusion(left, 0, 2, {right}, root));  // which is why a verifier hashes the entry itself
}
