// SPDX-License-Identifier: Apache-2.0
// What a durable command costs beside the bare writing of its rows: steps of cases through the service of an office, by one
// client and by 32, and the same rows of the same bytes by a loop in C, each in turn on the same disk. Medians of seven.
#include "app/serve/service.hpp"
#include "bench/floor/captured.hpp"
#include "bench/timing.hpp"
#include "service/import/import.hpp"
#include "support/catch.hpp"
#include "support/running.hpp"
#include "support/workflows.hpp"
#include "support/world.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <thread>

#include <linux/magic.h>
#include <sys/vfs.h>

using namespace giamsat;
using namespace giamsat::test;

namespace {

using namespace giamsat::bench;

constexpr int rounds = 7;
constexpr int steps = 512;
constexpr int clients = 32;
const std::string reason = "Theo thông báo số 12/TB-BĐD của Ban đại diện";

const char* const count_yaml = R"yaml(
workflow: count
kind: session
level: district
data: {members: {type: integer, initial: 0}}
initial: open
states:
  open:
    on:
      add: {do: [{assign: {members: "${members} + 1"}}], by: [body.secretary]}
      close: {to: closed, by: [body.secretary]}
  closed: {final: true}
)yaml";

struct Base {
    std::filesystem::path office;
    PersonId secretary;
    std::vector<CaseId> cases;
};

// A file system in memory syncs at once: what it measures is no durability.
std::string disk_of(const std::filesystem::path& folder) {
    struct statfs info {};
    if (::statfs(folder.c_str(), &info) != 0) return "?";
    switch (info.f_type) {
        case TMPFS_MAGIC:
        case RAMFS_MAGIC: return "memory";
        case OVERLAYFS_SUPER_MAGIC: return "overlay";
        case EXT4_SUPER_MAGIC: return "ext4";
        case XFS_SUPER_MAGIC: return "xfs";
        case BTRFS_SUPER_MAGIC: return "btrfs";
        default: return fmt::format("file system {:#x}", info.f_type);
    }
}

CommandRequest step(const Base& base, int number) {
    AdvanceCase command{.case_id = base.cases[static_cast<std::size_t>(number)], .event = "add", .reason = reason};
    const CommandId id{derived_id("durable", std::to_string(number))};
    return {id, {.actor = base.secretary}, {}, std::move(command)};
}

void must(const Result<Outcome>& outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().message(Lang::en));
}

// Every case has its key already, as a case at work has.
Base found(const std::filesystem::path& folder) {
    SystemClock clock;
    auto files = files_under("workflows/dong-son-2024");
    std::erase_if(
        files, [](const auto& file) { return file.first.starts_with("example/") || file.first.starts_with("demo/"); });
    files["count.workflow.yaml"] = count_yaml;
    Base base{folder / "base", {}, {}};
    auto place = std::move(Workplace::found(base.office, {files, {}, Date::of(2024, 3, 4)}, clock).value());
    const Requester system{.via = "cli", .auth = "bench"};
    for (const auto& [file, kind] : {std::pair("units.csv", ImportKind::units),
                                     {"groups.csv", ImportKind::units},
                                     {"people.csv", ImportKind::people}})
        must(place->run(system, import_command(kind, file, example(file), nullptr)));
    base.secretary = place->ask([](Readers& read) { return read.people.by_code("CB02")->id; });
    const UnitId district = place->ask([](Readers& read) { return read.units.by_code("district", "405")->id; });
    OpenCase open{.workflow = "count", .unit = district, .body = "board", .body_unit = district};
    open.planned_on = place->today();
    const Requester by{.actor = base.secretary, .via = "cli", .auth = "bench"};
    for (int i = 0; i < steps; ++i) {
        auto opened = place->run(by, open);
        must(opened);
        base.cases.push_back(opened->first("case.opened/1")->case_id);
        must(place->run(by, AdvanceCase{.case_id = base.cases.back(), .event = "add", .reason = reason}));
    }
    return base;
}

class Copy {
public:
    explicit Copy(const Base& base) {
        std::filesystem::copy(base.office, path(), std::filesystem::copy_options::recursive);
    }
    std::filesystem::path path() const { return folder_.path() / "office"; }

private:
    TemporaryFolder folder_;
};

void work(Service& service, const Base& base, int client, int of) {
    for (int i = client; i < steps; i += of) must(service.carry_out(step(base, i), "os:bench"));
}

