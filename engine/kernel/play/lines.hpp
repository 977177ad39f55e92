// SPDX-License-Identifier: Apache-2.0
// The lines of “giamsat workflow simulate”: one JSON object a line, in both directions.
#pragma once

#include "kernel/play/simulation.hpp"

namespace giamsat {

// {"event": NAME, "data": {…}, "facts": {…}} or {"advance": "PT3H", "facts": {…}} or {"facts": {…}}
struct PlayInput {
    std::optional<StepEvent> event;
    std::optional<std::int64_t> advance;  // milliseconds
    std::map<std::string, Json> facts;
};

// Problems: text_encoding, invalid_value (no JSON object, an unknown key, a wrong value), not_found (an unknown fact).
Result<PlayInput> read_play_line(std::string_view line);

// A JSON object of values by name, as steps take them: numbers with a fraction become text. Problems: invalid_value.
Result<std::map<std::string, Json>> play_values(const Json& object, const std::string& key);
Done check_fact(const std::string& name);  // not_found unless it is one of case_names()

// {"active": …, "data": …, "raised": …, "sent": …, "done": …}; without a macrostep (nullptr) nothing was raised or sent.
Json state_line(const Simulation& simulation, const Played* played);

// Everything a macrostep sends out, in words of the language: {"action": "notify", "to": "team.head", …}.
Json sent_list(const Played& played);

// "2024-01-01T07:30:00+07:00"
std::string vietnam_time(Instant instant);

}  // namespace giamsat
