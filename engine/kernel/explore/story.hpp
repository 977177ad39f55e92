// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/explore: a way through a workflow, told as it would happen.
#pragma once

#include "kernel/explore/reading.hpp"

namespace giamsat::exploring {

// The moves from the beginning to this node, in order.
std::vector<int> way_to(const Exploration& found, int node);

// One sentence for each move.
std::vector<LocalText> story(const Reading& reading, const Exploration& found, const std::vector<int>& way);
LocalText sentence(const Reading& reading, const Exploration& found, const Move& move);

// " (Gặp khách hàng: Vắng mặt)": those answers that something depends on; "" for none.
LocalText told_answers(const Reading& reading, const StepEvent& event);

// A value as people write it: "có", "04/06/2024".
LocalText plain(const Json& value);

LocalText quoted(const LocalText& text);
// "“Chờ ký biên bản”".
LocalText titled(const State& state);
// The same of all a case is in, several joined by " + ".
LocalText place_of(const Definition& definition, const CaseState& state);

}  // namespace giamsat::exploring
