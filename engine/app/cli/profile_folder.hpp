// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/core/result.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace giamsat::cli {

// Every .yaml file of a profile folder and its folders, by path inside it. not_found, file_unreadable, file_too_large.
Result<std::map<std::string, std::string>> read_profile_folder(const std::filesystem::path& folder);

// $GIAMSAT_PROFILE, else workflows/dong-son-2024 under the working folder or beside the program's source tree.
std::filesystem::path default_profile();

}  // namespace giamsat::cli
