// SPDX-License-Identifier: Apache-2.0
// A log asks a witness over HTTP.
#pragma once

#include "adapters/net/http.hpp"
#include "kernel/journal/witnessing.hpp"

namespace giamsat {

struct WitnessAnswer {
    std::vector<NoteSignature> signatures;       // not checked yet
    std::optional<std::uint64_t> cosigned_last;  // instead of them: the size to ask again from
};

// Problems: usage (the URL), peer_unreachable, evidence_unreadable, evidence_refused (400, 403, 404, 422).
Result<WitnessAnswer> ask_witness(const std::string& url, const AddCheckpoint& request);

// What a witness wrote into a file for a log to carry home: signature lines, or the size it cosigned last.
Result<WitnessAnswer> parse_witness_answer(std::string_view text);

}  // namespace giamsat
