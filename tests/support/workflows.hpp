// SPDX-License-Identifier: Apache-2.0
// Workflows for tests: the shipped profile, read once, and small charts written in the test itself.
#pragma once

#include "model/workflow/bundle.hpp"

namespace giamsat::test {

// Every file under a folder of the repository ("workflows/dong-son-2024"), by its path inside that folder.
std::map<std::string, std::string> files_under(const std::string& folder);

const ProfileBundle& dong_son();  // throws with the problems when the profile cannot be read

// "file:line:col: message" of a problem and of those joined to it, one a line.
std::string told(const Problem& problem, Lang lang = Lang::en);

// A definition without forms or roles; throws with its problems.
Definition chart(const std::string& yaml);

}  // namespace giamsat::test
