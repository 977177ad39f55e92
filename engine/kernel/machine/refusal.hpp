// SPDX-License-Identifier: Apache-2.0
// Why a step cannot be taken where a case stands, for people: the guards that said no with their values, else the steps
// that are possible.
#pragma once

#include "kernel/machine/step.hpp"

namespace giamsat::machine {

// REQUIRES: no transition for `event` is enabled.
Problem refusal(const Definition& definition, const CaseState& state, const StepEvent& event, const StepFacts& facts);

}  // namespace giamsat::machine
