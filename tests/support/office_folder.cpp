// SPDX-License-Identifier: Apache-2.0
#include "support/office_folder.hpp"

#include "kernel/projection/project.hpp"
#include "support/sample_entries.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <sstream>

namespace giamsat::samples {

namespace fs = std::filesystem;

OfficeFolder::OfficeFolder() : entropy_(seeded_entropy(7)) {
    static std::atomic<int> next{0};
    path_ = fs::temp_directory_path() / ("giamsat-test-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    fs::remove_all(path_);
    fs::create_directories(path_);
}

OfficeFolder::~OfficeFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string OfficeFolder::all_bytes() const {
    std::vector<fs::path> paths;
    for (const auto& item : fs::directory_iterator(path_))
        if (item.path().filename() != "office.lock") paths.push_back(item.path());
    std::sort(paths.begin(), paths.end());
    std::ostringstream all;
    for (const auto& path : paths) all << path.filename() << std::ifstream(path, std::ios::binary).rdbuf();
    return all.str();
}

std::unique_ptr<Office> OfficeFolder::create() {
    return std::move(Office::create(path_, office_id(), *entropy_).value());
}
Result<std::unique_ptr<Office>> OfficeFolder::open(Office::Mode mode) { return Office::open(path_, mode, *entropy_); }

void record(Office& office, Entry entry) {
    if (!entry.case_id.empty()) {
        const auto head = office.readers().journal.case_head(entry.case_id);
        entry.case_seq = head ? head->first + 1 : 0;
        entry.case_prev = head ? to_hex(head->second) : "";
    }
    const auto rows = project(entry).value();
    for (const RowChange& change : rows) office.recorder().apply(change);
    const auto seq = office.recorder().append(encode_entry(entry).value()).first;
    for (const RowChange& change : project_place(entry, seq)) office.recorder().apply(change);
}

void fill(OfficeFolder& folder) {
    auto office = folder.create();
    office->recorder().begin();
    for (Entry& entry : every_kind()) record(*office, std::move(entry));
    office->recorder().commit();
}

}  // namespace giamsat::samples
