// SPDX-License-Identifier: Apache-2.0
// One line on the terminal that tells how far a long run is; quiet when nobody watches, but for the last word.
#pragma once

#include "app/cli/context.hpp"

#include <chrono>

namespace giamsat::cli {

class Progress {
public:
    explicit Progress(const Context& context);
    void show(int percent, const std::string& text);
    void finish();
    double seconds() const;

private:
    bool watched_;
    int shown_percent_ = -1;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace giamsat::cli
