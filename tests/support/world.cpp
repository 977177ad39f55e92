// SPDX-License-Identifier: Apache-2.0
#include "support/world.hpp"

#include "support/golden.hpp"
#include "support/workflows.hpp"

#include <stdexcept>

namespace giamsat::test {

namespace {

constexpr std::int64_t morning_ms = 8 * 3'600'000;
constexpr std::int64_t a_minute_ms = 60'000;

std::map<std::string, std::string> profile_files() {
    auto files = files_under("workflows/dong-son-2024");
    std::erase_if(
        files, [](const auto& file) { return file.first.starts_with("example/") || file.first.starts_with("demo/"); });
    return files;
}

template <class T>
T value_of(Result<T> result) {
    if (!result) throw std::runtime_error(told(result.error()));
    return std::move(*result);
}

}  // namespace

std::string example(const std::string& name) {
    return read_whole(source_path("workflows/dong-son-2024/example/" + name));
}

World::World(Start start, const std::map<std::string, std::string>& more_files, std::uint64_t seed) {
    set_today(Date::of(2024, 3, 4));
    auto files = profile_files();
    for (const auto& [path, bytes] : more_files) files[path] = bytes;
    const Founding founding{files, seed, today_};
    place_ = value_of(Workplace::found(folder_.path() / "office", founding, clock_));
    if (start == Start::registered) register_example();
}

void World::register_example() {
    value_of(import(ImportKind::units, example("units.csv"), ""));
    value_of(import(ImportKind::units, example("groups.csv"), ""));
    value_of(import(ImportKind::people, example("people.csv"), ""));
    value_of(import(ImportKind::borrowers, example("borrowers.csv")));
    value_of(import(ImportKind::loans, example("loans.csv")));
}

void World::set_today(Date day) {
    today_ = day;
    clock_.set({start_of_day_in_vietnam(day).ms + morning_ms});
}

CommandMeta World::next_meta(const Requester& by) {
    clock_.set({clock_.now().ms + a_minute_ms});
    return {CommandId{derived_id("world", std::to_string(commands_++))}, by, clock_.now(), today_};
}

Result<Outcome> World::run(Command command, const Requester& by) {
    return place_->writer().run(next_meta(by), std::move(command));
}

Result<Outcome> World::run(Command command, const std::string& code) {
    Requester by{.via = "cli", .auth = "os:test"};
    if (!code.empty()) by.actor = person(code);
    return run(std::move(command), by);
}

Outcome World::must(Command command, const std::string& code) { return value_of(run(std::move(command), code)); }

Result<ImportSummary> World::import(ImportKind kind, std::string csv, const std::string& code) {
    auto summary = std::make_shared<ImportSummary>();
    auto outcome = run(import_command(kind, "rows.csv", std::move(csv), summary), code);
    if (!outcome) return std::move(outcome.error());
    return *summary;
}

void World::fire_timers() {
    const Instant now = clock_.now();
    for (;;) {
        const auto due = ask([now](Readers& read) { return read.cases.due_timers(now, 100); });
        if (due.empty()) return;
        for (const DueTimer& timer : due) must(FireTimer{timer.case_id, timer.id}, "");
    }
}

PersonId World::person(const std::string& code) {
    const auto found = ask([&](Readers& read) { return read.people.by_code(code); });
    if (!found) throw std::runtime_error("no person " + code);
    return found->id;
}

UnitId World::unit(const std::string& level_id, const std::string& code) {
    const Level* level = place_->bundle().profile.level(level_id);
    const std::string kind = "unit.code/" + level_id;
    const auto found = ask([&](Readers& read) -> std::optional<UnitId> {
        if (level && level->personal) return read.units.by_digest(kind, place_->vault().digest(kind, code));
        auto unit = read.units.by_code(level_id, code);
        return unit ? std::optional(unit->id) : std::nullopt;
    });
    if (!found) throw std::runtime_error("no " + level_id + " " + code);
    return *found;
}

std::uint64_t World::journal_size() {
    return ask([](Readers& read) { return read.journal.size(); });
}

std::vector<std::string> World::kinds_since(std::uint64_t size) {
    return ask([size](Readers& read) {
        std::vector<std::string> kinds;
        read.journal.each(size, [&](std::uint64_t, const std::string& bytes, const Hash&) {
            kinds.push_back(value_of(decode_entry(bytes)).kind);
            return true;
        });
        return kinds;
    });
}

}  // namespace giamsat::test
