// SPDX-License-Identifier: Apache-2.0
// Power cut at any moment: a day's work is recorded call by call; after each call, what a disk may then hold is put
// together in several ways and opened as after a restart. State "boundary/way" of a seed is always the same.
#include "fault/kit/campaign.hpp"
#include "fault/kit/connections.hpp"
#include "fault/kit/oracle.hpp"
#include "fault/kit/recording.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <fmt/format.h>

#include <fstream>

using namespace giamsat;
using namespace giamsat::fault;

namespace {

namespace fs = std::filesystem;

struct RecordedDay {
    Recording calls;
    std::vector<Told> told;
};

void record(RecordedDay& day, const Script& script) {
    FastFolder folder;
    Play play(folder.path() / "office");
    play.on_told = [&](const std::vector<Told>& told) { day.calls.acknowledged(told.size()); };
    Watching watching(folder.path(), day.calls);
    if (Done done = run(play, script); !done) throw std::runtime_error(test::told(done.error()));
    day.told = play.told();
    play.close();
}

void put_files(const fs::path& folder, const Files& files) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [path, content] : files) {
        fs::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << content;
    }
}

// The way 0 keeps all, 1 keeps what is durable, every other one something by chance.
Files files_after(const Disk& disk, std::uint64_t boundary, std::uint64_t way, std::uint64_t seed) {
    const auto kept = way == 0 ? Disk::Kept::all : way == 1 ? Disk::Kept::none : Disk::Kept::some;
    return disk.after_cut(kept, Chance(seed, boundary * 1'000'003 + way));
}

// Until the next call nothing else was acknowledged.
std::vector<Told> told_by(const RecordedDay& day, std::size_t boundary) {
    const auto& calls = day.calls.calls();
    const std::size_t count = boundary + 1 < calls.size() ? calls[boundary + 1].acknowledged : day.told.size();
    return {day.told.begin(), day.told.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::uint64_t try_all(const std::string& name, const RecordedDay& day, const Sizes& sizes) {
    FastFolder folder;
    Disk disk;
    const auto& calls = day.calls.calls();
    const std::uint64_t ways = std::max<std::uint64_t>(3, sizes.size / calls.size() + 1);
    Progress progress(name, ways * calls.size());
    std::uint64_t tried = 0;
    for (std::size_t boundary = 0; boundary < calls.size() && !interrupted(); ++boundary) {
        disk.take(calls[boundary]);
        const std::vector<Told> told = told_by(day, boundary);
        for (std::uint64_t way = 0; way < ways && !interrupted(); ++way) {
            const std::string state = fmt::format("{}/{}", boundary, way);
            if (!sizes.state.empty() && sizes.state != state) continue;
            put_files(folder.path(), files_after(disk, boundary, way, sizes.seed));
            const std::string found = judge(folder.path() / "office", told, {.go_on = way % 16 == 2});
            if (!found.empty()) progress.found(state, found);
            progress.step(++tried);
        }
    }
    return progress.failures();
}

}  // namespace

TEST_CASE("a cut of power at any write loses nothing acknowledged and leaves nothing half", "[crash]") {
    know_connections();
    const Sizes size = sizes(10'000);
    INFO("GIAMSAT_FAULT_SEED=" << size.seed << " and GIAMSAT_FAULT_STATE=<state> show one again");
    RecordedDay day;
    record(day, founding() + registering() + opening_again() + a_visit() + the_rest());
    CHECK(try_all("crash states", day, size) == 0);
}
