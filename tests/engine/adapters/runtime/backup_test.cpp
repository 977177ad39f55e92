// SPDX-License-Identifier: Apache-2.0
// Backups while the office is at work: what is in them, where they may lie, and offices made out of them again.
#include "adapters/runtime/backup.hpp"

#include "adapters/runtime/restore.hpp"
#include "adapters/store/file.hpp"
#include "base/platform/files.hpp"
#include "support/catch.hpp"
#include "support/desk.hpp"

#include <fstream>
#include <thread>

using namespace giamsat;
using namespace giamsat::test;

namespace fs = std::filesystem;

namespace {

const Instant now{1'709'600'000'000};

Done unrecorded(const NoteKeyCopy&) { return {}; }

struct Places {
    explicit Places(World& world)
        : office(world.folder() / "office"),
          to(world.folder() / "usb"),
          keys(world.folder() / "usb-keys"),
          again(world.folder() / "again") {}
    fs::path office, to, keys, again;

    Backup copied() const { return back_up(office, to, now).value(); }
    Backup copied_keys(Date expires = Date::of(2024, 3, 18)) const {
        return back_up_keys(office, keys, now, expires, unrecorded).value();
    }
    Result<Restored> restored() const { return restore({to, keys, office / "office.key", again}); }
};

ProblemCode refusal_of(const auto& result) {
    if (result) throw std::runtime_error("nothing was refused");
    return result.error().code;
}

RegisterPerson person(int number) { return {"P" + std::to_string(number), "Người " + std::to_string(number), "", ""}; }

void flip_a_byte(const fs::path& path, std::int64_t at) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(at);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte);
}

}  // namespace

TEST_CASE("a backup is the office as it stood, and says so", "[backup]") {
    World world;
    const Places places(world);
    const Backup backup = places.copied();
    const auto end =
        world.ask([](Readers& read) { return std::pair(read.journal.size(), to_hex(read.journal.root())); });
    CHECK(backup.manifest.size == end.first);
    CHECK(backup.manifest.root == end.second);
    CHECK(fs::file_size(backup.folder / "office.db") ==
          static_cast<std::uintmax_t>(backup.manifest.files.front().bytes));
    CHECK_FALSE(fs::exists(backup.folder / "keys.db"));
    const BackupCheck check = verify_backup(backup).value();
    CHECK(check.entries == end.first);
    CHECK(backups_in(places.to).size() == 1);
    CHECK(fs::is_empty(places.to / backup.folder.filename()) == false);
}

TEST_CASE("a restored office is the office, with its names", "[backup]") {
    World world;
    const Places places(world);
    places.copied();
    places.copied_keys();
    const Restored restored = places.restored().value();
    CHECK(restored.check.entries == world.journal_size());
    CHECK(restored.without == 0);
    CHECK(restored.subjects > 10);
    auto place = Workplace::open_to_read(places.again, SystemClock()).value();
    const PersonId id = place->ask([](Readers& read) { return read.people.by_code("CB01")->id; });
    place->ask([&](Readers& read) {
        CommandId cmd;
        int i = 0;
        const auto sealed = read.people.personal(id, cmd, i);
        CHECK(place->vault().open(place->info().id, cmd, i, sealed.front()).has_value());
        return 0;
    });
    CHECK(refusal_of(places.restored()) == ProblemCode::office_exists);  // never over something
}

TEST_CASE("what was acknowledged before a backup began is in it, while others go on writing", "[backup]") {
    World world;
    const Places places(world);
    std::atomic<int> acknowledged = 0;
    std::atomic<bool> enough = false;
    std::thread writing([&] {
        for (int number = 0; !enough; ++number) {
            world.must(person(number));
            ++acknowledged;
        }
    });
    for (int drill = 0; drill < 5; ++drill) {
        while (acknowledged < 20 * (drill + 1)) std::this_thread::yield();
        const int before = acknowledged;
        const Backup backup = back_up(places.office, places.to, {now.ms + drill * 1000}).value();
        back_up_keys(places.office, places.keys, {now.ms + drill * 1000}, Date::of(2024, 3, 18), unrecorded).value();
        const fs::path again = world.folder() / ("again-" + std::to_string(drill));
        const Restored restored = restore({places.to, places.keys, places.office / "office.key", again}).value();
        CHECK(restored.office.folder == backup.folder);
        CHECK(restored.without == 0);  // keys are copied after the office: none is missing
        auto place = Workplace::open_to_read(again, SystemClock()).value();
        for (int number = 0; number < before; ++number)
            CHECK(place->ask([&](Readers& read) { return read.people.by_code(person(number).code).has_value(); }));
    }
    enough = true;
    writing.join();
}

