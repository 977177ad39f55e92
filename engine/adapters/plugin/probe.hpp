// SPDX-License-Identifier: Apache-2.0
// Tries a module in a child process before this process opens it: a module that crashes, hangs or exits while it is
// opened then costs a child and not the office.
#pragma once

#include "model/profile/plugin_manifest.hpp"

#include <chrono>
#include <filesystem>

namespace giamsat {

// Opens the module in a forked child exactly as Plugin::open would. REQUIRES: no SQLite database is open (a fork would
// drop its locks and share its file handles) and no other thread runs. Problems: plugin_refused.
Done probe_plugin(const PluginManifest& manifest, const std::filesystem::path& module,
                  std::chrono::milliseconds patience);

}  // namespace giamsat