double through_the_service(const Base& base, int of) {
    Copy copy(base);
    SystemClock clock;
    auto place = std::move(Workplace::open_to_write(copy.path(), clock).value());
    Service service(*place);
    static_cast<void>(service.fire_due_timers());
    return seconds_of([&] {
        std::vector<std::thread> busy;
        for (int client = 1; client < of; ++client) busy.emplace_back([&, client] { work(service, base, client, of); });
        work(service, base, 0, of);
        for (std::thread& one : busy) one.join();
    });
}

std::unique_ptr<bench::CapturingRecorder> captured(const Base& base) {
    Copy copy(base);
    auto entropy = system_entropy();
    auto office = std::move(Office::open(copy.path(), Office::Mode::write, *entropy).value());
    Readers read = office->readers();
    Editions editions(read.journal);
    EngineLife engine;
    engine.verify([&] { return office->verify_end(); });
    const StoredHashes stored = read.evidence.hashes();
    auto recorder = std::make_unique<bench::CapturingRecorder>(
        office->recorder(), rebuild_frontier(read.journal.size(), stored.leaf, stored.full));
    Writer writer({read, recorder.get(), office->vault()}, std::move(engine), office->id(), editions.newest().value());
    SystemClock clock;
    for (int i = 0; i < steps; ++i) {
        CommandRequest request = step(base, i);
        request.by.via = "cli", request.by.auth = "os:bench";
        must(writer.run({request.id, request.by, clock.now(), date_in_vietnam(clock.now())}, request.command));
    }
    return recorder;
}

double bare(const Base& base, const bench::CapturingRecorder& writes) {
    Copy copy(base);
    return writes.write_again((copy.path() / "office.db").string());
}

// Hashing every entry, growing the tree, its root at each commit; sealing every reason.
double integrity(const Base& base, const bench::CapturingRecorder& writes) {
    Copy copy(base);
    SystemClock clock;
    auto place = std::move(Workplace::open_to_write(copy.path(), clock).value());
    const auto seal_all = [&](Readers&) {
        for (int i = 0; i < steps; ++i)
            place->vault().seal(place->info().id, CommandId{derived_id("durable", std::to_string(i))}, 0,
                                base.cases[static_cast<std::size_t>(i)].value, "text", reason);
        return 0;
    };
    Frontier frontier;
    return seconds_of([&] {
        for (const std::string& entry : writes.entries()) {
            frontier.append(leaf_hash(entry));
            CHECK(frontier.root() != Hash{});
        }
        place->ask(seal_all);
    });
}

void print(const char* what, double seconds) {
    std::printf("%-52s %8.0f /s  %8.1f us each\n", what, steps / seconds, seconds / steps * 1e6);
}

}  // namespace

TEST_CASE("durable commands beside the bare writing of their rows") {
    TemporaryFolder folder;
    const std::string disk = disk_of(folder.path());
    std::printf("on %s, %s\n", folder.path().parent_path().c_str(), disk.c_str());
    INFO("set TMPDIR to a folder of a disk");
    REQUIRE(disk != "memory");
    const Base base = found(folder.path());
    const auto writes = captured(base);
    std::printf("%d steps, each %.1f rows in one commit\n", steps, static_cast<double>(writes->rows()) / steps);

    std::vector<double> one, many, floor, evidence, to_floor, to_one, share;
    for (int round = 0; round < rounds; ++round) {
        one.push_back(through_the_service(base, 1));
        floor.push_back(bare(base, *writes));
        many.push_back(through_the_service(base, clients));
        evidence.push_back(integrity(base, *writes));
        to_floor.push_back(floor.back() / one.back());
        to_one.push_back(floor.back() / many.back());
        share.push_back(evidence.back() / one.back());
    }

    print("bare loop in C, one transaction each", median(floor));
    print("through the service, one client", median(one));
    print("through the service, 32 clients", median(many));
    print("of it hashing, tree and sealing", median(evidence));
    std::printf(
        "one client / floor %.2f (at least 0.80), 32 clients / floor %.1f (at least 5), integrity %.1f %% (at most "
        "5)\n",
        median(to_floor), median(to_one), median(share) * 100);
    CHECK(median(to_floor) >= 0.8);
    CHECK(median(to_one) >= 5);
    CHECK(median(share) <= 0.05);
}
