// SPDX-License-Identifier: Apache-2.0
// ENSURE holds what only a bug can break. It stays on in release and stops the process: a supervisor's record
// must not be written by a program that no longer knows what it is doing. Never used on input of people or files.
#pragma once

namespace giamsat {

[[noreturn]] void ensure_failed(const char* condition, const char* sentence, const char* file, int line);

}  // namespace giamsat

#define ENSURE(condition, sentence) \
    ((condition) ? void(0) : ::giamsat::ensure_failed(#condition, sentence, __FILE__, __LINE__))
