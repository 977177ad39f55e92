// SPDX-License-Identifier: Apache-2.0
// The outer life of a case, the same for every workflow: a Boost.Statechart machine behind a plain interface.
// Sleeping cases are rows; a machine is woken from its row for a command and asked whether the command is legal. What a
// command does to a case is being committed until it is durable: until then no other command is decided on it.
#pragma once

#include "base/core/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace giamsat {

enum class Life : std::uint8_t { none, idle, suspended, completed, cancelled, faulted };
const char* life_name(Life life);
std::optional<Life> life_from_name(std::string_view name);

// On whose behalf something happens to a case. A command that is not aimed at this case but reaches it on its way (a child's
// end, the cancelling of a parent) is part of the transaction that is open, and never waits.
struct Behalf {
    std::uint32_t command = 0;
    bool on_the_way = false;
};

enum class Begun { now, deferred };

class CaseLife {
public:
    explicit CaseLife(Life row);  // rehydrates
    CaseLife(CaseLife&&) noexcept;
    ~CaseLife();

    Life now() const;  // as it is durable
    bool committing() const;
    Life becomes() const;  // REQUIRES: committing or migrating

    // Each refused (case_ended, not_possible) unless legal now, and committing afterwards. While the case is committing on
    // behalf of one command, a step, suspension or resumption that another aims at it is deferred: the machine keeps it, and
    // begins it when the commit is through. What the same command goes on with is taken at once.
    Done open(Behalf behalf = {});
    Result<Begun> begin_step(Behalf behalf = {});
    Done cancel(Behalf behalf = {});
    Result<Begun> suspend(Behalf behalf = {});
    Result<Begun> resume(Behalf behalf = {});
    // A case changes the version it runs on while nothing else may happen to it, and then goes on as it was.
    Done begin_migration(Behalf behalf = {});
    void migrated();
    bool migrating() const;

    void settled(Life after);               // what the commit makes of the case: idle, completed or cancelled
    void committed();                       // it is durable
    void rolled_back();                     // it is as if nothing had begun
    void failed(const std::string& fault);  // the step threw or the commit failed: faulted, with the fault recorded
    const std::string& fault() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
