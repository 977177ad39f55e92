// SPDX-License-Identifier: Apache-2.0
// One plugin that has been found fit, and the calls to it. The C interface (giamsat/plugin.h) stays behind this class.
#pragma once

#include "model/profile/plugin_manifest.hpp"

#include <filesystem>
#include <functional>
#include <memory>

namespace giamsat {

// What a call may tell and ask while it runs. Each may be empty. Called from the thread that calls the plugin; what
// they throw is dropped, for nothing of C++ may pass through a plugin.
struct PluginWatch {
    std::function<void(int level, const std::string& text)> log;  // levels of giamsat/plugin.h
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
    std::function<bool()> interrupted;
};

// Move-only. The module stays open until the process ends. Thread-safe: calls to one plugin wait for each other.
class Plugin {
public:
    // Opens the module inside this process and checks its table against the manifest. A module that crashes takes the
    // process along: PluginHost tries it in a child process first. Problems: plugin_refused.
    static Result<Plugin> open(PluginManifest manifest, const std::filesystem::path& module);

    Plugin(Plugin&&) noexcept;
    Plugin& operator=(Plugin&&) noexcept;
    ~Plugin();

    const PluginManifest& manifest() const;

    // Does one of the manifest's actions. Problems: plugin_failed (no such action, a request that does not fit, the
    // plugin's own error, a reply that is not JSON or over 64 MiB), interrupted.
    Result<Json> call(const std::string& action, const Json& request, const PluginWatch& watch = {});

private:
    struct State;
    explicit Plugin(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace giamsat
