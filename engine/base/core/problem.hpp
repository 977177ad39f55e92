// SPDX-License-Identifier: Apache-2.0
// A Problem is an expected refusal: what is wrong, where, and what to do, in both languages.
// Codes, statuses and sentences live in problem_codes.def, and only there.
#pragma once

#include "base/core/lang.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace giamsat {

enum class ProblemCode : std::uint16_t {
#define X(code, status, ...) code,
#include "base/core/problem_codes.def"
#undef X
};

// Exit classes of the command line; derived from the HTTP-like status of a code.
enum class ExitClass : int {
    ok = 0,
    refused = 1,      // a rule of the work says no (409, 422)
    usage = 2,        // the command itself is off (400)
    not_found = 3,    // no such thing (404)
    not_allowed = 4,  // this person may not (403)
    bad_input = 5,    // a file of the user cannot be used (415)
    damaged = 6,      // database, key file or journal do not hold (500)
    unavailable = 7,  // busy, disk full, older library (503, 507)
};

struct Where {
    std::string file;   // path as the user gave it, or empty
    int line = 0;       // 1-based, 0 = unknown
    int column = 0;     // 1-based, 0 = unknown
    std::string field;  // path of a field inside the input, e.g. "rows[3].amount"

    std::string str() const;  // "file:line:col (field)", only the parts that are known
    bool operator==(const Where&) const = default;
};

// Placeholder -> value. In English `{why}` takes the detail "why_en" when there is one, else "why".
using Details = std::vector<std::pair<std::string, std::string>>;

struct Problem {
    ProblemCode code;
    Details details;
    Where where;
    std::vector<Problem> others;  // further problems of the same input, in order of place

    Problem(ProblemCode c, Details d = {}, Where w = {}) : code(c), details(std::move(d)), where(std::move(w)) {}

    std::string message(Lang lang) const;  // the sentence, placeholders filled
    std::string advice(Lang lang) const;   // what to do about it: its own detail "advice", else what its code says
    const char* name() const;              // stable code name
    int status() const;                    // HTTP status
    ExitClass exit_class() const;
};

// Joins problems found in one pass into one Problem whose `others` hold the rest.
// REQUIRES: not empty.
Problem join(std::vector<Problem> problems);

struct ProblemInfo {
    ProblemCode code;
    const char* name;
    int status;
    LocalText message;
    LocalText advice;
};
const std::vector<ProblemInfo>& all_problem_codes();

}  // namespace giamsat
