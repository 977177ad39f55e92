// SPDX-License-Identifier: Apache-2.0
// Clocks that go back, jump, or pass 2038: order comes from the journal, and no deadline is fired twice or lost.
#include "adapters/runtime/workplace.hpp"
#include "service/import/import.hpp"
#include "support/bell.hpp"
#include "support/catch.hpp"
#include "support/office_folder.hpp"
#include "support/workflows.hpp"
#include "support/world.hpp"

#include <algorithm>

using namespace giamsat;
using namespace giamsat::test;

namespace {

constexpr std::int64_t second = 1'000;
constexpr std::int64_t day = 24 * 3'600 * second;

std::map<std::string, std::string> profile() {
    auto files = files_under("workflows/dong-son-2024");
    std::erase_if(
        files, [](const auto& file) { return file.first.starts_with("example/") || file.first.starts_with("demo/"); });
    files["bell.workflow.yaml"] = bell_yaml;
    return files;
}

// A real office, not a demo, whose clock the test sets.
class Hall {
public:
    explicit Hall(Date on = Date::of(2024, 3, 4)) {
        clock.set({start_of_day_in_vietnam(on).ms + 8 * 3'600 * second});
        place = std::move(Workplace::found(path(), {profile(), {}, on}, clock).value());
        for (const char* file : {"units.csv", "groups.csv", "people.csv"}) import(file);
    }
    std::filesystem::path path() const { return folder.path() / "office"; }
    void move(std::int64_t ms) { clock.set({clock.now().ms + ms}); }
    void reopen() {
        place.reset();
        place = std::move(Workplace::open_to_write(path(), clock).value());
    }
    PersonId person(const std::string& code) {
        return place->ask([&](Readers& read) { return read.people.by_code(code)->id; });
    }
    Outcome must(Command command, std::optional<Date> on = {}) {
        const Requester by{.actor = person("CB02"), .via = "cli", .auth = "os:test"};
        return place->run(by, std::move(command), on).value();
    }
    CaseId open_bell(std::optional<Date> on = {}) {
        const UnitId district = place->ask([](Readers& read) { return read.units.by_code("district", "405")->id; });
        OpenCase command{.workflow = "bell", .unit = district, .body = "board", .body_unit = district};
        command.planned_on = on.value_or(place->today());
        return must(command, on).first("case.opened/1")->case_id;
    }
    std::string heard(const CaseId& id) {
        return place->ask([&](Readers& read) {
            const auto data = read.cases.find(id)->data;
            const auto found = data.find("heard");
            return found == data.end() || found->second.is_null() ? "" : found->second.get<std::string>();
        });
    }
    std::vector<Json> regressions() {
        return place->ask([](Readers& read) {
            std::vector<Json> all;
            read.journal.each(0, [&](std::uint64_t, const std::string& bytes, const Hash&) {
                const Entry entry = decode_entry(bytes).value();
                if (entry.kind == "clock.regressed/1") all.push_back(entry.body);
                return true;
            });
            return all;
        });
    }

    samples::OfficeFolder folder;
    ManualClock clock{{}};
    std::unique_ptr<Workplace> place;

private:
    void import(const std::string& file) {
        const Requester system{.via = "cli", .auth = "os:test"};
        const auto kind = file == "people.csv" ? ImportKind::people : ImportKind::units;
        place->run(system, import_command(kind, file, example(file), nullptr)).value();
    }
};

}  // namespace

TEST_CASE("a clock that goes back is journalled once for each time it does", "[runtime][clock]") {
    Hall hall;
    hall.open_bell();
    const Instant before = hall.clock.now();

    hall.move(-365 * day);
    hall.open_bell();
    hall.open_bell();

    REQUIRE(hall.regressions().size() == 1);
    CHECK(hall.regressions()[0] == Json({{"last", before.ms}, {"now", before.ms - 365 * day}}));

    hall.move(400 * day);
    hall.open_bell();
    CHECK(hall.regressions().size() == 1);
    hall.move(-second);
    hall.open_bell();
    CHECK(hall.regressions().size() == 2);
}

TEST_CASE("a clock set right by less than a second is not worth telling", "[runtime][clock]") {
    Hall hall;
    hall.open_bell();
    hall.move(-second + 1);
    hall.open_bell();
    CHECK(hall.regressions().empty());
}

TEST_CASE("a clock that went back while the office was closed is found by the last entry", "[runtime][clock]") {
    Hall hall;
    hall.open_bell();
    hall.move(-2 * day);
    hall.reopen();
    REQUIRE(hall.place->fire_due_timers());
    REQUIRE(hall.place->fire_due_timers());
    CHECK(hall.regressions().size() == 1);
    hall.reopen();
    REQUIRE(hall.place->fire_due_timers());
    CHECK(hall.regressions().size() == 1);
}

TEST_CASE("order comes from the journal, whatever the clock says", "[runtime][clock]") {
    Hall hall;
    std::vector<std::uint64_t> places;
    for (const std::int64_t jump : {0L, 365L, -365L, -20L, 400L, -3L}) {
        hall.move(jump * day);
        const CaseId id = hall.open_bell();
        places.push_back(hall.place->ask([&](Readers& read) { return read.journal.of_case(id).front().first; }));
    }
    CHECK(std::is_sorted(places.begin(), places.end()));
}

TEST_CASE("no deadline is fired twice or lost while the clock goes forward and back", "[runtime][clock]") {
    Hall hall;
    const CaseId id = hall.open_bell();
    const auto at = [&](std::int64_t days) {
        static const std::int64_t start = hall.clock.now().ms;
        hall.clock.set({start + days * day});
        REQUIRE(hall.place->fire_due_timers());
        return hall.heard(id);
    };
    at(0);
    CHECK(at(1) == "");
    CHECK(at(10) == "12");
    CHECK(at(-20) == "12");
    CHECK(at(10) == "12");
    CHECK(at(2) == "12");
    CHECK(at(89) == "12");
    CHECK(at(92) == "123");
    CHECK(at(-400) == "123");
    CHECK(at(400) == "123");
    CHECK(hall.place->ask([&](Readers& read) { return read.cases.timers(id); }).empty());
}

TEST_CASE("whoever sends a command from a machine whose date is off fires no deadline by it", "[runtime][clock]") {
    Hall hall;
    const CaseId id = hall.open_bell();
    for (const int off : {-3, 3, 4000}) hall.open_bell(hall.place->today().plus_days(off));
    REQUIRE(hall.place->fire_due_timers());
    CHECK(hall.heard(id) == "");
    hall.move(3 * day);
    REQUIRE(hall.place->fire_due_timers());
    CHECK(hall.heard(id) == "12");
}

TEST_CASE("the work goes on in 2038 and after it", "[runtime][clock]") {
    Hall hall(Date::of(2038, 1, 18));
    const CaseId id = hall.open_bell();
    hall.move(3 * day);  // past 03:14:07 UTC of the 19th, where 32 bits of seconds end
    REQUIRE(hall.place->fire_due_timers());
    CHECK(hall.heard(id) == "12");
    hall.move(65 * 365 * day);
    const CaseId later = hall.open_bell();
    CHECK(hall.heard(id) == "123");
    hall.move(2 * day + second);
    REQUIRE(hall.place->fire_due_timers());
    CHECK(hall.heard(later) == "1");
    CHECK(hall.regressions().empty());
}
