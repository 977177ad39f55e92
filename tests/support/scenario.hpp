// SPDX-License-Identifier: Apache-2.0
// A scenario: one case of one workflow, told as given-when-then in tests/scenarios/*.scenario.yaml. Answers are handed to
// the step as they stand; the form itself is not checked here.
//
//   scenario: "A sentence that is true of the workflow"
//   workflow: workflows/dong-son-2024/finding.workflow.yaml
//   facts: {today: 2024-03-04, children_open: 0}     # what the case's surroundings say, until a step changes it
//   start: {active: [planned]}                       # what holds after the first step (optional, as `then`)
//   steps:
//     - facts: {children_open: 1}                    # from now on (optional)
//       when: assign                                 # or {event: …, answers: {…}, data: {…}}
//       then: {active: […], data: {…}, effects: […], timers: {ID: set|cancelled}, raised: […], done: …, outcome: …}
//     - when: sign
//       refused: not_possible                        # the code of the problem; nothing has changed
//
// `active`, `effects`, `timers` and `raised` are all there is; `data` may name some fields only (null: absent).
#pragma once

#include "base/yaml/yaml.hpp"
#include "kernel/machine/step.hpp"

namespace giamsat::test {

struct Expectation {
    std::optional<std::vector<std::string>> active;
    std::optional<std::vector<std::string>> effects;
    std::optional<std::vector<std::string>> raised;
    std::optional<std::map<std::string, std::string>> timers;
    std::optional<bool> done;
    std::optional<std::string> outcome;
    std::map<std::string, Json> data;
    std::string refused;
};

struct ScenarioStep {
    StepEvent event;
    std::map<std::string, Json> facts;
    Expectation expected;
    int line = 0;
};

struct Scenario {
    std::string title;
    std::string workflow;  // path in the repository
    std::map<std::string, Json> facts;
    Expectation start;
    std::vector<ScenarioStep> steps;
};

Result<Scenario> parse_scenario(const std::string& file, std::string_view yaml);

// Every expectation that does not hold, "line 12: active: …", one a line; "" when all do.
std::string play(const Scenario& scenario, const Definition& definition);

}  // namespace giamsat::test
