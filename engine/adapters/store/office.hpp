// SPDX-License-Identifier: Apache-2.0
// An office in its folder: office.db with the journal and its projections, keys.db and office.key with what opens the
// personal fields, office.lock which the one writer holds. One thread at a time.
#pragma once

#include "base/core/failure.hpp"
#include "service/ports/readers.hpp"
#include "service/ports/recorder.hpp"
#include "service/ports/vault.hpp"

#include <filesystem>
#include <memory>

namespace giamsat {

class Office {
public:
    enum class Mode {
        read,          // one unchanging view of the office as it was at opening
        write,         // the one writer; takes office.lock
        without_keys,  // like read, but neither keys.db nor office.key need be there: nothing personal opens
    };

    // Makes the files of a new office and opens it for writing; the first entry is the caller's. Nothing is left half made.
    // `entropy` outlives the office. Problems: office_exists, office_busy, disk_full, file_unreadable, library_too_old.
    static Result<std::unique_ptr<Office>> create(const std::filesystem::path& folder, const OfficeId& id,
                                                  Entropy& entropy);

    // Problems: office_missing, office_foreign, office_newer, office_damaged, office_busy, keys_missing, keys_foreign,
    // library_too_old.
    static Result<std::unique_ptr<Office>> open(const std::filesystem::path& folder, Mode mode, Entropy& entropy);

    ~Office();
    const OfficeId& id() const;
    Readers readers();
    // Before the first write: the journal ends where it was left, with the root it was left with, its last entry is one this
    // program understands, and it begins with what the last checkpoint kept says. Cheap whatever the length of the journal.
    // journal_damaged. REQUIRES: opened for writing
    Done verify_end();
    Recorder& recorder();  // throws StorageError unless verify_end() holds. REQUIRES: opened for writing
    Vault& vault();
    const std::filesystem::path& folder() const;

private:
    struct Impl;
    explicit Office(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
