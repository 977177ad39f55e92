// SPDX-License-Identifier: Apache-2.0
// Golden files: what the program said when somebody last read it and agreed. They live under tests/golden/.
#pragma once

#include <string>
#include <string_view>

namespace giamsat::test {

// "" when `text` is exactly what tests/golden/<name> holds, else the first line that differs, to be shown by CHECK.
// With GIAMSAT_APPROVE=1 in the environment the file is written instead, and the answer is "".
std::string differs_from_golden(std::string_view name, std::string_view text);

std::string read_whole(const std::string& path);   // REQUIRES: a readable file
std::string source_path(std::string_view inside);  // of a file of the repository

}  // namespace giamsat::test

#define CHECK_GOLDEN(name, text) CHECK(::giamsat::test::differs_from_golden(name, text) == "")
