// SPDX-License-Identifier: Apache-2.0
// A log as a folder of files anybody can check (C2SP tlog-tiles): the checkpoint, tiles of hashes, bundles of entries.
#pragma once

#include "service/ports/readers.hpp"

#include <filesystem>

namespace giamsat {

struct ExportSummary {
    std::uint64_t written = 0;  // files
    std::uint64_t kept = 0;     // full tiles and bundles that were there
};
// Each file is written whole or not at all, the checkpoint last. What an earlier export of this journal holds in full is let
// be. evidence_refused: the folder holds a checkpoint this journal does not continue, or the journal does not give the root.
Result<ExportSummary> export_log(const SignedCheckpoint& checkpoint, const std::filesystem::path& folder,
                                 Readers& read);

bool is_export(const std::filesystem::path& folder);
// file_unreadable, evidence_unreadable
Result<SignedCheckpoint> exported_checkpoint(const std::filesystem::path& folder);
// Of the tree of that size; throws StorageError where a tile is missing or too short. Nothing is known of them to be right:
// what is proved with them has to be verified.
StoredHashes exported_hashes(const std::filesystem::path& folder, std::uint64_t size);

}  // namespace giamsat
