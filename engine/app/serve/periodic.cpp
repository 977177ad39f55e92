// SPDX-License-Identifier: Apache-2.0
#include "app/serve/periodic.hpp"

#include <algorithm>

namespace giamsat {

PeriodicTasks::PeriodicTasks(std::vector<PeriodicTask> tasks, std::function<void(const Problem&)> trouble)
    : trouble_(std::move(trouble)) {
    for (PeriodicTask& task : tasks) planned_.push_back({std::move(task), {}, {}});
}

void PeriodicTasks::run_due(Time now) {
    for (Planned& one : planned_) {
        if (one.due > now) continue;
        run(one);
        one.due = now + one.task.every;
    }
}

void PeriodicTasks::run(Planned& planned) {
    const auto done = planned.task.work();
    const std::string trouble = done ? "" : done.error().message(Lang::en);
    if (!done && trouble != planned.trouble) trouble_(done.error());
    planned.trouble = trouble;
}

PeriodicTasks::Time PeriodicTasks::next() const {
    Time first = Time::max();
    for (const Planned& one : planned_) first = std::min(first, one.due);
    return first;
}

}  // namespace giamsat
