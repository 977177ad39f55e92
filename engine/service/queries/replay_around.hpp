// SPDX-License-Identifier: Apache-2.0
// Inner header of service/queries: what guards of a case may ask about other cases, as the journal had it then.
#pragma once

#include "kernel/journal/entry.hpp"
#include "service/ports/records.hpp"

#include <deque>

namespace giamsat::replay {

// A case that ended and whose parent may not have heard of it yet.
struct ChildEnd {
    CaseId child;
    CommandId cmd;  // in which its parent is told
    ChildCounts counts;
    Json data;  // what child.done carries
};

struct Surroundings {
    ChildCounts children;
    int findings_open = 0;
    Json last_child;  // of the end heard last

    void opened();
    void ended(ChildEnd end) { untold_.push_back(std::move(end)); }
    void taken_back(int open) { children.open -= open; }  // nobody tells it
    // Before an entry of the case itself: what it had heard by then counts. While it is suspended it hears nothing.
    void before(const Entry& entry);
    void hear_all();

private:
    void hear_first();

    std::deque<ChildEnd> untold_;
    bool suspended_ = false;
};

}  // namespace giamsat::replay
