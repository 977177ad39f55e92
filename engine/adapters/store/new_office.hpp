// SPDX-License-Identifier: Apache-2.0
// Making the files of a new office, all or none.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/result.hpp"
#include "base/crypto/crypto.hpp"

#include <filesystem>

namespace giamsat::store {

// Problems: office_exists, office_busy, disk_full, file_unreadable, office_damaged, library_too_old.
Done create_office_files(const std::filesystem::path& folder, const OfficeId& id, Entropy& entropy);

}  // namespace giamsat::store
