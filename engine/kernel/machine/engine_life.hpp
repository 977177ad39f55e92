// SPDX-License-Identifier: Apache-2.0
// The life of the engine that writes an office: nothing is written before the end of the journal is verified, and nothing
// after the ground has failed; questions are answered all the same. A Boost.Statechart machine behind a plain interface.
#pragma once

#include "base/core/result.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <optional>

namespace giamsat {

enum class EngineStage { starting, verifying, serving, draining, read_only, stopped };

class EngineLife {
public:
    EngineLife();  // starting
    EngineLife(EngineLife&&) noexcept;
    ~EngineLife();

    EngineStage now() const;
    // Runs the check; what it refuses or throws is the fault that leaves the office to be read only.
    void verify(const std::function<Done()>& check);
    Done take_command() const;   // office_read_only with the fault, office_not_serving
    Done take_question() const;  // office_not_serving
    void drain();                // takes no more commands
    void stop();                 // REQUIRES: drained, or never served
    void failed(std::exception_ptr what);
    const std::optional<Problem>& fault() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
