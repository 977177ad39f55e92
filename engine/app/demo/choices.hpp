// SPDX-License-Identifier: Apache-2.0
// Every generated choice is a function of (seed, unit, year, purpose), never of a generator's position: leaving one out
// changes no other, and a demo that was killed goes on as if nothing had happened.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace giamsat::demo {

struct Range {  // whole numbers, both ends included
    int min = 0;
    int max = 0;
};

struct Weighted {
    std::string name;
    int weight = 1;
};

class Choices {
public:
    explicit Choices(std::uint64_t seed) : seed_(std::to_string(seed)) {}

    std::uint64_t draw(std::string_view unit, int year, std::string_view purpose) const;
    int between(Range range, std::string_view unit, int year, std::string_view purpose) const;
    std::int64_t between(std::int64_t min, std::int64_t max, std::int64_t step, std::string_view unit, int year,
                         std::string_view purpose) const;
    bool chance(int per_mille, std::string_view unit, int year, std::string_view purpose) const;
    const Weighted& pick(const std::vector<Weighted>& list, std::string_view unit, int year,
                         std::string_view purpose) const;  // REQUIRES: not empty
    const std::string& pick(const std::vector<std::string>& list, std::string_view unit, int year,
                            std::string_view purpose) const;

private:
    std::string seed_;
};

}  // namespace giamsat::demo
