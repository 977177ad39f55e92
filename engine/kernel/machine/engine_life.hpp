// SPDX-License-Identifier: Apache-2.0
// The life of the engine that writes an office: nothing is written before the end of the journal is verified, and nothing
// after the ground has failed; questions are answered all the same. Lack of room is no failure: nothing is written until there
// is room again. A Boost.Statechart machine behind a plain interface.
#pragma once

#include "base/core/result.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <optional>

namespace giamsat {

enum class EngineStage { starting, verifying, serving, no_room, draining, read_only, stopped };

class EngineLife {
public:
    EngineLife();  // starting
    EngineLife(EngineLife&&) noexcept;
    ~EngineLife();

    EngineStage now() const;
    // Runs the check; what it refuses or throws is the fault that leaves the office to be read only.
    void verify(const std::function<Done()>& check);
    // Without room too: a command is a reason to look for some. office_read_only with the fault, office_not_serving
    Done take_command() const;
    Done take_question() const;  // office_not_serving
    void drain();                // takes no more commands
    void stop();                 // REQUIRES: drained, or never served
    // The ground gave way: for lack of room (disk_full) until there is some, else for good.
    void failed(std::exception_ptr what);
    // Whether a command may be carried out now. Where there was no room `look` finds out: disk_full when there still is none.
    // office_no_room; office_read_only when something else came in the way.
    Done look_for_room(const std::function<Done()>& look);
    const std::optional<Problem>& fault() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
