// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/machine/step.hpp"

namespace giamsat::test {

// One case of a chart, played event by event. `facts` may be changed between steps.
class Player {
public:
    explicit Player(const Definition& definition) : definition_(definition) {}

    // "" when it went, else the message. Nothing changes when it did not.
    std::string send(const std::string& event, Json answers = nullptr, Json data = nullptr);
    std::string active() const;  // ids, joined by a space, in document order
    Json value(const std::string& field) const;
    std::map<std::string, Json> changed() const;  // by the last step; null = removed
    std::string entered() const;
    std::string exited() const;
    std::string raised() const;

    std::map<std::string, Json> names;
    Date today = Date::of(2024, 3, 4);
    CaseState state;
    Decision last;
    std::optional<Problem> problem;

    StepFacts facts() const;

private:
    std::string ids(const std::vector<StateIndex>& states) const;

    const Definition& definition_;
};

}  // namespace giamsat::test
