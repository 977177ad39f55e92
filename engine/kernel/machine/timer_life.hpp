// SPDX-License-Identifier: Apache-2.0
// The life of a timer, woken from its row: it fires once, when it is due, and a late one only if its policy says so.
#pragma once

#include "base/core/result.hpp"

#include <memory>
#include <optional>

namespace giamsat {

enum class TimerStage { set, due, firing, fired, dropped, cancelled, faulted };

class TimerLife {
public:
    explicit TimerLife(bool drop_when_late);  // set
    TimerLife(TimerLife&&) noexcept;
    ~TimerLife();

    TimerStage now() const;
    void come_due(bool late);                     // due, or dropped
    bool fire();                                  // false unless due
    void heard();                                 // REQUIRES: firing
    bool cancel();                                // false unless set or due: what fires is not taken back
    const std::optional<Problem>& fault() const;  // what broke it

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace giamsat
