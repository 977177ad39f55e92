// SPDX-License-Identifier: Apache-2.0
// How fast an office is backed up, verified and restored: 10 GB in five minutes are 2 GB a minute.
#include "adapters/runtime/restore.hpp"
#include "bench/timing.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/sample_entries.hpp"

#include <cstdio>

using namespace giamsat;

namespace {

using namespace giamsat::bench;

void print(const char* what, std::int64_t bytes, double seconds) {
    const double gigabytes = static_cast<double>(bytes) / 1e9;
    std::printf("%-44s %7.2f GB/min  (%.0f MB in %.1f s)\n", what, gigabytes / seconds * 60, gigabytes * 1e3, seconds);
}

// Entries of near 1 kB, as forms are.
void fill_with(Office& office, int entries) {
    const std::string text(700, 'x');
    office.recorder().begin();
    for (int k = 0; k < entries; ++k) {
        Entry entry = samples::entry(
            "capital.recorded/1",
            {{"as_of", "2024-01-01"}, {"rows", {{{"source", text + std::to_string(k)}, {"amount", k}}}}});
        samples::record(office, std::move(entry));
        if (k % 5'000 == 4'999) office.recorder().commit(), office.recorder().begin();
    }
    office.recorder().commit();
}

}  // namespace

TEST_CASE("backing up, verifying and restoring an office") {
    constexpr int entries = 250'000;
    samples::OfficeFolder folder;
    samples::fill(folder);
    auto office = std::move(folder.open(Office::Mode::write).value());
    fill_with(*office, entries);
    const auto places = std::filesystem::path(folder.path()) += "-backups";
    Backup made;
    const Instant now{1'709'600'000'000};
    const double copying = seconds_of([&] { made = back_up(*office, places / "office", now).value(); });
    const std::int64_t bytes = made.manifest.files.front().bytes;
    print("backup of an office at work", bytes, copying);
    print("verifying a backup", bytes, seconds_of([&] { CHECK(verify_backup(made)); }));
    back_up_keys(folder.path(), places / "keys", now, Date::of(2024, 3, 18), [](const NoteKeyCopy&) {
        return Done();
    }).value();
    const RestoreOrder order{places / "office", places / "keys", folder.path() / "office.key", places / "again"};
    print("restoring, with everything verified", bytes, seconds_of([&] { CHECK(restore(order)); }));
    CHECK(copying / static_cast<double>(bytes) * 1e10 < 300);
    std::filesystem::remove_all(places);
}
