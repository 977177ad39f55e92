// SPDX-License-Identifier: Apache-2.0
// A small office to try commands on: founded on the shipped profile in a folder of its own, gone with the test. Ids, keys
// and the clock follow from the test alone.
#pragma once

#include "adapters/runtime/workplace.hpp"
#include "service/import/import.hpp"
#include "support/office_folder.hpp"

namespace giamsat::test {

class World {
public:
    enum class Start {
        founded,     // nothing registered yet
        registered,  // the units, people, borrowers and loans of the profile's example
    };
    // 4 March 2024, a Monday.
    explicit World(Start start = Start::registered) : World(start, {}) {}
    // Beside the files of the profile; another seed is another office.
    World(Start start, const std::map<std::string, std::string>& more_files, std::uint64_t seed = 7);

    Date today() const { return today_; }
    void set_today(Date day);

    // The person by staff code ("CB02" is the board's secretary); "" = the system.
    Result<Outcome> run(Command command, const std::string& person = "CB02");
    Result<Outcome> run(Command command, const Requester& by);
    Outcome must(Command command, const std::string& person = "CB02");  // throws with what was told
    Result<ImportSummary> import(ImportKind kind, std::string csv, const std::string& person = "CB02");
    void fire_timers();  // those due until now; throws when one is refused

    PersonId person(const std::string& code);                        // throws when there is none
    UnitId unit(const std::string& level, const std::string& code);  // the same; borrowers too
    std::uint64_t journal_size();
    std::vector<std::string> kinds_since(std::uint64_t size);  // of the entries from there on

    Workplace& place() { return *place_; }
    template <class F>
    auto ask(F question) -> decltype(question(std::declval<Readers&>())) {
        return place_->ask(std::move(question));
    }
    const std::filesystem::path& folder() const { return folder_.path(); }

private:
    CommandMeta next_meta(const Requester& by);
    void register_example();

    samples::OfficeFolder folder_;
    ManualClock clock_{{}};
    Date today_;
    int commands_ = 0;
    std::unique_ptr<Workplace> place_;
};

std::string example(const std::string& name);  // "people.csv" of the shipped profile's example

}  // namespace giamsat::test
