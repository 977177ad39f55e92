// SPDX-License-Identifier: Apache-2.0
// Charts played through the lines of “workflow simulate”, told in short.
#pragma once

#include "kernel/play/simulation.hpp"

#include <string>
#include <vector>

namespace giamsat::test {

// Plays a bare chart: each line in is JSON, or a bare word for {"event": word}. One text for every line out:
// "a b | x=1 | raised: done.state.p | sent: send late@2024-01-01T03:00:00+07:00", only the parts there are, and
// " | done" at the end of one that is done. `x=…` stands for data that is there.
std::vector<std::string> transcript(const std::string& chart, const std::vector<std::string>& lines,
                                    SimulationSettings settings = {});

}  // namespace giamsat::test
