// SPDX-License-Identifier: Apache-2.0
// Inner header of kernel/machine/life: the words of a case's life, and how a refusal reads.
#pragma once

#include "kernel/machine/life.hpp"

namespace giamsat::machine {

enum class LifeCommand { open, begin_step, committed, cancel, suspend, resume, migrate };

LocalText command_title(LifeCommand command);
LocalText life_title(Life life);
Problem refused(LifeCommand command, Life now, bool committing, const std::string& fault);

}  // namespace giamsat::machine
