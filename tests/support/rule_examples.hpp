// SPDX-License-Identifier: Apache-2.0
// Examples of rules: files and folders under tests/definitions whose first lines say what must be found in them
// ("# expect W07 at 6:3: …").
#pragma once

#include "base/core/problem.hpp"

#include <set>
#include <string>
#include <vector>

namespace giamsat::test {

// The paths of a folder of tests/definitions: each workflow, and each folder of files that belong together.
std::set<std::string> rule_examples(const std::string& folder);

// "W07 at 6:3" for each problem and those joined to it; for each line that expects one, in a file or the files of a folder.
std::multiset<std::string> places_told(const std::vector<Problem>& problems);
std::multiset<std::string> places_expected(const std::string& path);

// "W07" of each example.
std::set<std::string> rules_of(const std::set<std::string>& examples);

}  // namespace giamsat::test
