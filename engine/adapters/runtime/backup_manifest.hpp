// SPDX-License-Identifier: Apache-2.0
// What a backup says about itself: manifest.json beside its files.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/result.hpp"
#include "base/core/time.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace giamsat {

struct BackupFile {
    std::string name;
    std::int64_t bytes = 0;
    std::string sha256;
};

struct Manifest {
    enum class Kind { office, keys };
    Kind kind = Kind::office;
    OfficeId office;
    Instant made;
    std::uint64_t size = 0;     // of the journal: entries that are in it, an office's
    std::string root;           // hex
    std::string checkpoint;     // the last there was, a signed note; "" when there was none
    std::int64_t subjects = 0;  // whose keys, of keys
    std::optional<Date> expires;
    std::vector<BackupFile> files;
};

// What the file of a backup is now. file_unreadable
Result<BackupFile> described(const std::filesystem::path& folder, const std::string& name);
Done write_manifest(const std::filesystem::path& folder, const Manifest& manifest);
Result<Manifest> read_manifest(const std::filesystem::path& folder);  // not_found, backup_damaged
// Every file is there and is what the manifest says. backup_damaged
Done check_files(const std::filesystem::path& folder, const Manifest& manifest);

Problem backup_damaged(const std::filesystem::path& path, const LocalText& why);

}  // namespace giamsat
