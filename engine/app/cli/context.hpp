// SPDX-License-Identifier: Apache-2.0
// What every subcommand knows: the options given before it, where it prints, and how it opens the office.
#pragma once

#include "adapters/runtime/workplace.hpp"
#include "app/cli/disclosure.hpp"
#include "base/core/lang.hpp"
#include "base/json/json.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace giamsat::cli {

struct GlobalOptions {
    std::string office;     // --office DIR, $GIAMSAT_OFFICE, else "."
    std::string lang_name;  // --lang vi|en, $GIAMSAT_LANG
    bool json = false;      // --json
    std::string as;         // --as CODE, $GIAMSAT_AS: who enters
    std::string on_behalf;  // --on-behalf CODE: whose decision it is
    std::string act;        // --act "04/CTr-BĐD 24/02/2021"
    std::string on;         // --on DATE: the business day it happened, today unless given
    std::string purpose;    // --purpose TEXT: what personal fields are read for
};

class Context {
public:
    GlobalOptions options;

    Lang lang() const { return options.lang_name == "en" ? Lang::en : Lang::vi; }
    const std::string& say(const LocalText& text) const { return text.in(lang()); }
    bool colour() const;  // standard output is a terminal and NO_COLOR is not set
    int columns() const;  // of the terminal, 100 when it is none
    const Clock& clock() const { return clock_; }

    void print(const std::string& text) const;  // to standard output, with a line end
    void print_json(const Json& value) const;   // one document, readable
    void note(const std::string& text) const;   // to standard error: progress and remarks

    Result<std::unique_ptr<Workplace>> read_office() const;
    // Where a server holds the office, its door: commands are handed to it.
    Result<std::unique_ptr<Workplace>> write_office() const;
    // An older copy in the place of an office, for `journal recover` alone.
    Result<std::unique_ptr<Workplace>> recover_office() const;
    // Gives an office that was opened to write (who stands at a door needs none) its signer: the one its signer.address names, else the one in its folder, made
    // when there is none yet.
    Done sign(Workplace& place, const std::filesystem::path& folder) const;
    // To standard error, when the keys have not been copied for as long as the profile says.
    void warn_of_keys(Workplace& place) const;
    // Who asks, from --as, --on-behalf and --act. While the office has no people yet it is the system. not_found, usage.
    Result<Requester> requester(Workplace& place) const;
    Result<std::optional<Date>> business_day() const;  // --on

    int fail(const Problem& problem) const;  // prints it; the exit code of its class

    // Personal fields are opened through this run's vault, and shown once recorded. See Disclosure.
    Disclosure& disclosure() const { return disclosure_; }
    // Records what this run has opened so far, through `place` or by opening the office to write: nothing opened, nothing
    // recorded. Where it cannot be, what was to be shown is dropped.
    Done disclose(Workplace& place) const;
    Done disclose() const;

private:
    Result<std::unique_ptr<Workplace>> open_to_write() const;
    Result<Requester> find_requester(Workplace& place) const;

    SystemClock clock_;
    mutable std::optional<Requester> requester_;  // of the run: who it is does not change while it goes on
    mutable Disclosure disclosure_;
};

Json problem_json(const Problem& problem);  // with its others, in both languages

// A subcommand's work; its result is the exit code.
using Work = std::function<int()>;

// Adds a leaf command whose work is remembered, and run after parsing by run_chosen().
void on_run(CLI::App& command, Work work);
// Runs what the command line asked for; the exit code. Every failure ends in Context::fail.
int run_chosen(Context& context);

// Each adds its subcommand to the application. One file each.
void add_init(CLI::App& app, Context& context);
void add_import(CLI::App& app, Context& context);
void add_unit(CLI::App& app, Context& context);
void add_person(CLI::App& app, Context& context);
void add_plan(CLI::App& app, Context& context);
void add_team(CLI::App& app, Context& context);
void add_assign(CLI::App& app, Context& context);
void add_visit(CLI::App& app, Context& context);
void add_finding(CLI::App& app, Context& context);
void add_case(CLI::App& app, Context& context);
void add_work(CLI::App& app, Context& context);
void add_report(CLI::App& app, Context& context);
void add_workflow(CLI::App& app, Context& context);
void add_journal(CLI::App& app, Context& context);
void add_signer(CLI::App& app, Context& context);
void add_witness(CLI::App& app, Context& context);
void add_subject(CLI::App& app, Context& context);
void add_backup(CLI::App& app, Context& context);
void add_restore(CLI::App& app, Context& context);
void add_notify(CLI::App& app, Context& context);
void add_audit(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_serve(CLI::App& app, Context& context);
void add_completion(CLI::App& app, Context& context);

}  // namespace giamsat::cli
