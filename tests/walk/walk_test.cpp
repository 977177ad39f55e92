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

}  // namespace

TEST_CASE("the walk in the README ends well, word for word", "[walk]") {
    TemporaryFolder folder;
    std::string script = walk();
    REQUIRE(script.find("giamsat journal verify") != std::string::npos);
    std::ofstream(folder.path() / "walk.sh") << "set -eu\nexport PATH=\"$(dirname \"" GIAMSAT_BINARY "\"):$PATH\"\n"
                                             << script << "\n";
    std::filesystem::create_directory_symlink(GIAMSAT_SOURCE_DIR "/workflows", folder.path() / "workflows");

    std::string command =
        "cd '" + folder.path().string() + "' && env -u GIAMSAT_AS -u GIAMSAT_LANG bash walk.sh > out.txt 2>&1";
    int status = std::system(command.c_str());

    std::ifstream file(folder.path() / "out.txt");
    std::ostringstream output;
    output << file.rdbuf();
    INFO(output.str());
    REQUIRE(status == 0);
    REQUIRE(output.str().find("✓") != std::string::npos);
}
