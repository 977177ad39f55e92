// SPDX-License-Identifier: Apache-2.0
// Chance that is a function of its seed alone, the same on every machine: what a campaign found is found again.
#pragma once

#include <cstdint>

namespace giamsat::fault {

class Chance {
public:
    explicit Chance(std::uint64_t seed, std::uint64_t number = 0) : state_(seed ^ (number * 0x9e3779b97f4a7c15U)) {
        next();
    }

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31);
    }
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    bool in(unsigned percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

}  // namespace giamsat::fault
