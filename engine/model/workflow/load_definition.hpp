// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/forms/form.hpp"
#include "model/profile/plugin_manifest.hpp"
#include "model/profile/profile.hpp"
#include "model/workflow/definition.hpp"

#include <set>

namespace giamsat {

// What a definition may refer to while it is checked.
struct DefinitionContext {
    const Profile* profile = nullptr;                     // nullptr: roles, levels are not checked (bare charts)
    const std::map<std::string, Form>* forms = nullptr;   // nullptr: forms are not checked
    const std::vector<std::string>* workflows = nullptr;  // names of all workflows of the profile
    const std::map<std::string, PluginManifest>* plugins = nullptr;  // nullptr: calls of plugins are not checked
    bool unsound_too = false;                           // what check_soundness() says is never a reason to refuse
    const std::vector<std::string>* reports = nullptr;  // names of the profile's reports; nullptr: not checked
    const std::set<std::string>* unread_forms =
        nullptr;  // there, but with mistakes: nothing is said of their questions
};

// Parses and checks one workflow file. Problems: every mistake of the file, joined, each at file:line:col.
// A bare chart (no `kind`) is refused for its notation and its names only: what check_soundness() says of it is a warning.
Result<Definition> load_definition(const std::string& file, std::string_view yaml, const DefinitionContext& context);

// One that is refused for names alone, with everything it sends, waits for, opens and hands over read as it is written; for
// rules about several workflows, never to be run. Nothing when it has no mistake, or one of another sort.
std::optional<Definition> read_misnamed(const std::string& file, std::string_view yaml,
                                        const DefinitionContext& context);

}  // namespace giamsat
