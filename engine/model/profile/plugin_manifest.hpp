// SPDX-License-Identifier: Apache-2.0
// The manifest of a plugin: <name>.plugin.json beside <name>.so. It is read before the module is touched.
#pragma once

#include "base/core/lang.hpp"
#include "base/core/result.hpp"
#include "base/json/json.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace giamsat {

enum class PluginKind { renderer, notifier, importer, action };

struct PluginParameter {
    std::string name;
    std::string type;  // text | integer | boolean | object | list
    bool required = false;
    LocalText title;
};

struct PluginAction {
    std::string name;
    LocalText title;
    std::vector<PluginParameter> parameters;

    // Holds the top of a request to the parameters: none missing, none unknown, each of its type. plugin_failed.
    Done accept(const std::string& plugin, const Json& request) const;
};

struct PluginManifest {
    std::string name;
    std::string version;
    std::uint32_t abi = 0;
    PluginKind kind = PluginKind::action;
    LocalText title;
    std::string extension;  // of the files a renderer makes, without the dot; empty for the other kinds
    std::vector<PluginAction> actions;

    const PluginAction* action(const std::string& wanted) const;  // null when there is none
};

// `stem` is the name both files carry; the manifest must say the same. Problems: plugin_refused.
Result<PluginManifest> parse_plugin_manifest(const std::string& stem, std::string_view json);

// The reason in both languages, as details of plugin_refused or plugin_failed; a full stop at its end is dropped.
Problem plugin_problem(ProblemCode code, const std::string& plugin, LocalText why);

}  // namespace giamsat
