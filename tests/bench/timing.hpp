// SPDX-License-Identifier: Apache-2.0
// Wall time, and the middle one of several.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace giamsat::bench {

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template <class Work>
double seconds_of(Work&& work) {
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

template <class Work>
double median_seconds(int runs, Work&& work) {
    std::vector<double> taken;
    for (int run = 0; run < runs; ++run) taken.push_back(seconds_of(work));
    return median(std::move(taken));
}

}  // namespace giamsat::bench
