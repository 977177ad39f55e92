// SPDX-License-Identifier: Apache-2.0
#include "base/core/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace giamsat {

void ensure_failed(const char* condition, const char* sentence, const char* file, int line) {
    std::fprintf(stderr, "giamsat: bug: %s (%s) at %s:%d\n", sentence, condition, file, line);
    std::abort();
}

}  // namespace giamsat
