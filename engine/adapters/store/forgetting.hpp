// SPDX-License-Identifier: Apache-2.0
// What is left of erased subjects beside the journal: their keys, letters to them in the office's outbox, and what a mail
// relay said about them.
#pragma once

#include "adapters/store/key_file.hpp"

namespace giamsat::store {

std::filesystem::path outbox_path(
    const std::filesystem::path& folder);  // where letters are put unless somebody says otherwise

std::vector<std::string> erased_subjects(Database& office);
// Throws StorageError. Done again it changes nothing: a crash in between is made good by doing it again.
void forget(Database& office, KeyFile& keys, const std::filesystem::path& folder,
            const std::vector<std::string>& subjects);

}  // namespace giamsat::store
