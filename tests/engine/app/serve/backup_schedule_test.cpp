// SPDX-License-Identifier: Apache-2.0
#include "app/serve/backup_schedule.hpp"

#include "app/serve/tasks_aside.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/world.hpp"

#include <fstream>

using namespace giamsat;
using namespace giamsat::test;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute;
constexpr Instant start{1'709'600'000'000};

Instant after(std::int64_t ms) { return {start.ms + ms}; }

struct Usb {
    explicit Usb(World& world) : office(world.folder() / "office"), place(world.folder() / "usb") {
        fs::create_directories(place);
        id = world.place().info().id;
    }
    BackupSchedule schedule(std::size_t keep = 48) const { return {office, id, {place, hour, keep}, stop}; }
    std::size_t backups() const { return backups_in(place).size(); }

    fs::path office, place;
    OfficeId id;
    std::atomic<bool> stop{false};
};

bool made_one(BackupSchedule& schedule, Instant now) {
    auto made = schedule.make_if_due(now);
    REQUIRE(made);
    return made->has_value();
}

}  // namespace

TEST_CASE("the first backup is made at once, the next when it is older than wanted", "[serve][backup]") {
    World world;
    const Usb usb(world);
    BackupSchedule schedule = usb.schedule();
    CHECK(made_one(schedule, start));
    CHECK_FALSE(made_one(schedule, after(hour - 1)));
    CHECK(made_one(schedule, after(hour)));
    CHECK(usb.backups() == 2);
}

TEST_CASE("a server that was started again goes by the backups that are there", "[serve][backup]") {
    World world;
    const Usb usb(world);
    BackupSchedule before = usb.schedule();
    REQUIRE(made_one(before, start));
    BackupSchedule schedule = usb.schedule();
    CHECK_FALSE(made_one(schedule, after(30 * minute)));
    CHECK(made_one(schedule, after(61 * minute)));
}

TEST_CASE("backups of another office in the same place neither count nor go", "[serve][backup]") {
    World world;
    const Usb usb(world);
    Backup other = back_up(usb.office, usb.place, start).value();
    other.manifest.office.value = std::string(32, 'f');
    REQUIRE(write_manifest(other.folder, other.manifest));
    BackupSchedule schedule = usb.schedule(1);
    CHECK(made_one(schedule, start));
    CHECK(made_one(schedule, after(hour)));
    CHECK(usb.backups() == 2);  // one of each
    CHECK(fs::exists(other.folder));
}

TEST_CASE("a clock that was a year ahead puts no backup off for a year", "[serve][backup]") {
    World world;
    const Usb usb(world);
    REQUIRE(back_up(usb.office, usb.place, after(365 * 24 * hour)));
    BackupSchedule schedule = usb.schedule(1);
    CHECK(made_one(schedule, start));
    REQUIRE(usb.backups() == 1);
    CHECK(backups_in(usb.place).front().manifest.made == start);  // what was just made stays
}

TEST_CASE("so many of the newest backups stay", "[serve][backup]") {
    World world;
    const Usb usb(world);
    BackupSchedule schedule = usb.schedule(2);
    for (int i = 0; i < 4; ++i) REQUIRE(made_one(schedule, after(i * hour)));
    const auto left = backups_in(usb.place);
    REQUIRE(left.size() == 2);
    CHECK(left.front().manifest.made == after(2 * hour));
    CHECK(left.back().manifest.made == after(3 * hour));
}

TEST_CASE("a folder that is not there is told, not made, and looked for again", "[serve][backup]") {
    World world;
    const Usb usb(world);
    fs::remove_all(usb.place);
    BackupSchedule schedule = usb.schedule();
    for (const std::int64_t ms : {std::int64_t{0}, minute}) {
        const auto missing = schedule.make_if_due(after(ms));
        REQUIRE_FALSE(missing);
        CHECK(missing.error().code == ProblemCode::not_found);
    }
    CHECK_FALSE(fs::exists(usb.place));
    fs::create_directories(usb.place);
    CHECK_FALSE(schedule.make_if_due(after(BackupSchedule::again_after_ms - 1)));
    CHECK(made_one(schedule, after(BackupSchedule::again_after_ms)));
}

TEST_CASE("a backup that does not hold makes no room by taking away the older ones", "[serve][backup]") {
    World world;
    const Usb usb(world);
    const Backup good = back_up(usb.office, usb.place, start).value();
    const fs::path office = world.folder() / "damaged";
    fs::create_directories(office);
    std::string bytes = read_whole((good.folder / "office.db").string());
    const auto at = bytes.rfind("person.registered/1");
    REQUIRE(at != bytes.npos);
    bytes[at] = 'q';
    std::ofstream(office / "office.db", std::ios::binary) << bytes;

    BackupSchedule schedule(office, usb.id, {usb.place, hour, 1}, usb.stop);
    const auto damaged = schedule.make_if_due(after(hour));

    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().code == ProblemCode::backup_damaged);
    CHECK(verify_backup(good));
    CHECK(usb.backups() == 1);
    const auto again = schedule.make_if_due(after(2 * hour));
    REQUIRE_FALSE(again);
    CHECK(again.error().message(Lang::en) == damaged.error().message(Lang::en));  // told once
    CHECK(usb.backups() == 1);
}

TEST_CASE("a backup that is stopped is no trouble, and leaves nothing", "[serve][backup]") {
    World world;
    Usb usb(world);
    BackupSchedule schedule = usb.schedule();
    usb.stop = true;
    CHECK_FALSE(made_one(schedule, start));
    CHECK(usb.backups() == 0);
}

TEST_CASE("what is done aside goes on until it is no longer wanted", "[serve]") {
    std::atomic<int> done{0};
    {
        const TasksAside aside(
            PeriodicTasks({{{"a", "a"}, 1ms, [&]() -> Done { return ++done, Done(); }}}, [](const Problem&) {}));
        while (done < 3) std::this_thread::sleep_for(1ms);
    }
    const int then = done;
    std::this_thread::sleep_for(5ms);
    CHECK(done == then);
}
