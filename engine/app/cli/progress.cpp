// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progress.hpp"

#include "base/platform/files.hpp"

#include <iostream>

#include <unistd.h>

namespace giamsat::cli {

using namespace std::chrono_literals;

Progress::Progress(const Context& context)
    : watched_(is_terminal(STDERR_FILENO) && !context.options.json),
      started_(std::chrono::steady_clock::now()),
      last_(started_) {}

void Progress::show(int percent, const std::string& text) {
    auto now = std::chrono::steady_clock::now();
    if (!watched_ || (now - last_ < 80ms && shown_percent_ >= 0)) return;
    last_ = now;
    shown_percent_ = percent;
    constexpr int width = 20;
    int full = percent * width / 100;
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < full ? "█" : "░";
    std::cerr << "\r\033[K" << bar << " " << percent << " %  " << text << std::flush;
}

void Progress::finish() {
    if (watched_ && shown_percent_ >= 0) std::cerr << "\r\033[K" << std::flush;
}

double Progress::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

}  // namespace giamsat::cli
