// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine: the short way for the commonest step, from one leaf to another with nothing on the way but
// assignments of numbers. It does what Run does, or says that Run must.
#pragma once

#include "kernel/machine/step.hpp"

namespace giamsat::machine {

enum class Plain { done, dropped, no };  // dropped: no transition took the event

// REQUIRES: the case has begun. After `no` the decision means nothing.
Plain plain_step(const Definition& definition, const CaseState& before, const StepEvent& event, const StepFacts& facts,
                 Decision& decision);

}  // namespace giamsat::machine
