// SPDX-License-Identifier: Apache-2.0
// Reads a profile from the bytes of its files; the caller has read the folder. What every key means: workflows/README.md.
#pragma once

#include "model/profile/profile.hpp"
#include "model/profile/quotas.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace giamsat {

struct ProfileSources {
    // Path, as it shall stand in problems -> bytes. Taken by the last part of the path: profile.yaml (must be there),
    // calendar.yaml and findings.yaml (may be missing: no holidays, no finding codes). Other files are left alone.
    std::map<std::string, std::string> files;
    // Names of the profile's workflows, to hold `workflow:` and the like against; nullptr: not checked.
    const std::vector<std::string>* workflows = nullptr;
};

// Problems: every mistake of the three files, joined, each at file:line:col. Levels, holidays and finding codes must
// name their source ("domain.md 6 [C]", or "assumed"); all other entries may.
Result<Profile> load_profile(const ProfileSources& sources);

// Problems: every mistake of the file, joined: unknown plan type, body, level, mode, variant, association or quota;
// `within` in a circle; months outside 1 … 12; a count that gives no number.
Result<Quotas> load_quotas(const std::string& file, std::string_view yaml, const Profile& profile);

}  // namespace giamsat
