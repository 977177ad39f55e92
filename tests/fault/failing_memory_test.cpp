// SPDX-License-Identifier: Apache-2.0
// The n-th request for memory of the writer's thread is refused, once or from there on, for every n a command comes to. Each
// n has a process of its own, which may die of it: a writer that cannot even say what broke stops. State
// "command/once or ever/n".
#include "fault/kit/campaign.hpp"
#include "fault/kit/child.hpp"
#include "fault/kit/connections.hpp"
#include "fault/kit/files.hpp"
#include "fault/kit/memory.hpp"
#include "fault/kit/oracle.hpp"
#include "support/catch.hpp"

#include <fmt/format.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace giamsat;
using namespace giamsat::fault;

namespace {

struct Scenario {
    Prepared from;
    Script before;  // in the same sitting
    Step command;   // memory runs out in it
};

Scenario running_short_in(const std::string& name, const Prepared& from, const Script& script) {
    const Script before = steps_until(name, script);
    return {from, Script{opening_again().back()} + before, script.at(before.size())};
}

std::vector<Scenario> scenarios(bool all) {
    const Prepared registered = prepared(founding() + registering());
    std::vector<Scenario> list;
    for (const char* name : {"visit", "team", "visit assign", "visit record", "visit sign", "other cancel"})
        list.push_back(running_short_in(name, registered, a_visit()));
    for (const char* name : {"held suspended", "report", "edition"})
        list.push_back(running_short_in(name, registered, the_rest()));
    if (!all) list = {list[1], list[5], list[7]};
    return list;
}

template <class F>
auto on_the_writer(Play& play, F run) {
    return play.place().ask([&](Readers&) { return run(); });
}

constexpr int prepared_wrongly = 4;

// How many requests the command made, when the writer lived to be asked.
std::uint64_t run_short(Play& play, const Scenario& scenario, std::uint64_t nth, bool for_ever) {
    if (!run(play, scenario.before)) ::_exit(prepared_wrongly);
    on_the_writer(play, [&] { return refuse_memory(nth, for_ever), 0; });
    [[maybe_unused]] const Done done = scenario.command.run(play);  // it may do without, too
    return on_the_writer(play, [] { return stop_refusing(); });
}

class Trials {
public:
    Trials(const Sizes& sizes, Progress& progress) : sizes_(sizes), progress_(progress) {}

    void run(const Scenario& scenario, bool for_ever) {
        const std::string name = fmt::format("{}/{}/", scenario.command.name, for_ever ? "ever" : "once");
        const bool one = !sizes_.state.empty();
        if (one && !sizes_.state.starts_with(name)) return;
        for (std::uint64_t nth = one ? std::stoull(sizes_.state.substr(name.size())) : 1; !interrupted(); ++nth) {
            const bool met = try_one(scenario, nth, for_ever, name + std::to_string(nth));
            if (!met || one) return;
        }
    }

private:
    // False when the command made fewer requests.
    bool try_one(const Scenario& scenario, std::uint64_t nth, bool for_ever, const std::string& state) {
        lay_out(folder_.path(), scenario.from.files);
        const auto office = folder_.path() / "office";
        const Ended ended = in_a_child(office, scenario.from.told,
                                       [&](Play& play) { return run_short(play, scenario, nth, for_ever); });
        const bool stopped = WIFSIGNALED(ended.status) && WTERMSIG(ended.status) == SIGABRT;
        const bool lived = WIFEXITED(ended.status) && WEXITSTATUS(ended.status) == 0;
        std::string found = stopped || lived ? "" : fmt::format("it ended with {:#x}", ended.status);
        if (found.empty()) found = judge(office, ended.told, {.go_on = progress_.done() % 16 == 0});
        if (!found.empty()) progress_.found(state, found);
        const bool met = !lived || ended.left >= nth;
        if (met) progress_.step();
        return met;
    }

    const Sizes& sizes_;
    Progress& progress_;
    FastFolder folder_;
};

}  // namespace

TEST_CASE("whenever memory runs out, nothing acknowledged is lost and nothing is left half", "[memory]") {
    watch_memory_of_sqlite();
    know_connections();
    const Sizes size = sizes(0);
    Progress progress("failing memory", 0);
    Trials trials(size, progress);
    for (const Scenario& scenario : scenarios(size.all_scenarios))
        for (bool for_ever : {false, true}) trials.run(scenario, for_ever);
    CHECK(progress.failures() == 0);
}

TEST_CASE("an acknowledgement of what was not kept is found out", "[memory]") {
    know_connections();
    const Prepared registered = prepared(founding() + registering());
    FastFolder folder;
    lay_out(folder.path(), registered.files);
    std::vector<Told> told = registered.told;
    told.push_back({told.back().size + 1, told.back().root});
    CHECK(judge(folder.path() / "office", told) != "");
    told.back() = {told.back().size - 1, told.front().root};
    CHECK(judge(folder.path() / "office", told) != "");
}
