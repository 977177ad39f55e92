// SPDX-License-Identifier: Apache-2.0
// What one run shows of personal data. What it prints is held back, of a run that only reads as a whole, of one that writes from
// the first field on that is opened; it goes out when it is durable in the journal who read whose fields for what. Where that
// cannot be recorded, it never goes out: a run that only reads is done again, with "(kín)" in the place of personal fields.
#pragma once

#include "base/core/problem.hpp"
#include "service/commands/command.hpp"
#include "service/queries/watched_vault.hpp"

#include <optional>

namespace giamsat::cli {

class Disclosure {
public:
    Opened opened;
    std::string door = "view";  // view | print | export
    std::string command;        // "unit show"
    bool by_system = false;     // the system itself does it, nobody's --as is needed

    void mask(Problem why);  // from now on nothing opens
    const std::optional<Problem>& why_masked() const { return why_; }

    bool waits() const { return !opened.fields.empty(); }  // something is still to be recorded
    DisclosePersonal to_record(const std::string& purpose, const PersonId& actor) const;  // one's own data are left out
    void hold() { holds_ = true; }  // from now on everything waits
    void recorded();                // what was opened
    void release();                 // what was held goes out
    void drop();                    // what was held never goes out

    // To standard output, or to standard error: at once, unless it has to wait.
    void say(const std::string& text, bool to_errors);

private:
    struct Line {
        std::string text;
        bool to_errors = false;
    };
    std::vector<Line> held_;
    bool holds_ = false;
    std::optional<Problem> why_;
};

// What fields are read for when nobody says it: by the first word of the command.
std::string usual_purpose(const std::string& command);

}  // namespace giamsat::cli
