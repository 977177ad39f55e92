// SPDX-License-Identifier: Apache-2.0
// The outer life of a case, the same for every workflow: a Boost.Statechart machine behind a plain interface.
// Sleeping cases are rows; a machine is woken from its row for a command and asked whether the command is legal.
#pragma once

#include "base/core/result.hpp"

#include <memory>
#include <optional>
#include <string>

namespace giamsat {

enum class Life { none, idle, suspended, completed, cancelled, faulted };
const char* life_name(Life life);
std::optional<Life> life_from_name(std::string_view name);

class CaseLife {
public:
    explicit CaseLife(Life row);  // rehydrates
    CaseLife(CaseLife&&) noexcept;
    ~CaseLife();

    Life now() const;
    bool committing() const;

    // Each refused (case_ended, not_possible) unless legal now. `begin_step` enters committing: further begin_step calls are
    // refused until settled() says what the step did to the case and the writer called committed().
    Done open();
    Done begin_step();
    void settled(Life after);  // idle, completed or cancelled
    void committed();
    void failed(const std::string& fault);  // the step threw or the commit failed: faulted, with the fault recorded
    Done cancel();
    Done suspend();
    Done resume();
    // A case changes the version it runs on while nothing else may happen to it, and then goes on as it was.
    Done begin_migration();
    void migrated();
    bool migrating() const;
    const std::string& fault() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
