// SPDX-License-Identifier: Apache-2.0
// Keeps every call at the files of an office, in order, with what had been acknowledged by then.
#pragma once

#include "fault/kit/calls.hpp"
#include "fault/kit/disk.hpp"

#include <deque>

namespace giamsat::fault {

class Recording : public Watcher {
public:
    void after(const Call& call) override {
        if (call.kind != CallKind::read)
            calls_.push_back(
                {call.kind, call.path, call.to, call.offset, std::string(call.bytes), false, acknowledged_});
    }
    // Only where nothing is written meanwhile.
    void acknowledged(std::size_t so_far) { acknowledged_ = so_far; }
    const std::deque<Recorded>& calls() const { return calls_; }

protected:
    void failed_sync(const Call& call) {
        calls_.push_back({CallKind::sync, call.path, {}, 0, {}, true, acknowledged_});
    }

private:
    std::deque<Recorded> calls_;
    std::size_t acknowledged_ = 0;
};

}  // namespace giamsat::fault
