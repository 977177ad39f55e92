// SPDX-License-Identifier: Apache-2.0
// A folder of its own for an office, gone with the test; and a writer as plain as a writer can be.
#pragma once

#include "adapters/store/office.hpp"
#include "kernel/journal/entry.hpp"

#include <map>

namespace giamsat::samples {

class OfficeFolder {
public:
    OfficeFolder();
    ~OfficeFolder();
    OfficeFolder(const OfficeFolder&) = delete;
    OfficeFolder& operator=(const OfficeFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path database() const { return path_ / "office.db"; }
    std::filesystem::path keys() const { return path_ / "keys.db"; }
    std::string all_bytes() const;  // of every file but the lock, in the order of their names

    std::unique_ptr<Office> create();  // with the office of the sample entries
    Result<std::unique_ptr<Office>> open(Office::Mode mode);

private:
    std::filesystem::path path_;
    std::unique_ptr<Entropy> entropy_;
};

// Applies and appends, within the transaction that is open.
void record(Office& office, Entry entry);

// A new office holding one entry of every kind, closed again.
void fill(OfficeFolder& folder);

}  // namespace giamsat::samples
