// SPDX-License-Identifier: Apache-2.0
// Versions of workflows: what there are, publishing new ones, retiring, migrating running cases, replaying a year.
#pragma once

#include "app/cli/names.hpp"

namespace giamsat::cli {

void add_version_list(CLI::App& workflow, Context& context);
void add_publish(CLI::App& workflow, Context& context);
void add_retire(CLI::App& workflow, Context& context);
void add_migrate(CLI::App& workflow, Context& context);
void add_replay(CLI::App& workflow, Context& context);

// The files at `paths`, read: a whole profile when the one path is its folder, else `now` with these files in place of its own.
Result<std::map<std::string, std::string>> changed_sources(const std::vector<std::string>& paths,
                                                           const std::map<std::string, std::string>& now);
// A mistake found in them with a place that can be opened: that of the file it came from.
Problem placed_in_paths(Problem problem, const std::vector<std::string>& paths);
// The version whose hash begins so; "" = the newest. not_found, ambiguous.
Result<std::string> version_named(const std::string& workflow, const std::string& text, Desk& desk);

}  // namespace giamsat::cli
