// SPDX-License-Identifier: Apache-2.0
// Power cut below the file system: an office on ext4, shut down at a call chosen by chance, mounted again, judged, and gone
// on with; now and then the cut falls into the recovery from the one before. State = number of the cycle; a cycle stands
// on those before it.
#include "fault/kit/calls.hpp"
#include "fault/kit/campaign.hpp"
#include "fault/kit/chance.hpp"
#include "fault/kit/child.hpp"
#include "fault/kit/connections.hpp"
#include "fault/kit/mount.hpp"
#include "fault/kit/oracle.hpp"
#include "support/catch.hpp"

using namespace giamsat;
using namespace giamsat::fault;

namespace {

constexpr std::uint64_t cycles_of_an_office = 25;
constexpr std::uint64_t calls_of_a_founding = 800, calls_of_a_cycle = 260, calls_of_a_recovery = 12;

class CutAt : public Watcher {
public:
    CutAt(std::filesystem::path path, std::uint64_t nth) : path_(std::move(path)), nth_(nth) {}
    Fate before(const Call& call) override {
        if (call.kind != CallKind::read && ++met_ == nth_) cut_power(path_);
        return {};
    }

private:
    std::filesystem::path path_;
    std::uint64_t nth_, met_ = 0;
};

Command person(std::uint64_t cycle, int number) {
    const std::string code = "C" + std::to_string(cycle) + "-" + std::to_string(number);
    return RegisterPerson{code, "Người " + code, "0987 654 321", ""};
}

// Founds or opens the office and works until the power is gone.
std::uint64_t work(Play& play, std::uint64_t cycle, const Script& begin, bool durable) {
    if (Done begun = run(play, begin); !begun) return 1;
    if (!durable) play.place().ask([](Readers&) { return on_every_connection("PRAGMA synchronous = OFF"), 0; });
    for (int number = 0; number < 1000; ++number)
        if (!play.give("cycle " + std::to_string(cycle) + "/" + std::to_string(number), person(cycle, number)))
            return 2;
    return 0;
}

struct Outcomes {
    std::uint64_t failed = 0;
    std::uint64_t acknowledged = 0;
};

Outcomes cut_and_go_on(LoopMount& disk, const Sizes& sizes, bool durable) {
    Progress progress(durable ? "power cuts" : "power cuts, synchronous=OFF", sizes.size, durable);
    const auto office = disk.path() / "office";
    std::vector<Told> told;
    Outcomes outcomes;
    for (std::uint64_t cycle = 0; cycle < sizes.size && !interrupted(); ++cycle) {
        if (cycle % cycles_of_an_office == 0 || told.empty() || progress.failures() > outcomes.failed) {
            outcomes.failed = progress.failures();
            told.clear();
            disk.make_anew();
        }
        Chance chance(sizes.seed, cycle);
        const std::uint64_t longest = told.empty()    ? calls_of_a_founding
                                      : chance.in(25) ? calls_of_a_recovery
                                                      : calls_of_a_cycle;
        const std::uint64_t nth = 1 + chance.below(longest);
        const Script begin = told.empty() ? founding() + registering() : Script{opening_again().back()};
        const Ended ended = in_a_child(office, told, [&](Play& play) {
            CutAt cut(disk.path(), nth);
            Watching watching(disk.path(), cut);
            const auto done = work(play, cycle, begin, durable);
            cut_power(disk.path());
            return done;
        });
        outcomes.acknowledged += ended.told.size() - told.size();
        told = ended.told;
        disk.unmount();
        disk.mount();
        const std::string found = judge(office, told, {.go_on = told.empty()});
        if (!found.empty()) progress.found(std::to_string(cycle), found);
        progress.step();
    }
    outcomes.failed = progress.failures();
    return outcomes;
}

}  // namespace

TEST_CASE("a cut of power below the file system loses nothing acknowledged", "[power]") {
    know_connections();
    FastFolder scratch;
    LoopMount disk(scratch.path(), 64);
    if (!disk.why_not().empty()) {
        WARN("skipped: " << disk.why_not());
        return;
    }
    const Sizes size = sizes(200);
    const Outcomes outcomes = cut_and_go_on(disk, size, true);
    CHECK(outcomes.failed == 0);
    CHECK((outcomes.acknowledged > size.size || interrupted()));
    // The same without syncs must lose something, or the cut was none.
    CHECK(cut_and_go_on(disk, {10, size.seed, "", false}, false).failed > 0);
}
