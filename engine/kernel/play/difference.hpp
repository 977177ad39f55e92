// SPDX-License-Identifier: Apache-2.0
// What changed between two versions of a workflow, in words for the people who work by it.
#pragma once

#include "model/profile/profile.hpp"
#include "model/workflow/definition.hpp"

namespace giamsat {

struct Change {
    enum class About { workflow, data, states, steps };
    About about = About::workflow;
    const char* kind;  // stable, for programs: "state_added", "step_deadline", …
    std::string name;  // what changed: the id of a state or field, or "state/event" of a step
    LocalText text;    // a sentence
};

// In order: the workflow, its data, states, steps; each in document order. Empty = both work alike. `profile` names roles;
// nullptr: they are told as they are written.
std::vector<Change> differences(const Definition& before, const Definition& after, const Profile* profile);

LocalText about_title(Change::About about);  // "Các bước", "Steps"

}  // namespace giamsat
