// SPDX-License-Identifier: Apache-2.0
// Finds the plugins of a folder, refuses the unfit ones by name, and keeps the rest.
#pragma once

#include "adapters/plugin/plugin.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace giamsat {

struct PluginLimits {
    std::chrono::milliseconds load_max{5000};  // for one module
    std::size_t manifest_bytes_max = 65'536;
};

// Owns its plugins. Not thread-safe itself; each Plugin is.
class PluginHost {
public:
    // Takes <folder>/<name>.so with <folder>/<name>.plugin.json, in order of name; other files are left alone. A folder
    // that is not there holds no plugins. Each module is tried in a child process first.
    // REQUIRES: called before an office is opened and before a thread is started (see probe.hpp).
    static PluginHost load(const std::filesystem::path& folder, const PluginLimits& limits = {});

    // $GIAMSAT_PLUGINS when it is set, else `plugins` beside the program.
    static std::filesystem::path usual_folder();

    std::vector<Plugin>& plugins() { return plugins_; }
    const std::vector<Problem>& refused() const { return refused_; }  // plugin_refused, one for each name

    Plugin* find(const std::string& name);              // null when there is none
    Plugin* renderer_of(const std::string& extension);  // the first that makes such files; null when none does

private:
    Result<Plugin> admit(const std::filesystem::path& folder, const std::string& name, const PluginLimits& limits);

    std::vector<Plugin> plugins_;
    std::vector<Problem> refused_;
};

}  // namespace giamsat
