// SPDX-License-Identifier: Apache-2.0
#include "service/queries/replay_around.hpp"

#include "service/commands/case_engine.hpp"

#include <algorithm>

namespace giamsat::replay {

void Surroundings::opened() {
    ++children.total;
    ++children.open;
}

// An end that moves nothing leaves no entry: one that is recorded says that those before it were heard, too. What a case that
// looks again finds comes after all it was told.
void Surroundings::before(const Entry& entry) {
    if (entry.kind == "case.suspended/1") hear_all(), suspended_ = true;
    if (entry.kind == "case.resumed/1") {
        suspended_ = false;
        for (ChildEnd& end : untold_) end.cmd = entry.cmd;
    }
    if (suspended_) return;
    const std::string event = entry.kind == "case.moved/1" ? entry.body.value("event", "") : "";
    if (event == "child.done") {
        const CaseId child{entry.body.value("child", "")};
        const auto found =
            std::find_if(untold_.begin(), untold_.end(), [&](const auto& end) { return end.child == child; });
        const auto heard = found == untold_.end() ? std::ssize(untold_) : found - untold_.begin() + 1;
        for (std::ptrdiff_t i = 0; i < heard; ++i) hear_first();
        return;
    }
    while (!untold_.empty() && (is_look_again(event) || untold_.front().cmd != entry.cmd)) hear_first();
}

void Surroundings::hear_all() {
    while (!untold_.empty()) hear_first();
}

void Surroundings::hear_first() {
    children.open -= untold_.front().counts.open;
    children.done += untold_.front().counts.done;
    last_child = std::move(untold_.front().data);
    untold_.pop_front();
}

}  // namespace giamsat::replay
