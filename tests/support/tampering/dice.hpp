// SPDX-License-Identifier: Apache-2.0
// Chance that follows from a seed alone, so that what a campaign found is found again.
#pragma once

#include <cstdint>
#include <vector>

namespace giamsat::test {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15u;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
        return mixed ^ mixed >> 31;
    }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    std::size_t between(std::size_t first, std::size_t last) { return first + below(last - first + 1); }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all.at(below(all.size()));
    }

private:
    std::uint64_t state_;
};

}  // namespace giamsat::test
