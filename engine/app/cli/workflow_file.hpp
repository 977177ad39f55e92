// SPDX-License-Identifier: Apache-2.0
// Workflows as files: checking what somebody is writing, and opening one to look at, from an office or from a file.
#pragma once

#include "app/cli/context.hpp"

namespace giamsat::cli {

struct CheckedPath {
    std::string path;                             // as given
    std::optional<Problem> problem;               // every mistake, joined; places are paths that can be opened
    std::vector<Problem> warnings;                // what refuses nothing: soundness of a bare chart, unused names
    LocalText what;                               // what was found there: "8 quy trình, 13 biểu mẫu"
    bool alone = false;                           // without a profile: roles, levels and forms could not be compared
    std::shared_ptr<const ProfileBundle> bundle;  // what was read; nullptr for a form or a mistake of names
    std::filesystem::path guest;                  // a file from elsewhere, checked as if it lay in the profile
    std::filesystem::path folder;                 // of the profile; places of what is found later are inside it
    bool of_office = false;                       // read from an office: places name files of its profile
};

// The place a file takes in a profile: "forms/pair.form.yaml".
std::string seat_of(const std::filesystem::path& file);

// The mistake with a place that can be opened from here.
Problem placed_in(Problem problem, const std::filesystem::path& folder, const std::filesystem::path& guest = {});
Where placed_in(Where where, const std::filesystem::path& folder, const std::filesystem::path& guest);

// A profile folder, a file of one, or a file of its own. With `profile` such a file is checked as if it lay in that folder.
CheckedPath check_path(const std::string& path, const std::string& profile);

// A whole profile that is no folder.
CheckedPath check_sources(const std::map<std::string, std::string>& sources, const std::string& name);

struct OpenedWorkflow {
    std::unique_ptr<Workplace> office;  // one of these two holds the bundle
    std::unique_ptr<ProfileBundle> own;
    const ProfileBundle* bundle = nullptr;
    const Definition* definition = nullptr;
};

// By name from the office, or from a file: a word with "/" or ".yaml" is a file. not_found, and what loading gives.
Result<OpenedWorkflow> open_workflow(const std::string& name_or_file, const Context& context);

// The profile a file belongs to: its own folder, or the one above forms/. Nothing when it stands alone.
std::optional<std::filesystem::path> profile_of(const std::filesystem::path& file);

}  // namespace giamsat::cli
