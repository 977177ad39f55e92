// SPDX-License-Identifier: Apache-2.0
// The life of a work item: a step of a case as the work of people. Offered to all who may take the step, it belongs to
// whoever claims it until it is done, released, or withdrawn with the state it was offered in.
#pragma once

#include "base/core/ids.hpp"
#include "base/core/problem.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace giamsat {

enum class WorkStage { offered, claimed, started, done, withdrawn, faulted };
const char* stage_name(WorkStage stage);
std::optional<WorkStage> work_stage_from_name(std::string_view name);

class WorkLife {
public:
    WorkLife();                                // offered: no row
    WorkLife(WorkStage row, PersonId holder);  // claimed or started
    WorkLife(WorkLife&&) noexcept;
    WorkLife& operator=(WorkLife&&) noexcept;
    ~WorkLife();

    WorkStage now() const;
    const PersonId& holder() const;  // empty while it is offered
    // Each false unless legal now for this person.
    bool claim(const PersonId& person);
    bool start(const PersonId& person);  // claims it too
    bool release(const PersonId& person);
    bool finish(const PersonId& person);  // takes the step: nobody or this person holds it
    bool withdraw();
    const std::optional<Problem>& fault() const;  // what broke it

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
