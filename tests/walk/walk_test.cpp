// SPDX-License-Identifier: Apache-2.0
// The five-minute walk of README.md, run as it stands there.
#include "support/catch.hpp"
#include "support/running.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace giamsat::test;

namespace {

std::string readme() {
    std::ifstream file(GIAMSAT_SOURCE_DIR "/README.md");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The block of shell after the walk's mark.
std::string walk() {
    std::string text = readme();
    auto mark = text.find("<!-- walk");
    auto begin = text.find("```sh\n", mark);
    auto end = text.find("\n```", begin);
    if (mark == std::string::npos || begin == std::string::npos || end == std::string::npos) return "";
    return text.substr(begin + 6, end - begin - 6);
}

struct Walked {
    int status = -1;
    std::string output;
};

Walked walked(const std::string& script, const TemporaryFolder& folder) {
    std::ofstream(folder.path() / "walk.sh") << "set -eu\nexport PATH=\"$(dirname \"" GIAMSAT_BINARY "\"):$PATH\"\n"
                                             << script << "\n";
    std::filesystem::create_directory_symlink(GIAMSAT_SOURCE_DIR "/workflows", folder.path() / "workflows");
    const std::string command =
        "cd '" + folder.path().string() + "' && env -u GIAMSAT_AS -u GIAMSAT_LANG bash walk.sh > out.txt 2>&1";
    Walked walked;
    walked.status = std::system(command.c_str());
    std::ostringstream output;
    output << std::ifstream(folder.path() / "out.txt").rdbuf();
    walked.output = output.str();
    return walked;
}

// The same walk with a server running from the office's founding on; the server is stopped at the end and must end well.
std::string with_server(std::string script) {
    const std::string founded = "export GIAMSAT_OFFICE=my-office\n";
    const auto at = script.find(founded);
    if (at == std::string::npos) return "exit 99";
    script.insert(at + founded.size(),
                  "giamsat serve > serve.txt 2>&1 & SERVER=$!\n"
                  "until [ -S my-office/giamsat.sock ]; do sleep 0.05; done\n");
    return script + "\nkill -TERM $SERVER\nwait $SERVER\ncat serve.txt\n";
}

}  // namespace

TEST_CASE("the walk in the README ends well, word for word", "[walk]") {
    TemporaryFolder folder;
    const std::string script = walk();
    REQUIRE(script.find("giamsat journal verify") != std::string::npos);

    const Walked done = walked(script, folder);

    INFO(done.output);
    REQUIRE(done.status == 0);
    REQUIRE(done.output.find("✓") != std::string::npos);
}

TEST_CASE("the same walk ends as well while a server holds the office", "[walk][serve]") {
    TemporaryFolder folder;

    const Walked done = walked(with_server(walk()), folder);

    INFO(done.output);
    REQUIRE(done.status == 0);
    REQUIRE(done.output.find("✓ Đã dừng") != std::string::npos);
}
