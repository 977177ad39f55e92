// SPDX-License-Identifier: Apache-2.0
// A small office whose journal is watched: it was worked in, checkpoints were made, a witness cosigned two of them, and an
// auditor holds these. Made once; what a campaign does is done to copies.
#pragma once

#include "adapters/store/verify.hpp"
#include "support/running.hpp"

#include <filesystem>
#include <vector>

namespace giamsat::test {

class WatchedOffice {
public:
    WatchedOffice();

    // The folder as it was at three moments, the last of them now. Each closed, with all of it in office.db.
    const std::vector<std::filesystem::path>& moments() const { return moments_; }
    const std::filesystem::path& now() const { return moments_.back(); }
    const std::filesystem::path& another() const { return another_; }  // an office somewhere else

    const std::vector<SignedCheckpoint>& held() const { return held_; }  // by the auditor, cosigned
    const Policy& policy() const { return policy_; }
    std::uint64_t entries() const { return held_.back().checkpoint.size; }

private:
    void work();
    void keep_moment(const std::filesystem::path& office);

    TemporaryFolder folder_;
    std::vector<std::filesystem::path> moments_;
    std::filesystem::path another_;
    std::vector<SignedCheckpoint> held_;
    Policy policy_;
};

// office.db with what is still in its WAL, keys and signer. Nothing of the lock.
void copy_office(const std::filesystem::path& from, const std::filesystem::path& to);

// What an auditor at the folder can look at; with what is held elsewhere, or without.
enum class Outside { nothing, held };
OutsideEvidence evidence_at(const std::filesystem::path& office, const WatchedOffice& watched, Outside outside);

}  // namespace giamsat::test
