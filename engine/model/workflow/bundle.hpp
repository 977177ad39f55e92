// SPDX-License-Identifier: Apache-2.0
// A whole profile, read from the bytes of its files: what an office works with, and what its journal keeps.
#pragma once

#include "model/forms/form.hpp"
#include "model/profile/plugin_manifest.hpp"
#include "model/profile/profile.hpp"
#include "model/profile/quotas.hpp"
#include "model/workflow/definition.hpp"

#include <map>
#include <string>

namespace giamsat {

struct ProfileBundle;

// Where an office keeps what its older cases run on.
class BundleVersions {
public:
    virtual ~BundleVersions() = default;
    // The bundle this version of the workflow was published with; it stays where it is. Throws StorageError when the
    // journal holds no such version.
    virtual const ProfileBundle& bundle_of(const std::string& workflow, const std::string& hash) = 0;
};

struct ProfileBundle {
    Profile profile;
    Quotas quotas;
    std::map<std::string, Form> forms;                 // by id
    std::map<std::string, Definition> workflows;       // by name
    std::map<std::string, PluginManifest> plugins;     // by name: those the workflows may call
    std::map<std::string, std::string> sources;        // path -> bytes
    std::map<std::string, std::string> manifest_hash;  // workflow -> its version: the SHA-256 of its manifest, in hex
    BundleVersions* versions = nullptr;                // of the office whose newest bundle this is; nullptr = of none
};

// What was published was checked then: a stricter rule of today must not shut out the cases that run on it.
enum class SoundnessRules { hold, waive };

// Paths are relative to the folder of the profile: profile.yaml, calendar.yaml, findings.yaml, quotas.yaml,
// forms/<id>.form.yaml, plugins/<name>.plugin.json, <name>.workflow.yaml; every other file is kept as a source only.
// Problems: the mistakes of all files, joined; nothing is said of the questions of a form that has mistakes itself.
Result<ProfileBundle> load_bundle(const std::map<std::string, std::string>& sources,
                                  SoundnessRules soundness = SoundnessRules::hold);

// Whether something reads a file at this path: load_bundle(), a report, a test, a demo.
bool is_of_profile(std::string_view path);
// W17, remarks: files that lie in the profile and that nothing reads, often for how their name ends.
std::vector<Problem> remarks_on_files(const std::map<std::string, std::string>& sources);

// One line "<sha256 hex> <path>\n", by path, for each file a running case of this workflow depends on: the workflow, the
// forms it takes, the plugins it calls, the workflows it opens (with theirs), calendar.yaml and profile.yaml.
std::string manifest(const ProfileBundle& bundle, const std::string& workflow);

}  // namespace giamsat
