// SPDX-License-Identifier: Apache-2.0
#include "app/serve/tasks_aside.hpp"

namespace giamsat {

TasksAside::TasksAside(PeriodicTasks tasks) : tasks_(std::move(tasks)), thread_([this] { work(); }) {}

TasksAside::~TasksAside() {
    {
        std::lock_guard lock(mutex_);
        ends_ = true;
    }
    ended_.notify_one();
    thread_.join();
}

void TasksAside::work() {
    std::unique_lock lock(mutex_);
    while (!ends_) {
        lock.unlock();
        tasks_.run_due(std::chrono::steady_clock::now());
        lock.lock();
        ended_.wait_until(lock, tasks_.next(), [this] { return ends_; });
    }
}

}  // namespace giamsat
