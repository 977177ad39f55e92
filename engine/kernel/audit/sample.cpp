// SPDX-License-Identifier: Apache-2.0
#include "kernel/audit/sample.hpp"

#include <algorithm>

namespace giamsat {

std::string sample_seed(std::uint64_t size, const Hash& root, const std::string& words) {
    return to_hex(sha256("giamsat re-visit\n" + std::to_string(size) + "\n" + to_hex(root) + "\n" + words));
}

std::vector<Ticket> draw_sample(const std::string& seed, const std::vector<CaseId>& population, std::size_t count) {
    std::vector<Ticket> tickets;
    for (const CaseId& one : population) tickets.push_back({one, to_hex(sha256(seed + "/", one.value))});
    std::sort(tickets.begin(), tickets.end());
    tickets.resize(std::min(count, tickets.size()));
    return tickets;
}

}  // namespace giamsat
