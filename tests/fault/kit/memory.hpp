// SPDX-License-Identifier: Apache-2.0
// Memory that runs out: of one thread, the n-th request for it is refused, or every one from there on. SQLite's requests and
// C++'s (operator new) are counted together.
#pragma once

#include <cstdint>

namespace giamsat::fault {

// SQLite asks here from now on. REQUIRES: no connection is open.
void watch_memory_of_sqlite();

void refuse_memory(std::uint64_t nth, bool for_ever);  // on this thread, counted from now on
std::uint64_t stop_refusing();                         // how many requests of this thread there were

}  // namespace giamsat::fault
