// SPDX-License-Identifier: Apache-2.0
// What a server does by itself, again and again: one after the other, on the thread that asks.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/result.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace giamsat {

struct PeriodicTask {
    LocalText name;
    std::chrono::milliseconds every{};
    std::function<Done()> work;
};

class PeriodicTasks {
public:
    using Time = std::chrono::steady_clock::time_point;

    // `trouble` is told what a task could not do; the same again only after it has worked meanwhile.
    PeriodicTasks(std::vector<PeriodicTask> tasks, std::function<void(const Problem&)> trouble);

    void run_due(Time now);  // each whose time has come; a new one at once
    Time next() const;       // when the first of them is due again

private:
    struct Planned {
        PeriodicTask task;
        Time due{};
        std::string trouble;
    };
    void run(Planned& planned);

    std::vector<Planned> planned_;
    std::function<void(const Problem&)> trouble_;
};

}  // namespace giamsat
