// SPDX-License-Identifier: Apache-2.0
// The n-th call at a file fails, once or from there on, for every n a scenario comes to. State
// "scenario/failure/once or ever/n".
#include "fault/kit/campaign.hpp"
#include "fault/kit/connections.hpp"
#include "fault/kit/failing.hpp"
#include "fault/kit/files.hpp"
#include "fault/kit/oracle.hpp"
#include "support/catch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

using namespace giamsat;
using namespace giamsat::fault;

namespace {

struct Scenario {
    std::string name;
    Prepared from;
    Script steps;
};

Step opening() { return opening_again().back(); }

std::vector<Scenario> scenarios(bool all) {
    std::vector<Scenario> list = {
        {"founding", {}, founding()},
        {"registering", prepared(founding()), Script{opening()} + registering()},
        {"visiting", prepared(founding() + registering()), Script{opening()} + a_visit() + opening_again()},
    };
    if (!all) return list;
    const Script until_visit = founding() + registering();
    list.push_back({"recovering", prepared(until_visit + a_visit(), Left::cut_off), Script{opening()} + the_rest()});
    list.push_back({"publishing", prepared(until_visit), Script{opening()} + the_rest() + opening_again()});
    list.push_back({"whole day", {}, founding() + registering() + opening_again() + a_visit() + the_rest()});
    return list;
}

// Goes on after whatever fails, as people do who try again. What must not be is told as a sentence.
std::string carry_on(Play& play, const Script& steps, const FailingCalls& failing, Failure how) {
    std::string found;
    for (const Step& step : steps) {
        const bool read_only = play.is_open() && play.place().writer().stage() == EngineStage::read_only;
        const auto struck_before = failing.struck();
        const auto told_before = play.told().size();
        Done done;
        try {
            done = step.run(play);
        } catch (const std::exception&) {
            continue;
        }
        if (read_only && step.name != "open" && play.told().size() > told_before)
            found = step.name + " was acknowledged by an office that is open to be read only";
        const bool broke = !done && how != Failure::no_space && failing.struck() > struck_before;
        if (broke && play.is_open() && play.place().writer().stage() != EngineStage::read_only)
            found = step.name + " broke, and the office goes on";
    }
    return found;
}

std::string try_one(const std::filesystem::path& folder, const Scenario& scenario, Failure how, FailingCalls& failing,
                    Asked asked) {
    lay_out(folder, scenario.from.files);
    Play play(folder / "office", scenario.from.told);
    std::string found;
    {
        Watching watching(folder, failing);
        found = carry_on(play, scenario.steps, failing, how);
        play.close();
    }
    return found.empty() ? judge(folder / "office", play.told(), asked) : found;
}

struct Trial {
    const Scenario& scenario;
    Failure how;
    bool for_ever;

    std::string name() const { return fmt::format("{}/{}/{}/", scenario.name, told(how), for_ever ? "ever" : "once"); }
};

// Every n until the scenario ends without having come to the n-th call.
void try_every_call(const Trial& trial, const Sizes& sizes, Progress& progress) {
    constexpr std::uint64_t goes_on_every = 4;
    FastFolder folder;
    const bool one = !sizes.state.empty();
    if (one && !sizes.state.starts_with(trial.name())) return;
    for (std::uint64_t nth = one ? std::stoull(sizes.state.substr(trial.name().size())) : 1; !interrupted(); ++nth) {
        FailingCalls failing(trial.how, nth, trial.for_ever);
        const std::string found = try_one(folder.path(), trial.scenario, trial.how, failing,
                                          {.go_on = one || progress.done() % goes_on_every == 0});
        if (!failing.struck()) return;
        if (!found.empty()) progress.found(fmt::format("{}{} ({})", trial.name(), nth, failing.first_struck()), found);
        progress.step();
        if (one) return;
    }
}

}  // namespace

TEST_CASE("whichever call at a file fails, nothing acknowledged is lost and nothing is left half", "[calls]") {
    know_connections();
    const Sizes size = sizes(0);
    Progress progress("failing calls", 0);
    for (const Scenario& scenario : scenarios(size.all_scenarios))
        for (Failure how : {Failure::io_error, Failure::no_space, Failure::short_write})
            for (bool for_ever : {false, true}) try_every_call({scenario, how, for_ever}, size, progress);
    CHECK(progress.failures() == 0);
}

TEST_CASE("a disk that lies about what it has written is found out", "[calls]") {
    know_connections();
    const Scenario visiting = scenarios(false).back();
    Progress progress("failing calls, lies", 0, false);
    try_every_call({visiting, Failure::lie, false}, {0, 1, "", false}, progress);
    CHECK(progress.failures() > 0);
}

namespace {

// Only checkpoints sync the database itself.
class NoCheckpoint : public Watcher {
public:
    explicit NoCheckpoint(std::string path) : path_(std::move(path)) {}
    Fate before(const Call& call) override {
        const bool here = call.kind == CallKind::sync && call.path == path_;
        struck = struck || here;
        return {here ? EIO : 0};
    }
    bool struck = false;

private:
    std::string path_;
};

// Until the first command that is refused; what was told then.
std::vector<Told> work_until_refused(const std::filesystem::path& folder, Watcher& watcher, std::size_t most,
                                     const std::function<Done(Play&, std::size_t)>& give) {
    const Prepared from = prepared(founding() + registering());
    lay_out(folder, from.files);
    Play play(folder / "office", from.told);
    Watching watching(folder, watcher);
    REQUIRE(play.open());
    std::size_t given = 0;
    while (given < most && give(play, given)) ++given;
    CHECK(given < most);
    CHECK(play.place().writer().stage() == EngineStage::read_only);
    play.close();
    return play.told();
}

}  // namespace

TEST_CASE("when a checkpoint of the office cannot be synced no more is acknowledged", "[calls]") {
    know_connections();
    FastFolder folder;
    NoCheckpoint failing("office/office.db");
    const std::string nine_megabytes(9 << 20, 'x');
    const auto give = [&](Play& play, std::size_t given) {
        if (given == 0) return run(play, steps_until("visit sign", a_visit()));
        const AttachedFile file{"biên bản.txt", nine_megabytes};
        const AdvanceCase sign{
            .case_id = play.opened_case("visit"), .event = "sign", .files = {file, file, file, file}};
        return given == 1 ? play.give("visit sign", sign, "CHIEF")
                          : play.give("later", RegisterPerson{"LATER-2", "Người sau", "", ""});
    };

    const auto told = work_until_refused(folder.path(), failing, 3, give);

    CHECK(failing.struck);
    CHECK(judge(folder.path() / "office", told) == "");
}

TEST_CASE("when a checkpoint of the keys cannot be synced no more is acknowledged", "[calls]") {
    know_connections();
    FastFolder folder;
    NoCheckpoint failing("office/keys.db");
    const auto give = [](Play& play, std::size_t given) {
        const std::string code = "P" + std::to_string(given);
        return play.give(code, RegisterPerson{code, "Người " + code, "", ""});
    };

    const auto told = work_until_refused(folder.path(), failing, 6'000, give);

    CHECK(failing.struck);
    CHECK(judge(folder.path() / "office", told) == "");
}
