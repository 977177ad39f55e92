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
    // program understands, and it begins with what the last checkpoint kept says. Then keys that an erasure should have destroyed are destroyed. Cheap whatever the length of
    // the journal. journal_damaged, office_busy. REQUIRES: opened for writing
    Done verify_end();
    // The same of an older copy that was put in the place of an office, which has to be recovered: see journal.recovered.
    Done verify_restored();
    // The same for a server that is about to run for long: SQLite's own check of the whole file, and the last entries (some
    // thousands) hashed again into the leaves and nodes that are stored. journal_damaged, office_damaged
    Done verify_start();
    // Whoever wrote it last did not close it: a kill, a power cut, a fault. Until it is found sound. REQUIRES: opened for writing
    bool was_left_open() const;
    void found_sound();
    void leave_open();  // whoever opens it next is to verify it

    void renew();          // the view is the office as it is now. REQUIRES: opened to read
    Recorder& recorder();  // throws StorageError unless verify_end() holds. REQUIRES: opened for writing
    Vault& vault();
    // Destroys the keys of subjects whose erasure is durable. Throws StorageError. REQUIRES: opened for writing
    void forget(const std::vector<std::string>& subjects);
    struct KeyCheck {
        std::int64_t subjects = 0;  // whose keys open
        std::int64_t without = 0;   // whose names are sealed, without a key here and without having been erased
    };
    Result<KeyCheck> check_keys();  // keys_foreign. REQUIRES: not opened without_keys
    const std::filesystem::path& folder() const;

private:
    struct Impl;
    explicit Office(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
