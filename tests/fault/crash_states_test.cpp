// SPDX-License-Identifier: Apache-2.0
// Power cut at any moment: a day's work is recorded call by call; after each call, what a disk may then hold is put together in
// several ways and opened as after a restart. Verified every time; given one more command at every sixteenth way.
#include "fault/kit/connections.hpp"
#include "fault/kit/cut_states.hpp"
#include "fault/kit/failing.hpp"
#include "support/catch.hpp"
#include "support/workflows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

using namespace giamsat;
using namespace giamsat::fault;

namespace {

Script whole_day() { return founding() + registering() + opening_again() + a_visit() + the_rest(); }

Done tried(const Step& step, Play& play) {
    try {
        return step.run(play);
    } catch (const std::exception&) {
        return Problem(ProblemCode::internal_fault);
    }
}

// A step that broke is done again, at an office that was closed and, once the disk was well again, opened.
void run_until_done(Play& play, const Script& script, const std::function<void()>& heal) {
    for (const Step& step : script) {
        Done done = tried(step, play);
        if (done) continue;
        const bool was_open = play.is_open();
        play.close();
        heal();
        if (was_open) done = play.open();
        if (done || !was_open) done = tried(step, play);
        if (!done) throw std::runtime_error(step.name + ": " + test::told(done.error()));
    }
}

Day recorded(const Script& script, Recording& calls, const std::function<void()>& heal) {
    FastFolder folder;
    Play play(folder.path() / "office");
    play.on_told = [&](const std::vector<Told>& told) { calls.acknowledged(told.size()); };
    Watching watching(folder.path(), calls);
    run_until_done(play, script, heal);
    play.close();
    return {calls.calls(), play.told()};
}

Day recorded(const Script& script) {
    Recording calls;
    return recorded(script, calls, [] {});
}

Step without_syncs() {
    return {
        "without syncs", [](Play& play) {
            return play.place().ask([](Readers&) { return on_every_connection("PRAGMA synchronous = OFF"), Done(); });
        }};
}

constexpr std::size_t boundaries_of_a_control = 5;  // it takes each fifth

std::uint64_t failures(const std::string& name, const Day& day, const Sizes& sizes, bool tells) {
    Progress progress(name, sizes.size, tells);
    try_cuts(day, sizes, progress, 0, tells ? 1 : boundaries_of_a_control);
    return progress.failures();
}

}  // namespace

TEST_CASE("a cut of power at any write loses nothing acknowledged and leaves nothing half", "[crash]") {
    know_connections();
    const Sizes size = sizes(10'000);
    INFO("GIAMSAT_FAULT_SEED=" << size.seed << " and GIAMSAT_FAULT_STATE=<state> show one again");
    CHECK(failures("crash states", recorded(whole_day()), size, true) == 0);
}

TEST_CASE("without syncs a cut of power loses what was acknowledged", "[crash]") {
    know_connections();
    const Script day = founding() + Script{without_syncs()} + registering();
    CHECK(failures("crash states, synchronous=OFF", recorded(day), {300, 1, "", false}, false) > 0);
}

TEST_CASE("were keys not durable before what they seal, a cut of power would show it", "[crash]") {
    know_connections();
    Day day = recorded(founding() + registering());
    const auto of_keys = [](const Recorded& call) {
        return call.kind == CallKind::sync && call.path == "office/keys.db-wal";
    };
    day.calls.erase(std::remove_if(day.calls.begin(), day.calls.end(), of_keys), day.calls.end());
    CHECK(failures("crash states, keys not synced", day, {300, 1, "", false}, false) > 0);
}

namespace {

// Linux takes what it could not write for written. Syncs fail from the nth on until the office is closed; opened again, it must
// not build on what is there in memory alone. Tries what a cut of power leaves after that; false when there are fewer syncs.
bool try_failed_sync(std::uint64_t nth, std::uint64_t boundaries, const Sizes& sizes, Progress& progress,
                     const std::function<void(Day&)>& change = {}) {
    FailingCalls failing(Failure::sync, nth, true);
    Day day = recorded(whole_day(), failing, [&] { failing.heal(); });
    if (!failing.struck()) return false;
    if (change) change(day);
    const auto failed = std::find_if(day.calls.begin(), day.calls.end(), [](const auto& call) { return call.failed; });
    const auto from = static_cast<std::size_t>(failed - day.calls.begin());
    const std::size_t stride = std::max<std::size_t>(1, (day.calls.size() - from) / boundaries);
    try_cuts(day, {0, sizes.seed, sizes.state, false}, progress, from, stride, std::to_string(nth) + ":");
    return true;
}

constexpr std::uint64_t syncs_of_a_day = 100, ways = 3;

// Only a renewal writes more than a page at once.
bool renews(const Recorded& call) {
    constexpr std::size_t page = 8192;
    return call.kind == CallKind::write && call.path.ends_with("-wal") && call.bytes.size() > page;
}

}  // namespace

TEST_CASE("what a failed sync left in memory alone is not built upon", "[sync]") {
    know_connections();
    const Sizes size = sizes(2'000);
    Progress progress("failed syncs", size.size);
    const std::uint64_t stride = size.all_scenarios ? 1 : 3;
    const std::uint64_t boundaries = 1 + size.size * stride / (syncs_of_a_day * ways);
    for (std::uint64_t nth = 1 + size.seed % stride; !interrupted(); nth += stride)
        if (!try_failed_sync(nth, boundaries, size, progress)) break;
    CHECK(progress.failures() == 0);
}

TEST_CASE("were a WAL not written again after a failed sync, a cut of power would show it", "[sync]") {
    know_connections();
    const auto forget = [](Day& day) {
        day.calls.erase(std::remove_if(day.calls.begin(), day.calls.end(), renews), day.calls.end());
    };
    Progress progress("failed syncs, nothing written again", 0, false);
    for (std::uint64_t nth = 38; nth < 60; nth += 3) try_failed_sync(nth, 24, {0, 1, "", false}, progress, forget);
    CHECK(progress.failures() > 0);
}
