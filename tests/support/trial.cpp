// SPDX-License-Identifier: Apache-2.0
#include "support/trial.hpp"

#include "adapters/runtime/export_check.hpp"
#include "kernel/journal/tlog_proof.hpp"
#include "support/golden.hpp"
#include "support/small_office.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>
#include <stdexcept>

namespace giamsat::test {

namespace fs = std::filesystem;

std::string Trials::file(const std::string& bytes) {
    const fs::path path = folder_.path() / std::to_string(++count_);
    write_text(path, bytes);
    return path.string();
}

fs::path Trials::fresh_folder() {
    const fs::path path = folder_.path() / std::to_string(++count_);
    fs::create_directories(path);
    return path;
}

void Trials::proof(const std::string& what, bool holds, const std::string& proof, const std::string& policy,
                   const std::vector<std::string>& issued) {
    Trial trial{what, holds, {"proof", file(proof), file(policy)}};
    for (const std::string& one : issued) trial.arguments.push_back(file(one));
    trials_.push_back(std::move(trial));
}

void Trials::exported(const std::string& what, bool holds, const fs::path& folder, const std::string& policy,
                      const std::vector<std::string>& older) {
    Trial trial{what, holds, {"export", folder.string(), file(policy)}};
    for (const std::string& one : older) trial.arguments.push_back(file(one));
    trials_.push_back(std::move(trial));
}

std::size_t Trials::damaged() const {
    return static_cast<std::size_t>(
        std::count_if(trials_.begin(), trials_.end(), [](const Trial& trial) { return !trial.holds; }));
}

namespace {

bool holds_by_library(const Trial& trial) {
    const auto policy = Policy::parse(read_whole(trial.arguments[2]), trial.arguments[2]);
    if (!policy) return false;
    if (trial.arguments[0] == "export") {
        std::vector<SignedCheckpoint> older;
        for (std::size_t i = 3; i < trial.arguments.size(); ++i) {
            auto one = parse_signed_checkpoint(read_whole(trial.arguments[i]));
            if (!one) return false;
            older.push_back(std::move(*one));
        }
        return check_export(trial.arguments[1], *policy, older).has_value();
    }
    const auto proof = parse_proof(read_whole(trial.arguments[1]));
    return proof && check_proof(*proof, *policy).has_value();
}

// What the program alone looks at: whether a file is the one that was issued.
bool asks_the_program(const Trial& trial) { return trial.arguments[0] == "proof" && trial.arguments.size() > 3; }

bool holds_by_program(const Trial& trial) {
    std::vector<std::string> words = {"journal", "check", trial.arguments[1], "--policy", trial.arguments[2]};
    for (std::size_t i = 3; i < trial.arguments.size(); ++i)
        words.insert(words.end(), {trial.arguments[0] == "proof" ? "--file" : "--older", trial.arguments[i]});
    return run_giamsat(words).exit_code == 0;
}

// One process for all of them: each line of its input is one command line, each line it prints a verdict.
constexpr const char* driver = R"py(import contextlib, io, sys
code = compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec")
for line in open(sys.argv[2], encoding="utf-8"):
    sys.argv, verdict = ["verify.py", *line.rstrip("\n").split("\t")], "holds"
    try:
        with contextlib.redirect_stdout(io.StringIO()): exec(code, {"__name__": "__main__"})
    except SystemExit as end: verdict = str(end.code)
    except BaseException as end: verdict = "CRASH " + repr(end)
    print(verdict.encode("ascii", "replace").decode().replace("\n", " "))
)py";

std::vector<std::string> verdicts_of_python(const std::vector<Trial>& trials) {
    const TemporaryFolder folder;
    std::string lines;
    for (const Trial& trial : trials) {
        for (const std::string& word : trial.arguments)
            lines += word + (&word == &trial.arguments.back() ? "\n" : "\t");
    }
    const fs::path program = folder.path() / "driver.py", input = folder.path() / "in", output = folder.path() / "out";
    write_text(program, driver);
    write_text(input, lines);
    const std::string verifier = source_path("tests/verifier/verify.py");
    const std::string command =
        "python3 " + program.string() + " '" + verifier + "' " + input.string() + " > " + output.string();
    if (std::system(command.c_str()) != 0) throw std::runtime_error("python3 did not run");
    std::vector<std::string> verdicts;
    std::istringstream text(read_whole(output.string()));
    for (std::string line; std::getline(text, line);) verdicts.push_back(line);
    if (verdicts.size() != trials.size()) throw std::runtime_error("python3 did not answer everything");
    return verdicts;
}

}  // namespace

std::string misjudged(const Trials& trials, std::size_t program_every) {
    const auto python = verdicts_of_python(trials.all());
    std::set<std::string> names;
    std::string all;
    for (std::size_t i = 0; i < python.size(); ++i) {
        const Trial& trial = trials.all()[i];
        const bool by_program = i % program_every == 0 || asks_the_program(trial);
        std::string wrong;
        if (!names.insert(trial.what).second) wrong += " [named twice]";
        if ((python[i] == "holds") != trial.holds || python[i].starts_with("CRASH"))
            wrong += " [verify.py: " + python[i] + "]";
        if (!asks_the_program(trial) && holds_by_library(trial) != trial.holds) wrong += " [library]";
        if (by_program && holds_by_program(trial) != trial.holds) wrong += " [giamsat]";
        if (!wrong.empty()) all += trial.what + (trial.holds ? " (good)" : " (damaged)") + wrong + "\n";
    }
    return all;
}

}  // namespace giamsat::test
