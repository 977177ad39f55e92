// SPDX-License-Identifier: Apache-2.0
#include "app/demo/choices.hpp"

#include "base/core/ensure.hpp"
#include "base/crypto/crypto.hpp"

namespace giamsat::demo {

std::uint64_t Choices::draw(std::string_view unit, int year, std::string_view purpose) const {
    std::string text = seed_;
    for (std::string_view part : {unit, std::string_view(std::to_string(year)), purpose}) {
        text += '/';
        text += part;
    }
    Hash hash = sha256(text);
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | hash[static_cast<std::size_t>(i)];
    return number;
}

int Choices::between(Range range, std::string_view unit, int year, std::string_view purpose) const {
    return static_cast<int>(between(range.min, range.max, 1, unit, year, purpose));
}

std::int64_t Choices::between(std::int64_t min, std::int64_t max, std::int64_t step, std::string_view unit, int year,
                              std::string_view purpose) const {
    if (max <= min || step <= 0) return min;
    auto steps = static_cast<std::uint64_t>((max - min) / step + 1);
    return min + static_cast<std::int64_t>(draw(unit, year, purpose) % steps) * step;
}

bool Choices::chance(int per_mille, std::string_view unit, int year, std::string_view purpose) const {
    return static_cast<int>(draw(unit, year, purpose) % 1000) < per_mille;
}

const Weighted& Choices::pick(const std::vector<Weighted>& list, std::string_view unit, int year,
                              std::string_view purpose) const {
    ENSURE(!list.empty(), "there is something to choose from");
    std::uint64_t total = 0;
    for (const Weighted& one : list) total += static_cast<std::uint64_t>(one.weight);
    std::uint64_t at = draw(unit, year, purpose) % (total ? total : 1);
    for (const Weighted& one : list) {
        if (at < static_cast<std::uint64_t>(one.weight)) return one;
        at -= static_cast<std::uint64_t>(one.weight);
    }
    return list.back();
}

const std::string& Choices::pick(const std::vector<std::string>& list, std::string_view unit, int year,
                                 std::string_view purpose) const {
    ENSURE(!list.empty(), "there is something to choose from");
    return list[draw(unit, year, purpose) % list.size()];
}

}  // namespace giamsat::demo
