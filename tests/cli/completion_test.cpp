// SPDX-License-Identifier: Apache-2.0
#include "support/catch.hpp"
#include "support/small_office.hpp"

#include <cstdlib>
#include <fstream>

using namespace giamsat;
using namespace giamsat::test;

namespace {

// What bash would offer after these words, the last one being typed.
std::string offered(const std::string& words) {
    TemporaryFolder folder;
    const auto script = folder.path() / "completion.bash", ask = folder.path() / "ask.bash",
               answer = folder.path() / "answer";
    write_text(script, run_giamsat({"completion", "bash"}).output);
    write_text(ask, "source '" + script.string() + "'\nCOMP_WORDS=(" + words +
                        ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_giamsat\necho \"${COMPREPLY[*]}\" > '" +
                        answer.string() + "'\n");
    if (std::system(("bash '" + ask.string() + "'").c_str()) != 0) return "bash refused the script";
    std::ifstream file(answer);
    std::string line;
    std::getline(file, line);
    return line;
}

}  // namespace

TEST_CASE("bash completes commands, subcommands and options", "[cli][completion]") {
    if (std::system("bash -c 'mapfile </dev/null' 2>/dev/null") != 0) return;
    CHECK(offered("giamsat wor") == "work workflow");
    CHECK(offered("giamsat unit sh") == "show");
    CHECK(offered("giamsat --office here unit list --lev") == "--level");
    CHECK(offered("giamsat unit list --offi") == "--office");
    CHECK(offered("giamsat unit nothing-like-it") == "");
}

TEST_CASE("every shell's script names every command and parses", "[cli][completion]") {
    for (const char* shell : {"bash", "zsh", "fish"}) {
        const Finished finished = run_giamsat({"completion", shell});
        INFO(shell);
        CHECK(finished.exit_code == 0);
        for (const std::string& path : all_commands())
            CHECK(finished.output.find("'" + path + "'") != std::string::npos);
        TemporaryFolder folder;
        write_text(folder.path() / "script", finished.output);
        const std::string there = std::string("command -v ") + shell + " >/dev/null 2>&1";
        if (std::system(there.c_str()) == 0)
            CHECK(std::system((std::string(shell) + " -n '" + (folder.path() / "script").string() + "'").c_str()) == 0);
    }
}