TEST_CASE("an altered backup is found out and not restored", "[backup]") {
    World world;
    const Places places(world);
    const Backup backup = places.copied();
    const Backup keys = places.copied_keys();
    SECTION("a byte of the office") { flip_a_byte(backup.folder / "office.db", 20'000); }
    SECTION("a byte of the keys") { flip_a_byte(keys.folder / "keys.db", 9'000); }
    SECTION("another root in the manifest") {
        Manifest other = backup.manifest;
        other.root = std::string(64, 'a');
        REQUIRE(write_manifest(backup.folder, other));
    }
    SECTION("a file that is gone") { fs::remove(backup.folder / "office.db"); }
    SECTION("a journal cut short, with a manifest made to fit") {
        auto file = store::open_to_write(backup.folder / "office.db", store::office_file_kind());
        file->run(
            "DROP TRIGGER log_entry_remains; DELETE FROM log_entry WHERE seq = (SELECT max(seq) FROM log_entry);"
            "UPDATE log_head SET size = size - 1;");
        store::finish_file(std::move(file));
        Manifest other = backup.manifest;
        other.files = {described(backup.folder, "office.db").value()};
        REQUIRE(write_manifest(backup.folder, other));
    }
    CHECK(refusal_of(places.restored()) == ProblemCode::backup_damaged);
    CHECK_FALSE(fs::exists(places.again));
}

TEST_CASE("the office, its keys and office.key never lie together", "[backup]") {
    World world;
    const Places places(world);
    CHECK(refusal_of(back_up(places.office, places.office / "backups", now)) == ProblemCode::keys_together);
    CHECK(refusal_of(back_up_keys(places.office, places.office / "keys", now, world.today(), unrecorded)) ==
          ProblemCode::keys_together);
    places.copied();
    places.copied_keys();
    CHECK(refusal_of(back_up_keys(places.office, places.to, now, world.today(), unrecorded)) ==
          ProblemCode::keys_together);
    CHECK(refusal_of(back_up(places.office, places.keys, now)) == ProblemCode::keys_together);
}

TEST_CASE("a copy of the keys that is not written down is not kept", "[backup]") {
    World world;
    const Places places(world);
    const auto refuse = [](const NoteKeyCopy&) -> Done { return Problem(ProblemCode::office_read_only); };
    CHECK(refusal_of(back_up_keys(places.office, places.keys, now, world.today(), refuse)) ==
          ProblemCode::office_read_only);
    CHECK(backups_in(places.keys).empty());
    for (const auto& item : fs::directory_iterator(places.keys)) CHECK(item.path().filename() == "backup.lock");
}

TEST_CASE("copies of keys are destroyed when their day is over", "[backup]") {
    World world;
    const Places places(world);
    const Backup keys = places.copied_keys(Date::of(2024, 3, 18));
    CHECK(prune_backups(places.keys, Date::of(2024, 3, 18))->empty());
    CHECK(prune_backups(places.keys, Date::of(2024, 3, 19))->size() == 1);
    CHECK_FALSE(fs::exists(keys.folder));
    places.copied();
    CHECK(prune_backups(places.to, Date::of(2034, 1, 1))->empty());  // an office has no such day
}

TEST_CASE("what an interrupted backup left goes with the next", "[backup]") {
    World world;
    const Places places(world);
    fs::create_directories(places.to / ".unfinished-office-x");
    const std::atomic<bool> stop = true;
    CHECK(refusal_of(back_up(places.office, places.to, now, {{}, &stop})) == ProblemCode::interrupted);
    places.copied();
    CHECK_FALSE(fs::exists(places.to / ".unfinished-office-x"));
    CHECK(backups_in(places.to).size() == 1);
}

TEST_CASE("an erasure after the copy of the keys holds in the restored office", "[backup]") {
    World world;
    const Places places(world);
    const UnitId borrower = world.unit("borrower", "4059000001");
    places.copied_keys();
    const Requester by{.actor = world.person("CB02"), .on_behalf = world.person("CB01"), .act = "17/QĐ", .via = "cli"};
    REQUIRE(world.run(EraseSubjects{{{borrower.value}}, false, "yêu cầu"}, by));
    places.copied();
    REQUIRE(places.restored());
    auto keys = store::open_to_read(places.again / "keys.db", store::key_file_kind());
    store::Statement read(*keys, "SELECT 1 FROM subject_key WHERE subject = ?1");
    CHECK_FALSE(read.with(borrower.value).next());
}
