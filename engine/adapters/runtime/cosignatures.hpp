// SPDX-License-Identifier: Apache-2.0
// What witnesses answered, held to the policy of the office before it is kept.
#pragma once

#include "adapters/runtime/writer.hpp"
#include "service/queries/cosigning.hpp"

#include <filesystem>

namespace giamsat {

// The file "policy" in its folder, which names the witnesses. not_found, file_unreadable, evidence_unreadable
Result<Policy> policy_of_office(const std::filesystem::path& office);

// How many were kept; those by unknown keys are let be. evidence_refused when a known witness's fits no checkpoint; those of
// Writer::keep().
Result<std::size_t> take_cosignatures(const std::vector<NoteSignature>& signatures, const Policy& policy,
                                      Writer& writer);

}  // namespace giamsat
