// SPDX-License-Identifier: Apache-2.0
// Taking a step from the command line: which case, which event, with what; and what it brought about.
#pragma once

#include "app/cli/names.hpp"
#include "service/commands/command.hpp"

namespace CLI {
class App;
}

namespace giamsat::cli {

struct StepWords {
    std::vector<std::string> cases;   // references as written; each is taken the step
    std::vector<std::string> events;  // the first that the workflow knows where the case stands
    std::string form_file;
    std::string reason;
    std::string date;  // the new day of a postponement or an extension
    std::string team;
    std::vector<std::string> attach;  // files that come with it
};

// How a reference is read: as a plan, a visit, a finding or any case.
using FindCase = std::function<Result<CaseRecord>(const std::string&, Desk&)>;
FindCase find_case_of(std::vector<std::string> kinds);  // empty: any kind
FindCase find_plan_case();

// Opens the office, takes the step for each case in turn, tells what came of it. Stops at the first refusal.
int take_step(const StepWords& words, const FindCase& find, const Context& context);

// One command carried out, and what came of it told. `retell` puts a refusal of it in the words of whoever asked.
int carry_out(
    const Context& context, const std::function<Result<Command>(Desk&)>& prepare,
    const std::function<void(const Outcome&, Desk&)>& tell,
    const std::function<Problem(Problem)>& retell = [](Problem problem) { return problem; });

// Where a case stands after a command, what that brought about, and what comes next.
void print_now(const Outcome& outcome, const CaseRecord& record, const Context& context, Desk& desk);

// --form, --reason, --date as the step's option list; each optional.
void add_step_options(CLI::App& command, StepWords& words);

// A verb of its own for an event: `<parent> accept VISIT`.
struct Verb {
    const char* name;
    std::vector<std::string> events;
    const char* help;
    const char* example;
};
void add_verb(CLI::App& parent, const Verb& verb, const char* what, const FindCase& find, Context& context);
// `<parent> step CASE EVENT`: any event of the workflow.
void add_any_step(CLI::App& parent, const char* what, const char* example, const FindCase& find, Context& context);

}  // namespace giamsat::cli
