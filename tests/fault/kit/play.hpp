// SPDX-License-Identifier: Apache-2.0
// Work at the smallest office, by the program's own writer: what the campaigns let fail on the way. Ids, keys and the clock
// follow from the names of the steps, so two plays of one script write the same bytes.
#pragma once

#include "adapters/runtime/workplace.hpp"

#include <functional>
#include <map>

namespace giamsat::fault {

// How the journal stood when somebody was told that their command is done.
struct Told {
    std::uint64_t size = 0;
    Hash root{};
};

const std::map<std::string, std::string>& smallest_profile();  // path -> bytes

class Play {
public:
    explicit Play(std::filesystem::path folder, std::vector<Told> told = {});  // what was told before
    ~Play();

    Done found();
    Done open();
    void close() { place_.reset(); }
    bool is_open() const { return place_ != nullptr; }
    Done give(const std::string& name, Command command, const std::string& person = "CLERK");

    // REQUIRES: it is open
    Workplace& place() { return *place_; }
    PersonId person(const std::string& code);  // empty when there is none; the same below
    UnitId unit(const std::string& code);
    CaseId opened_case(const std::string& by) const;  // by the command of this name
    TeamId formed_team(const std::string& by) const;

    const std::vector<Told>& told() const { return told_; }
    std::function<void(const std::vector<Told>&)> on_told;  // after each acknowledgement, before the next command

private:
    void tell();

    std::filesystem::path folder_;
    std::vector<Told> told_;
    ManualClock clock_;
    std::unique_ptr<Workplace> place_;
    std::map<std::string, Outcome> outcomes_;
};

struct Step {
    std::string name;
    std::function<Done(Play&)> run;
};
using Script = std::vector<Step>;

// A checkpoint here and there: what is in the WAL goes into the file, as the writer lets it when the WAL has grown.
Script founding();     // makes the office
Script registering();  // units, a borrower, people with roles
Script a_visit();      // from its opening to its end: team, deadline, form, file; and one that is cancelled
Script the_rest();     // a suspended case, a report, a published edition
Script opening_again();
Script operator+(Script first, const Script& then);

Script steps_until(const std::string& name, const Script& script);  // without that one
// All steps, until one fails.
Done run(Play& play, const Script& script);

}  // namespace giamsat::fault
