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

using namespace giamsat;
using namespace giamsat::fault;

namespace {

Script whole_day() { return founding() + registering() + opening_again() + a_visit() + the_rest(); }

// A step that broke is done again, at an office that was closed and opened again.
void run_until_done(Play& play, const Script& script) {
    for (const Step& step : script) {
        const auto run = [&] {
            try {
                return step.run(play);
            } catch (const std::exception&) {
                return Done(Problem(ProblemCode::internal_fault));
            }
        };
        Done done = run();
        if (done) continue;
        const bool was_open = play.is_open();
        play.close();
        if (was_open) done = play.open();
        if (done || !was_open) done = run();
        if (!done) throw std::runtime_error(step.name + ": " + test::told(done.error()));
    }
}

Day recorded(const Script& script, Recording& calls) {
    FastFolder folder;
    Play play(folder.path() / "office");
    play.on_told = [&](const std::vector<Told>& told) { calls.acknowledged(told.size()); };
    Watching watching(folder.path(), calls);
    run_until_done(play, script);
    play.close();
    return {calls.calls(), play.told()};
}

Day recorded(const Script& script) {
    Recording calls;
    return recorded(script, calls);
}

Step without_syncs() {
    return {
        "without syncs", [](Play& play) {
            return play.place().ask([](Readers&) { return on_every_connection("PRAGMA synchronous = OFF"), Done(); });
        }};
}

std::uint64_t failures(const std::string& name, const Day& day, const Sizes& sizes, bool tells) {
    Progress progress(name, sizes.size, tells);
    try_cuts(day, sizes, progress);
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

// Linux takes what it could not write for written. An office that is opened again must not build on that.
TEST_CASE("what a failed sync left in memory alone is not built upon", "[sync]") {
    know_connections();
    const Sizes size = sizes(2'000);
    Progress progress("failed syncs", size.size);
    constexpr std::uint64_t states_of_each = 40;
    constexpr std::uint64_t syncs_about = 120;
    const std::uint64_t each = std::max(states_of_each, size.size / syncs_about);
    const std::uint64_t stride = size.all_scenarios ? 1 : std::max<std::uint64_t>(1, syncs_about * each / size.size);
    for (std::uint64_t nth = 1 + size.seed % stride; !interrupted(); nth += stride) {
        FailingCalls failing(Failure::sync, nth, false);
        const Day day = recorded(whole_day(), failing);
        if (!failing.struck()) break;
        const auto failed =
            std::find_if(day.calls.begin(), day.calls.end(), [](const auto& call) { return call.failed; });
        const auto from = static_cast<std::size_t>(failed - day.calls.begin());
        const std::size_t boundaries = each / 3 + 1;
        try_cuts(day, {0, size.seed, size.state, false}, progress, from,
                 std::max<std::size_t>(1, (day.calls.size() - from) / boundaries), std::to_string(nth) + ":");
    }
    CHECK(progress.failures() == 0);
}
