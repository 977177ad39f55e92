// SPDX-License-Identifier: Apache-2.0
// Playing with workflows that are files: simulate, test, diff. None of them needs an office.
#pragma once

#include "app/cli/context.hpp"

namespace giamsat::cli {

void add_playing(CLI::App& workflow, Context& context);
void add_simulate(CLI::App& workflow, Context& context);
void add_test(CLI::App& workflow, Context& context);
void add_diff(CLI::App& workflow, Context& context);

// A workflow on its own, with what its profile says of it when there is one. Only its notation and its names must be right.
struct WorkflowToPlay {
    Definition definition;
    std::optional<Profile> profile;  // it lies in
    Calendar calendar;
    std::vector<Problem> warnings;  // unsound places, and mistakes elsewhere in the profile
};

// `profile` "" = the folder the file lies in, if that is one. Problems: every mistake of the file.
Result<WorkflowToPlay> open_to_play(const std::string& path, const std::string& profile);

}  // namespace giamsat::cli
