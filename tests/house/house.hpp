// SPDX-License-Identifier: Apache-2.0
// Holds source text to the house: which folder may include which, which library is whose, how long a file may be.
// Works on a tree in memory, so that its own refusals can be tested on trees that are wrong on purpose.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace giamsat::house {

using Folders = std::vector<std::string>;         // "base/core", … from the ground up
using Tree = std::map<std::string, std::string>;  // path from the project's root → text

// The sources of engine/, plugins/ and tests/ below `root`.
Tree read_tree(const std::filesystem::path& root);

// The order of the folders as CMakeLists.txt links them.
Folders folders_of_cmake(std::string_view cmake_lists);

// The order of the folders as the table of engine/README.md tells it.
Folders folders_of_readme(std::string_view readme);

// Every breach in `tree`, one sentence each: "file: what is wrong". Empty when the house stands.
std::vector<std::string> breaches(const Tree& tree, const Folders& folders);

}  // namespace giamsat::house
