// SPDX-License-Identifier: Apache-2.0
// Work in a process of its own, which may die of it; what it acknowledged until then is known here.
#pragma once

#include "fault/kit/play.hpp"

namespace giamsat::fault {

struct Ended {
    std::vector<Told> told;
    int status = 0;          // as waitpid() gives it
    std::uint64_t left = 0;  // what the work returned; the largest number when it threw
};

// `work` gets a play of the folder that tells of what it acknowledged. The child ends without closing anything.
// REQUIRES: this process has one thread.
Ended in_a_child(const std::filesystem::path& office, const std::vector<Told>& told,
                 const std::function<std::uint64_t(Play&)>& work);

}  // namespace giamsat::fault
