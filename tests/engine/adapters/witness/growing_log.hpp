// SPDX-License-Identifier: Apache-2.0
// A log of a few entries with its key, in memory, and a folder for whoever signs or cosigns it.
#pragma once

#include "kernel/journal/witnessing.hpp"
#include "support/running.hpp"

namespace giamsat::test {

class GrowingLog {
public:
    explicit GrowingLog(std::string name = "giamsat.invalid/log", char seed = 'L') : origin(std::move(name)) {
        key.fill(static_cast<std::uint8_t>(seed));
    }

    std::string origin;
    Key key{};

    // REQUIRES: at most 255 entries in all
    GrowingLog& grow(std::size_t count, const std::string& what = "entry") {
        while (count-- > 0) leaves_.push_back(leaf_hash(what + std::to_string(leaves_.size())));
        return *this;
    }
    std::uint64_t size() const { return leaves_.size(); }
    VerifierKey vkey() const { return verifier_key(origin, KeyType::log, public_key_of(key)); }

    Checkpoint checkpoint(std::uint64_t size) const { return {origin, size, root_of(size, hashes())}; }
    Checkpoint checkpoint() const { return checkpoint(size()); }
    SignedCheckpoint bare(const Checkpoint& one) const { return {one, {write_checkpoint(one), {}}}; }
    SignedCheckpoint sign(const Checkpoint& one) const {
        SignedCheckpoint all = bare(one);
        all.note.signatures.push_back(sign_note(key, origin, all.note.text));
        return all;
    }
    Proof proof(std::uint64_t from, std::uint64_t to) const {
        return from > 0 && from <= to ? consistency_proof(from, to, hashes()) : Proof{};
    }
    // From `old_size` to all there is.
    AddCheckpoint request(std::uint64_t old_size) const {
        return {old_size, proof(old_size, size()), sign(checkpoint())};
    }
    AddCheckpoint unsigned_request(std::uint64_t old_size) const {
        return {old_size, proof(old_size, size()), bare(checkpoint())};
    }

private:
    StoredHashes hashes() const {
        return {[this](std::uint64_t seq) { return leaves_.at(seq); }, [](int, std::uint64_t) -> Hash { return {}; }};
    }
    std::vector<Hash> leaves_;
};

}  // namespace giamsat::test
