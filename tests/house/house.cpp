// SPDX-License-Identifier: Apache-2.0
#include "house/house.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <utility>

namespace giamsat::house {

namespace {

constexpr std::size_t lines_max = 400;
constexpr std::string_view life = "kernel/machine/life/";

struct Owner {
    std::string_view prefix;  // of the header's name
    std::string_view place;   // the only folder that may include it
};

// One folder for each library, so that a change of library is a change of one folder.
constexpr std::array owners{
    Owner{"tl/", "engine/base/core/"},
    Owner{"unicode/", "engine/base/text/"},
    Owner{"nlohmann/", "engine/base/json/"},
    Owner{"sodium", "engine/base/crypto/"},
    Owner{"nettle/", "engine/base/crypto/"},
    Owner{"yaml-cpp/", "engine/base/yaml/"},
    Owner{"libxml/", "engine/base/xml/"},
    Owner{"boost/container/", "engine/kernel/machine/"},
    Owner{"boost/asio", "engine/adapters/net/"},
    Owner{"boost/beast", "engine/adapters/net/"},
    Owner{"boost/", "engine/kernel/machine/life/"},
    Owner{"qrencode.h", "engine/kernel/reports/"},
    Owner{"sqlite3", "engine/adapters/store/"},
    Owner{"dlfcn.h", "engine/adapters/plugin/"},
    Owner{"graphviz/", "engine/adapters/drawing/"},
    Owner{"CLI/", "engine/app/cli/"},
    Owner{"xlsxwriter", "plugins/report-xlsx/"},
    Owner{"catch2/", "tests/support/"},
    Owner{"rapidcheck", "tests/"},
};

// What the compiler and the system bring, beside the standard headers without a dot.
constexpr std::array<std::string_view, 31> system_headers{
    "assert.h", "dirent.h", "errno.h",   "fcntl.h",  "getopt.h",  "grp.h",    "inttypes.h", "langinfo.h",
    "limits.h", "locale.h", "malloc.h",  "math.h",   "netdb.h",   "poll.h",   "pthread.h",  "pwd.h",
    "sched.h",  "signal.h", "spawn.h",   "stdarg.h", "stdbool.h", "stddef.h", "stdint.h",   "stdio.h",
    "stdlib.h", "string.h", "strings.h", "syslog.h", "termios.h", "time.h",   "unistd.h"};
constexpr std::array<std::string_view, 4> system_folders{"arpa/", "linux/", "netinet/", "sys/"};

struct Ban {
    std::string_view call;
    std::string_view allowed_in;  // two places at most, parted by a space
    std::string_view instead;
};

constexpr std::array bans{
    Ban{"system_clock::now", "engine/base/core/ engine/base/platform/", "take the time from the injected clock"},
    Ban{"std::time(", "engine/base/platform/", "take the time from the injected clock"},
    Ban{"random_device", "engine/base/platform/", "take chance from the injected source"},
    Ban{"mt19937", "", "a draw must be a function of (seed, unit, year, purpose), not of a generator's position"},
};

bool starts(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

bool is_header(std::string_view path) { return path.ends_with(".hpp") || path.ends_with(".h"); }

bool is_source(std::string_view path) {
    return is_header(path) || path.ends_with(".cpp") || path.ends_with(".c") || path.ends_with(".def");
}

// "kernel/machine" of "kernel/machine/life/x.hpp"; empty when there are not two folders.
std::string folder_of(std::string_view path) {
    const auto first = path.find('/');
    const auto second = first == path.npos ? first : path.find('/', first + 1);
    return second == path.npos ? std::string() : std::string(path.substr(0, second));
}

std::optional<std::size_t> rank(const Folders& folders, const std::string& folder) {
    const auto found = std::find(folders.begin(), folders.end(), folder);
    if (found == folders.end()) return std::nullopt;
    return static_cast<std::size_t>(found - folders.begin());
}

struct Include {
    bool angled;
    std::string name;
};

std::optional<Include> include_in(const std::string& line) {
    static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::smatch match;
    if (!std::regex_search(line, match, pattern)) return std::nullopt;
    return Include{match[1] == "<", match[2]};
}

const Owner* owner_of(std::string_view header) {
    const auto found =
        std::find_if(owners.begin(), owners.end(), [&](const Owner& owner) { return starts(header, owner.prefix); });
    return found == owners.end() ? nullptr : &*found;
}

bool is_system(std::string_view header) {
    if (header.find_first_of("./") == header.npos) return true;
    if (std::find(system_headers.begin(), system_headers.end(), header) != system_headers.end()) return true;
    return std::any_of(system_folders.begin(), system_folders.end(),
                       [&](std::string_view folder) { return starts(header, folder); });
}

// The test of a folder stands where the folder stands: it may use the library it must check against.
std::string place_of(const std::string& path) {
    constexpr std::string_view mirror = "tests/engine/";
    return starts(path, mirror) ? path.substr(std::string_view("tests/").size()) : path;
}

class Inspection {
public:
    Inspection(const Folders& folders, std::vector<std::string>& found) : folders_(folders), found_(found) {}

    void inspect(const std::string& path, const std::string& text) {
        path_ = path;
        std::istringstream lines(text);
        std::string line;
        std::size_t count = 0;
        for (; std::getline(lines, line); ++count) inspect_line(line);
        if (count > lines_max) breach("has " + std::to_string(count) + " lines; the limit is 400, so split it by idea");
        if (starts(path_, "engine/")) inspect_place();
    }

private:
    void breach(const std::string& what) { found_.push_back(path_ + ": " + what); }

    void inspect_place() {
        const std::string inner = path_.substr(std::string_view("engine/").size());
        if (starts(inner, "include/giamsat/")) return;
        if (!rank(folders_, folder_of(inner))) breach("stands in a folder that is not in the table of the house");
    }

    void inspect_line(const std::string& line) {
        if (const auto include = include_in(line)) {
            include->angled ? inspect_library(include->name) : inspect_ours(include->name);
        } else if (starts(path_, "engine/")) {
            inspect_calls(line.substr(0, line.find("//")));
        }
    }

    void inspect_calls(const std::string& code) {
        for (const Ban& ban : bans) {
            if (code.find(ban.call) != code.npos && !is_allowed(ban))
                breach("calls " + std::string(ban.call) + "; " + std::string(ban.instead));
        }
    }

    bool is_allowed(const Ban& ban) const {
        std::istringstream places{std::string(ban.allowed_in)};
        std::string place;
        while (places >> place)
            if (starts(path_, place)) return true;
        return false;
    }

    void inspect_library(const std::string& header) {
        if (starts(header, "giamsat/")) return inspect_interface_user(header);
        if (const Owner* owner = owner_of(header)) {
            const std::string place = place_of(path_);
            if (!starts(place, owner->place) && !starts(path_, owner->place) && !is_below_all(header))
                breach("includes <" + header + ">, which belongs to " + std::string(owner->place) + " alone");
        } else if (!is_system(header) && !starts(header, "fmt/")) {
            breach("includes <" + header + ">, a library nobody in the house owns");
        }
    }

    // The floor a benchmark measures against has nothing of ours between it and the library; fault campaigns stand in for what
    // SQLite rests on.
    bool is_below_all(const std::string& header) const {
        if (starts(path_, "tests/bench/floor/")) return header == "sqlite3.h";
        return starts(path_, "tests/fault/") && (header == "sqlite3.h" || header == "dlfcn.h");
    }

    void inspect_interface_user(const std::string& header) {
        const bool may = starts(path_, "plugins/") || starts(path_, "engine/include/") || starts(path_, "tests/") ||
                         starts(path_, "engine/adapters/plugin/");
        if (!may) breach("includes <" + header + ">: only plugins and their loader speak the C interface");
    }

    void inspect_ours(const std::string& header) {
        if (starts(path_, "tests/")) return;
        if (starts(path_, "plugins/")) return inspect_plugin(header);
        const auto target = rank(folders_, folder_of(header));
        if (!target) return breach("includes \"" + header + "\", which is no path of the house (floor/folder/file)");
        const auto own = rank(folders_, folder_of(path_.substr(std::string_view("engine/").size())));
        if (own ? *target > *own : starts(path_, "engine/include/"))
            breach("includes \"" + header + "\", which stands above it");
        if (starts(header, life)) inspect_life(header);
    }

    // A plugin sees its own files, the C interface and the ground floor, which is linked into it and stays hidden there.
    void inspect_plugin(const std::string& header) {
        if (rank(folders_, folder_of(header)) && !starts(header, "base/"))
            breach("includes \"" + header + "\": a plugin sees only <giamsat/…> and base/");
    }

    // Statechart's templates are dear to compile and its types are nobody else's business.
    void inspect_life(const std::string& header) {
        if (starts(path_, "engine/kernel/machine/life/")) return;
        if (!starts(path_, "engine/kernel/machine/") || is_header(path_))
            breach("includes \"" + header + "\": only the .cpp files of kernel/machine may look into life/");
    }

    const Folders& folders_;
    std::vector<std::string>& found_;
    std::string path_;
};

std::string slurp(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string without_parentheses(std::string_view text) {
    std::string out;
    int depth = 0;
    for (const char c : text) {
        if (c == '(') ++depth;
        if (depth == 0) out += c;
        if (c == ')') --depth;
    }
    return out;
}

}  // namespace

Tree read_tree(const std::filesystem::path& root) {
    Tree tree;
    for (const char* top : {"engine", "plugins", "tests"}) {
        if (!std::filesystem::exists(root / top)) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const std::string path = entry.path().lexically_relative(root).generic_string();
            if (entry.is_regular_file() && is_source(path)) tree[path] = slurp(entry.path());
        }
    }
    return tree;
}

Folders folders_of_cmake(std::string_view cmake_lists) {
    constexpr std::string_view opening = "set(house\n";
    const auto start = cmake_lists.find(opening);
    if (start == cmake_lists.npos) return {};
    const auto body = cmake_lists.substr(start + opening.size());
    std::istringstream words{std::string(body.substr(0, body.find(')')))};
    return {std::istream_iterator<std::string>(words), {}};
}

Folders folders_of_readme(std::string_view readme) {
    static const std::regex row(R"(^\|\s*\d+\s+`([a-z]+)/`\s*\|([^|]*)\|)");
    static const std::regex word("`([a-z]+)`");
    Folders folders;
    std::istringstream lines{std::string(readme)};
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, row)) continue;
        const std::string names = without_parentheses(match[2].str());
        for (std::sregex_iterator name(names.begin(), names.end(), word), end; name != end; ++name)
            folders.push_back(match[1].str() + "/" + (*name)[1].str());
    }
    return folders;
}

std::vector<std::string> breaches(const Tree& tree, const Folders& folders) {
    std::vector<std::string> found;
    Inspection inspection(folders, found);
    for (const auto& [path, text] : tree) inspection.inspect(path, text);
    return found;
}

}  // namespace giamsat::house
