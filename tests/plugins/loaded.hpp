// SPDX-License-Identifier: Apache-2.0
// The plugins of this build, as a person's giamsat would load them, and a folder for what they make.
#pragma once

#include "adapters/plugin/plugin_host.hpp"
#include "support/catch.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace giamsat::plugin_test {

inline Plugin& loaded(const std::string& name) {
    static PluginHost host = PluginHost::load(GIAMSAT_PLUGIN_DIR);
    for (const Problem& problem : host.refused()) FAIL_CHECK(problem.message(Lang::en));
    Plugin* plugin = host.find(name);
    REQUIRE(plugin != nullptr);
    return *plugin;
}

inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.is_open());
    return {std::istreambuf_iterator<char>(file), {}};
}

class Folder {
public:
    Folder() {
        path_ = (std::filesystem::temp_directory_path() / "giamsat-made-XXXXXX").string();
        REQUIRE(::mkdtemp(path_.data()) != nullptr);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

// What a program that knows nothing of ours says about a file: the standard output of perl, which git brings along.
inline std::string perl(const std::string& script, const std::string& arguments) {
    const std::string command = "perl " + script + " " + arguments;
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    char room[4096];
    for (std::size_t got = 0; (got = std::fread(room, 1, sizeof room, pipe)) > 0;) out.append(room, got);
    REQUIRE(::pclose(pipe) == 0);
    return out;
}

}  // namespace giamsat::plugin_test
