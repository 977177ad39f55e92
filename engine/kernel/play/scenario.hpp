// SPDX-License-Identifier: Apache-2.0
// A scenario: one case of one workflow, told as given-when-then in a *.scenario.yaml file. Answers are handed to the step
// as they stand; the form itself is not checked here. What every key means: workflows/README.md.
#pragma once

#include "base/yaml/yaml.hpp"
#include "kernel/play/simulation.hpp"

namespace giamsat {

// What must hold after a step; only what is written is looked at. `active`, `effects`, `timers` and `raised` are all there
// is; `data` may name some fields only (null: absent).
struct Expectation {
    std::optional<std::vector<std::string>> active;
    std::optional<std::vector<std::string>> effects;
    std::optional<std::vector<std::string>> raised;
    std::optional<std::map<std::string, std::string>> timers;  // id -> set | cancelled | fired
    std::optional<bool> done;
    std::optional<std::string> outcome;
    std::map<std::string, Json> data;
    std::string refused;                  // the code of the problem; "" = it must go
    std::map<std::string, Where> places;  // key ("active", "data.late") -> where it is written
    Where where;                          // of the step
};

struct ScenarioStep {
    std::optional<StepEvent> event;       // one of these two
    std::optional<std::int64_t> advance;  // milliseconds
    std::map<std::string, Json> facts;
    Expectation expected;
};

struct Scenario {
    std::string title;
    std::string workflow;  // path, as written
    Where workflow_where;
    std::map<std::string, Json> facts;
    std::map<std::string, Json> data;  // what whoever opens the case gives
    Expectation start;
    std::vector<ScenarioStep> steps;
};

// Problems: every mistake of the file, joined, each at file:line:col.
Result<Scenario> parse_scenario(const std::string& file, std::string_view yaml);
// Names that this workflow does not have: states, data fields. Each at its place, with the nearest name.
std::vector<Problem> check_scenario(const Scenario& scenario, const Definition& definition);

// An expectation that does not hold.
struct Unmet {
    Where where;
    std::string what;  // "active", "data.late", "refused"
    std::string expected;
    std::string found;
    LocalText why;  // of a refusal, else empty

    std::string told(Lang lang) const;  // "active: expected [a], found [b]"
};

std::vector<Unmet> play(const Scenario& scenario, const Definition& definition, const Calendar& calendar);

}  // namespace giamsat
