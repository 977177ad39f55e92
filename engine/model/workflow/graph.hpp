// SPDX-License-Identifier: Apache-2.0
// Inner header of model/workflow: what the rules about the graph of a definition share. All of it reads a definition
// without running it: guards count as unknown, so what is found here holds whatever the data are.
#pragma once

#include "model/workflow/definition.hpp"

namespace giamsat::workflow {

bool is_history(const State& state);
bool is_final_of_case(const State& state);  // final and outermost
std::vector<StateIndex> ancestors(const Definition& definition,
                                  StateIndex state);  // nearest first, root last, itself not
StateIndex common_ancestor(const Definition& definition, StateIndex a, StateIndex b);  // may be a or b itself

// Whether a case can be in both at once.
bool can_be_together(const Definition& definition, StateIndex a, StateIndex b);
// Whether these may be targets of one transition: each two in different regions of a parallel state.
bool can_be_targets(const Definition& definition, const std::vector<StateIndex>& targets);

// States that some run may enter, one flag for each state.
std::vector<char> reachable(const Definition& definition);

// "“Chờ phân công” (planned)", or the id alone.
LocalText shown(const State& state);

}  // namespace giamsat::workflow
