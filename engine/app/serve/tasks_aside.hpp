// SPDX-License-Identifier: Apache-2.0
// Periodic tasks on a thread of their own: what takes minutes keeps no deadline waiting.
#pragma once

#include "app/serve/periodic.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace giamsat {

class TasksAside {
public:
    explicit TasksAside(PeriodicTasks tasks);
    ~TasksAside();  // after the task at work; whoever wants it to end sooner tells the task
    TasksAside(const TasksAside&) = delete;
    TasksAside& operator=(const TasksAside&) = delete;

private:
    void work();

    PeriodicTasks tasks_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace giamsat
