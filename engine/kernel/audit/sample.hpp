// SPDX-License-Identifier: Apache-2.0
// A sample that anybody draws again and nobody can steer: each visit's ticket is SHA-256(seed, '/', case id), the smallest
// tickets are drawn. The seed binds the journal's root and words that were not known when the visits were recorded.
#pragma once

#include "base/core/ids.hpp"
#include "base/crypto/crypto.hpp"

#include <string>
#include <vector>

namespace giamsat {

// SHA-256("giamsat re-visit", line end, size, line end, root in hex, line end, words), in hex.
std::string sample_seed(std::uint64_t size, const Hash& root, const std::string& words);

struct Ticket {
    CaseId case_id;
    std::string number;  // hex

    auto operator<=>(const Ticket& other) const { return number <=> other.number; }
};
// Smallest first; all of them when there are fewer.
std::vector<Ticket> draw_sample(const std::string& seed, const std::vector<CaseId>& population, std::size_t count);

}  // namespace giamsat
