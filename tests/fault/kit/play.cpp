// SPDX-License-Identifier: Apache-2.0
#include "fault/kit/play.hpp"

#include "support/workflows.hpp"

#include <algorithm>

namespace giamsat::fault {

namespace {

constexpr std::uint64_t seed = 11;
constexpr std::int64_t a_minute_ms = 60'000;
const Date day = Date::of(2024, 3, 4);

Done done_of(const Result<Outcome>& outcome) { return outcome ? Done() : Done(outcome.error()); }

Done take(Result<std::unique_ptr<Workplace>> made, std::unique_ptr<Workplace>& place) {
    if (!made) return std::move(made.error());
    place = std::move(*made);
    return {};
}

}  // namespace

const std::map<std::string, std::string>& smallest_profile() {
    static const auto files = test::files_under("tests/fault/profile");
    return files;
}

Play::Play(std::filesystem::path folder, std::vector<Told> told)
    : folder_(std::move(folder)),
      told_(std::move(told)),
      clock_({start_of_day_in_vietnam(day).ms + 480 * a_minute_ms}) {}
Play::~Play() = default;

Done Play::found() {
    GIAMSAT_CHECK(take(Workplace::found(folder_, {smallest_profile(), seed, day}, clock_), place_));
    tell();
    return {};
}

Done Play::open() { return take(Workplace::open_to_write(folder_, clock_), place_); }

Done Play::give(const std::string& name, Command command, const std::string& code) {
    if (!place_) return Problem(ProblemCode::office_not_serving);
    Requester by{.via = "cli", .auth = "os:test"};
    if (!code.empty()) by.actor = person(code);
    if (!code.empty() && by.actor.empty()) return Problem(ProblemCode::not_found);  // nobody else does it for them
    clock_.set({clock_.now().ms + a_minute_ms});
    const CommandMeta meta{CommandId{derived_id("fault", name)}, by, clock_.now(), day};
    auto outcome = place_->writer().run(meta, std::move(command));
    if (outcome) {
        outcomes_[name] = *outcome;
        tell();
    }
    return done_of(outcome);
}

void Play::tell() {
    told_.push_back(place_->ask([](Readers& read) { return Told{read.journal.size(), read.journal.root()}; }));
    if (on_told) on_told(told_);
}

PersonId Play::person(const std::string& code) {
    const auto found = place_->ask([&](Readers& read) { return read.people.by_code(code); });
    return found ? found->id : PersonId{};
}

UnitId Play::unit(const std::string& code) {
    return place_->ask([&](Readers& read) {
        for (const char* level : {"commune", "group"})
            if (auto found = read.units.by_code(level, code)) return found->id;
        return UnitId{};
    });
}

CaseId Play::opened_case(const std::string& by) const {
    const auto outcome = outcomes_.find(by);
    const RecordedEntry* entry = outcome == outcomes_.end() ? nullptr : outcome->second.first("case.opened/1");
    return entry ? entry->case_id : CaseId{};
}

TeamId Play::formed_team(const std::string& by) const {
    const auto outcome = outcomes_.find(by);
    const RecordedEntry* entry = outcome == outcomes_.end() ? nullptr : outcome->second.first("team.formed/1");
    return entry ? TeamId{entry->body().at("team").get<std::string>()} : TeamId{};
}

Script operator+(Script first, const Script& then) {
    first.insert(first.end(), then.begin(), then.end());
    return first;
}

Script steps_until(const std::string& name, const Script& script) {
    const auto at = std::find_if(script.begin(), script.end(), [&](const Step& step) { return step.name == name; });
    return {script.begin(), at};
}

Done run(Play& play, const Script& script) {
    for (const Step& step : script)
        if (Done done = step.run(play); !done) return done;
    return {};
}

}  // namespace giamsat::fault
